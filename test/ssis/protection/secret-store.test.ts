import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { SecretStore } from '../../../src/ssis/protection/index.js'

const place = () => join(mkdtempSync(join(tmpdir(), 'secrets-')), 'secrets.json')

async function filled(): Promise<string> {
  const path = place()
  const store = await SecretStore.create(path, 'master')
  store.set('\\\\SQL01', 'CORP\\alice', 'first')
  store.set('sql02', 'bob', 'sécond')
  await store.save()
  return path
}

describe('a store', () => {
  test('keeps passwords for a server and a user', async () => {
    const path = await filled()
    const store = await SecretStore.open(path, 'master')
    expect(store.find('sql01', 'corp\\ALICE')).toBe('first')
    expect(store.find('\\\\sql02', 'bob')).toBe('sécond')
    expect(store.find('sql02', 'alice')).toBeUndefined()
    expect(store.list()).toEqual([
      { server: 'SQL01', user: 'CORP\\alice' },
      { server: 'sql02', user: 'bob' },
    ])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('finds a server by its URL, and keeps a link to its file', async () => {
    const path = await filled()
    const link = `${path}.link`
    symlinkSync(path, link)
    const store = await SecretStore.open(link, 'master')
    expect(store.find('https://sql01:5986/wsman', 'corp\\alice')).toBe('first')
    store.set('http://Web01/service?wsdl', 'carol', 'third')
    await store.save()
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect((await SecretStore.open(path, 'master')).find('WEB01', 'carol')).toBe('third')
    expect(readdirSync(join(path, '..')).sort()).toEqual(['secrets.json', 'secrets.json.link'])
  })

  test('shows no secret in its file and in what inspects it', async () => {
    const path = await filled()
    const store = await SecretStore.open(path, 'master')
    for (const shown of [readFileSync(path, 'utf8'), inspect(store, { depth: 9 }), JSON.stringify(store)])
      for (const secret of ['first', 'sécond', 'master']) expect(shown).not.toContain(secret)
  })

  test('changes, and its password too', async () => {
    const path = await filled()
    const store = await SecretStore.open(path, 'master')
    expect(store.remove('sql02', 'bob')).toBe(true)
    expect(store.remove('sql02', 'bob')).toBe(false)
    await store.changePassword('other')
    await store.save()
    await expect(SecretStore.open(path, 'master')).rejects.toThrow('password')
    expect((await SecretStore.open(path, 'other')).list()).toHaveLength(1)
  })
})

describe('a file that is not what it was', () => {
  test('a wrong password', async () => {
    await expect(SecretStore.open(await filled(), 'Master')).rejects.toThrow('password')
  })

  test('entries that were swapped between servers do not open', async () => {
    const path = await filled()
    const file = JSON.parse(readFileSync(path, 'utf8'))
    const [first, second] = file.entries
    file.entries = [
      { ...first, iv: second.iv, tag: second.tag, data: second.data },
      { ...second, iv: first.iv, tag: first.tag, data: first.data },
    ]
    writeFileSync(path, JSON.stringify(file))
    await expect(SecretStore.open(path, 'master')).rejects.toThrow('entry')
  })

  test.each([
    ['no JSON', 'x'],
    ['another document', '{"a":1}'],
    ['another version', undefined],
    ['entries that are none', '{"wmilinkSecrets":1,"salt":"","check":{"iv":"","tag":"","data":""},"entries":[1]}'],
    ['nothing', ''],
  ])('%s', async (_what, text) => {
    const path = await filled()
    writeFileSync(path, text ?? readFileSync(path, 'utf8').replace('"wmilinkSecrets": 1', '"wmilinkSecrets": 2'))
    await expect(SecretStore.open(path, 'master')).rejects.toThrow(path)
  })

  test('what is no file, or too large for one', async () => {
    const path = place()
    await expect(SecretStore.open(join(path, '..'), 'x')).rejects.toThrow('no file of secrets')
    if (process.platform !== 'win32')
      await expect(SecretStore.open('/dev/zero', 'x')).rejects.toThrow('no file of secrets')
    writeFileSync(path, '')
    truncateSync(path, 2 ** 25)
    await expect(SecretStore.open(path, 'x')).rejects.toThrow('no file of secrets')
  })

  test('a folder that is not there', async () => {
    const path = join(place(), 'x', 'y')
    await expect(SecretStore.open(path, 'x')).rejects.toThrow(path)
    await expect((await SecretStore.create(path, 'x')).save()).rejects.toThrow(path)
    expect(existsSync(path)).toBe(false)
  })
})
