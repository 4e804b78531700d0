import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { SecretStore } from '../../src/ssis/protection/index.js'
import { vectorPath } from '../vectors.js'
import { cli } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'cli-secrets-'))
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const master = file('master', 'master\n')

describe('wmilink secret', () => {
  test('sets, lists, removes, and shows no password', async () => {
    const store = join(folder, 'store.json')
    const password = file('alice', 's3cret\n')
    const own = ['--secrets-password-file', master]
    const set = await cli(['secret', store, 'set', 'SQL01', 'CORP\\alice', '--password-file', password, ...own])
    expect(set).toMatchObject({ code: 0 })
    const list = await cli(['secret', store, 'list', '--json', ...own])
    expect(JSON.parse(list.stdout)).toEqual([{ server: 'SQL01', user: 'CORP\\alice' }])
    expect((await SecretStore.open(store, 'master')).find('sql01', 'corp\\alice')).toBe('s3cret')
    for (const { stdout, stderr } of [set, list]) expect(stdout + stderr).not.toContain('s3cret')
    expect((await cli(['secret', store, 'remove', 'sql01', 'CORP\\alice', ...own])).code).toBe(0)
    expect((await cli(['secret', store, 'remove', 'sql01', 'CORP\\alice', ...own])).code).toBe(1)
  })

  test('takes the password of the file from the environment, and leaves it there for nobody', async () => {
    const store = join(folder, 'env.json')
    const env = { WMILINK_SECRETS_PASSWORD: 'm', WMILINK_PASSWORD: 'p' }
    expect((await cli(['secret', store, 'set', 's', 'u'], { env })).code).toBe(0)
    expect(env).toEqual({})
    expect((await SecretStore.open(store, 'm')).find('s', 'u')).toBe('p')
    const next = file('next', 'n')
    const change = ['secret', store, 'passwd', '--password-file', next]
    expect((await cli(change, { env: { WMILINK_SECRETS_PASSWORD: 'm' } })).code).toBe(0)
    expect((await SecretStore.open(store, 'n')).list()).toHaveLength(1)
    const wrong = await cli(['secret', store, 'list'], { env: { WMILINK_SECRETS_PASSWORD: 'm' } })
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toContain('password')
  })

  test.each([
    ['another action', ['drop']],
    ['no user', ['set', 'sql01']],
    ['no password of the file', ['list']],
  ])('%s is a wrong command line', async (_what, args) => {
    expect((await cli(['secret', join(folder, 'x.json'), ...args])).code).toBe(6)
  })
})

describe('wmilink protect', () => {
  const old = file('old', 'ssis123')
  const next = file('new', 'another')
  const sample = () => {
    const path = join(mkdtempSync(join(folder, 'p-')), 'p.dtsx')
    copyFileSync(vectorPath('dtsx/encrypted/Package_221.dtsx'), path)
    return path
  }

  test('changes the password', async () => {
    const path = sample()
    const args = ['protect', path, '--package-password-file', old, '--new-package-password-file', next]
    expect(await cli(args)).toMatchObject({ code: 0 })
    await expect(Package.load(path, { password: 'ssis123' })).rejects.toMatchObject({ symbol: 'DTS_E_PACKAGEPASSWORD' })
    const pkg = await Package.load(path, { password: 'another' })
    expect(pkg.parameters.find(({ name }) => name === 'Parameterwere')?.sensitiveValue()).toBe(2)
  })

  test('changes the level, into another file', async () => {
    const path = sample()
    const output = join(folder, 'clean.dtsx')
    const args = ['protect', path, '--package-password-file', old, '--level', 'dontsavesensitive', '--output', output]
    expect(await cli(args)).toMatchObject({ code: 0 })
    expect(readFileSync(output, 'utf8')).not.toContain('EncryptedData')
    expect(readFileSync(path).equals(readFileSync(vectorPath('dtsx/encrypted/Package_221.dtsx')))).toBe(true)
  })

  test('encrypts a package as a whole, and opens it again', async () => {
    const path = sample()
    const whole = ['protect', path, '--package-password-file', old, '--level', 'EncryptAllWithPassword']
    expect(await cli(whole)).toMatchObject({ code: 0 })
    expect(readFileSync(path, 'utf8')).not.toContain('Parameterwere')
    await expect(Package.load(path)).rejects.toThrow()
    const pkg = await Package.load(path, { password: 'ssis123' })
    expect(pkg.parameters.find(({ name }) => name === 'Parameterwere')?.sensitiveValue()).toBe(2)
  })

  test('drops what it cannot open only when told to', async () => {
    const path = sample()
    const before = readFileSync(path)
    const args = ['protect', path, '--level', 'DontSaveSensitive']
    const refused = await cli(args)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('2')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect((await cli([...args, '--drop-unreadable'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).not.toContain('EncryptedData')
  })

  test('names what it leaves out', async () => {
    const told = await cli(['protect', sample(), '--level', 'DontSaveSensitive', '--drop-unreadable', '--json'])
    expect(JSON.parse(told.stdout)).toMatchObject({ level: 'DontSaveSensitive', dropped: 2 })
    expect(told.stderr).toContain('Parameterwere.ParameterValue')
  })

  test('gives the files of a project another password, one after the other', async () => {
    const place = mkdtempSync(join(folder, 'project-'))
    const names = ['db-01_msdb.conmgr', 'FTP_Connection_Manager.conmgr', 'Package_221.dtsx', 'Project.params']
    for (const name of [...names, 'SampleSSISProject.dtproj']) {
      const path = join(place, name)
      copyFileSync(vectorPath(`dtsx/encrypted/${name}`), path)
    }
    for (const name of [...names, 'SampleSSISProject.dtproj']) {
      const path = join(place, name)
      const args = ['protect', path, '--package-password-file', old, '--new-package-password-file', next, '--json']
      const told = await cli(args)
      expect(told, name).toMatchObject({ code: 0 })
      expect(JSON.parse(told.stdout)).toMatchObject({ level: 'EncryptSensitiveWithPassword' })
    }
    const pkg = await Package.load(join(place, 'Package_221.dtsx'), { password: 'another' })
    expect(pkg.parameters.find(({ name }) => name === 'SourceDBName')?.sensitiveValue()).toBe('master')
    const again = await cli(['protect', join(place, 'SampleSSISProject.dtproj'), '--package-password-file', old])
    expect(again.code).toBe(5)
  })

  test('takes the secrets out of a project', async () => {
    for (const name of ['FTP_Connection_Manager.conmgr', 'Project.params', 'SampleSSISProject.dtproj']) {
      const path = join(mkdtempSync(join(folder, 'p-')), name)
      copyFileSync(vectorPath(`dtsx/encrypted/${name}`), path)
      const args = ['protect', path, '--package-password-file', old, '--level', 'DontSaveSensitive']
      expect(await cli(args), name).toMatchObject({ code: 0 })
      const text = readFileSync(path, 'utf8')
      expect(text).not.toMatch(/Salt=|>12345<|>master<|>SSIS</)
      expect(text.includes('SSIS:ProtectionLevel="DontSaveSensitive"')).toBe(name.endsWith('.dtproj'))
      expect((await cli([...args.slice(0, 2), '--level', 'EncryptAllWithPassword'])).code).toBe(6)
    }
  })

  test('encrypts what a file has in clear text', async () => {
    const path = join(mkdtempSync(join(folder, 'p-')), 'Project.params')
    const clear = readFileSync(vectorPath('dtsx/encrypted/Project.params'), 'utf8').replace(
      /SSIS:Sensitive="1"[^>]*>[^<]*</,
      'SSIS:Sensitive="1">hunter2<',
    )
    writeFileSync(path, clear)
    const level = ['--level', 'EncryptSensitiveWithPassword']
    expect(await cli(['protect', path, ...level, '--new-package-password-file', next])).toMatchObject({ code: 0 })
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
    expect((await cli(['protect', path, '--package-password-file', next, '--level', 'DontSaveSensitive'])).code).toBe(0)
    writeFileSync(path, clear)
    expect((await cli(['protect', path, '--level', 'DontSaveSensitive'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
  })

  test('a wrong password, and a level that there is not', async () => {
    const path = sample()
    expect((await cli(['protect', path, '--package-password-file', next])).code).toBe(5)
    const level = ['protect', path, '--package-password-file', old, '--level', 'Best']
    expect((await cli(level)).code).toBe(6)
  })
})
