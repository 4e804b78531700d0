import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cli } from './cli.js'

const mof = fileURLToPath(new URL('./files/timer.mof', import.meta.url))
let data: string

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'wmilink-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const notes = async () => {
  const { stdout } = await cli(['query', 'SELECT * FROM Test_Note', '--data', data, '--json'])
  return JSON.parse(stdout)
}

test('what is created, changed and deleted with --data is there for the next command', async () => {
  const created = await cli([
    'create',
    'Test_Note',
    'Name=a "b"',
    'Size=18446744073709551615',
    '--mof',
    mof,
    '--data',
    data,
  ])
  expect(created.code).toBe(0)
  const { __PATH: path } = JSON.parse(created.stdout)
  expect(path).toMatch(/^\\\\[^\\]+\\root\\cimv2:Test_Note\.Name="a \\"b\\""$/)
  expect(created.stderr).not.toContain('--data')
  expect(await notes()).toEqual([
    { Name: 'kept', Size: '5', Text: 'one' },
    { Name: 'a "b"', Size: '18446744073709551615', Text: null },
  ])

  expect((await cli(['put', path, 'text=two', '--data', data])).code).toBe(0)
  expect(await notes()).toContainEqual({ Name: 'a "b"', Size: '18446744073709551615', Text: 'two' })

  const deleted = await cli(['delete', 'Test_Note.name="KEPT"', '--data', data])
  expect(deleted).toMatchObject({ code: 0, stdout: '' })
  expect(await notes()).toEqual([{ Name: 'a "b"', Size: '18446744073709551615', Text: 'two' }])
})

test('delete --class takes a class with its instances, and wants no keys', async () => {
  await cli(['query', 'SELECT * FROM Test_Note', '--mof', mof, '--data', data])
  const keys = await cli(['delete', 'Test_Note.Name="kept"', '--class', '--data', data])
  expect(keys.code).toBe(6)
  expect(keys.stderr).toContain('Write Test_Note alone to delete the class')
  expect((await cli(['delete', 'Test_Note', '--data', data])).code).toBe(1)
  expect(await notes()).toHaveLength(1)
  expect(await cli(['delete', 'test_note', '--class', '--data', data])).toMatchObject({ code: 0, stdout: '' })
  const gone = await cli(['query', 'SELECT * FROM Test_Note', '--data', data, '--json'])
  expect(JSON.parse(gone.stderr)).toMatchObject({ error: { name: 'WBEM_E_INVALID_CLASS' } })
})

test('without --data the command says that nothing is kept', async () => {
  const { code, stderr } = await cli(['create', 'Test_Note', 'Name=x', '--mof', mof])
  expect(code).toBe(0)
  expect(stderr).toContain('--data DIR keeps it')
})

test('put changes what exists, and creates nothing', async () => {
  const { code, stderr } = await cli(['put', 'Test_Note.Name="absent"', 'Text=x', '--mof', mof, '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'WBEM_E_NOT_FOUND' } })
})

test('a property that the class does not have, and a value that is not of its type', async () => {
  const unknown = await cli(['create', 'Test_Note', 'Name=x', 'Txt=y', '--mof', mof, '--json'])
  expect(unknown.code).toBe(1)
  expect(JSON.parse(unknown.stderr)).toMatchObject({ error: { name: 'WBEM_E_INVALID_PROPERTY' } })
  const wrong = await cli(['create', 'Test_Note', 'Name=x', 'Size=big', '--mof', mof, '--json'])
  expect(wrong.code).toBe(1)
  expect(JSON.parse(wrong.stderr)).toMatchObject({ error: { name: 'WBEM_E_TYPE_MISMATCH' } })
})

test.each(['', ' '])('--data %j names no folder, least of all the current one', async folder => {
  const { code, stderr } = await cli(['namespaces', '--data', folder])
  expect(code).toBe(6)
  expect(stderr).toContain('the data folder has no path')
})
