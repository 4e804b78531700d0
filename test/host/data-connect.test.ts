import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/connect/connect.js'
import type { LocalHost } from '../../src/connect/options.js'
import type { WmiServices } from '../../src/wmi/services.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-connect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mofFile = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('connect with a data folder', () => {
  test('shares one host per folder, whatever the path looks like', async () => {
    const data = join(folder, 'shared')
    const mof = [mofFile('one.mof', 'class My_Class { [key] string Name; };')]
    const first = await connect({ data, mof, embedded: true })
    await first.create('My_Class', { Name: 'a' })
    const second = await connect({ data: relative(process.cwd(), data) + sep, embedded: true })
    expect(await second.get('My_Class="a"')).toMatchObject({ Name: 'a' })
    await second.close()
    expect(await first.get('My_Class="a"')).toMatchObject({ Name: 'a' })
    const other = await connect({ data: join(folder, 'other'), embedded: true })
    await expect(other.getClass('My_Class')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('loads MOF files into it, also while others are connected, and those that include others', async () => {
    const data = join(folder, 'mof')
    mofFile('part.mof', 'class My_Part { [key] string Name; };')
    const first = await connect({ data, embedded: true })
    const whole = mofFile('whole.mof', '#include ("part.mof")\nclass My_Whole : My_Part { };')
    for (const text of ['1', '2']) {
      mofFile('part.mof', `class My_Part { [key] string Name; uint8 N = ${text}; };`)
      await connect({ data, mof: [whole], embedded: true })
      expect((await first.getClass('My_Whole')).properties.get('N')?.defaultValue).toBe(Number(text))
    }
    const broken = mofFile('broken.mof', 'class My_Broken : No_Such { };')
    await expect(connect({ data, mof: [broken], embedded: true })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_SUPERCLASS',
      operation: 'connect',
    })
    expect((await first.getClass('My_Whole')).name).toBe('My_Whole')
  })

  test('refuses other drives for a folder that is in use, a file, and what is no path', async () => {
    const data = join(folder, 'drives')
    await connect({ data, embedded: true })
    await expect(connect({ data, drives: [`X:=${folder}`], embedded: true })).rejects.toMatchObject({
      name: 'WBEM_E_RESOURCE_CONTENTION',
      operation: 'connect',
    })
    await expect(connect({ data: mofFile('file', ''), embedded: true })).rejects.toMatchObject({
      name: 'WBEM_E_FAILED',
    })
    for (const wrong of ['', 5, null])
      await expect(connect({ data: wrong as never, embedded: true })).rejects.toMatchObject({ name: 'ArgumentError' })
    expect(readdirSync(data)).toContain('0.journal')
  })
})

describe('what the connection says holds for its calls', () => {
  test('locale, amended, architecture and timeout go to the host', async () => {
    const asked: unknown[] = []
    const host: LocalHost = {
      connect(namespace, defaults) {
        asked.push([namespace, defaults])
        return { server: 'X' } as WmiServices
      },
    }
    await connect({ host, locale: 'MS_40C', amended: true, architecture: 32, timeout: 5, data: 'ignored' })
    await connect({ host })
    expect(asked).toEqual([
      ['root\\cimv2', { locale: 'MS_40C', amended: true, architecture: 32, timeout: 5 }],
      ['root\\cimv2', {}],
    ])
    for (const wrong of [{ locale: 'fr' }, { architecture: 16 as never }])
      await expect(connect({ host, ...wrong })).rejects.toMatchObject({ name: 'ArgumentError' })
  })
})
