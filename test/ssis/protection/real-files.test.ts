// Files that SQL Server's tools encrypted (test/vectors/dtsx), with their known texts.
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Package } from '../../../src/ssis/index.js'
import { openText, sealText } from '../../../src/ssis/protection/index.js'
import { sealWhole } from '../../../src/ssis/protection/whole.js'
import { vectorPath } from '../../vectors.js'

const password = 'ssis123'
const file = (name: string) => vectorPath(`dtsx/encrypted/${name}`)
const read = (name: string) => readFileSync(file(name), 'utf8').replace(/^\ufeff/, '')

describe('project files', () => {
  test.each([
    ['FTP_Connection_Manager.conmgr', '>12345</DTS:Property>'],
    ['db-01_msdb.conmgr', '>Rbylpvfhfekb1</DTS:Password>'],
    ['Project.params', '>master</SSIS:Property>'],
  ])('%s', (name, plain) => {
    const { text, originals } = openText(read(name), password)
    expect(text).toContain(plain)
    expect(originals.size).toBe(1)
  })

  test('a wrong password is told', () => {
    for (const wrong of ['ssis124', 'x', ''])
      expect(() => openText(read('Project.params'), wrong)).toThrow(
        expect.objectContaining({ symbol: 'DTS_E_PACKAGEPASSWORD' }),
      )
  })
})

describe('the package', () => {
  test('opens, and tells its secrets only where they are asked for', async () => {
    const pkg = await Package.load(file('Package_221.dtsx'), { password })
    const parameter = pkg.parameters.find(({ name }) => name === 'Parameterwere')
    expect(parameter?.sensitive).toBe(true)
    expect(parameter?.value).toBeNull()
    expect(parameter?.sensitiveValue()).toBe(2)
    // Beside it stands the project of the sample.
    expect(pkg.variables.get('$Project::SourceDBName').value).toBeNull()
    expect(pkg.parameters.find(({ name }) => name === 'SourceDBName')?.sensitiveValue()).toBe('master')
    const shown = inspect(pkg, { depth: 10 }) + JSON.stringify(pkg.connections.get(0))
    for (const secret of ['ssis123', 'Rbylpvfhfekb1', '>12345<']) expect(shown).not.toContain(secret)
  })

  test('without its password stays closed, loads, and keeps every byte', async () => {
    const pkg = await Package.load(file('Package_221.dtsx'))
    expect(pkg.parameters.find(({ name }) => name === 'Parameterwere')?.sensitiveValue()).toBeNull()
    const told = pkg.warnings.map(({ description }) => description)
    for (const name of ['$Package::Parameterwere', '$Project::SourceDBName'])
      expect(told).toContain(`the value of the sensitive parameter ${name} is encrypted and was not opened`)
    expect(Buffer.from(pkg.toBytes()).equals(readFileSync(file('Package_221.dtsx')))).toBe(true)
  })

  test('a wrong password is told at once', async () => {
    await expect(Package.load(file('Package_221.dtsx'), { password: 'wrong' })).rejects.toMatchObject({
      symbol: 'DTS_E_PACKAGEPASSWORD',
      code: 0xc0014037,
    })
  })

  test('opened and saved unchanged it is the same file', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')
    copyFileSync(file('Package_221.dtsx'), path)
    const pkg = await Package.load(path, { password })
    expect(pkg.protectionLevel).toBe(2)
    await pkg.save()
    expect(readFileSync(path).equals(readFileSync(file('Package_221.dtsx')))).toBe(true)
  })

  test('with another password every secret is encrypted anew', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')
    const pkg = await Package.load(file('Package_221.dtsx'), { password })
    pkg.packagePassword = 'another'
    await pkg.save(path)
    expect(readFileSync(path, 'utf8')).not.toContain('Sensitive="1"')
    await expect(Package.load(path, { password })).rejects.toMatchObject({ symbol: 'DTS_E_PACKAGEPASSWORD' })
    const again = await Package.load(path, { password: 'another' })
    expect(again.parameters.find(({ name }) => name === 'Parameterwere')?.sensitiveValue()).toBe(2)
  })

  test('DontSaveSensitive leaves the secrets out', async () => {
    const pkg = await Package.load(file('Package_221.dtsx'), { password })
    pkg.protectionLevel = 0
    const text = pkg.toXml()
    expect(text).not.toContain('EncryptedData')
    expect(text).toMatch(/<DTS:Password [^>]*Sensitive="1"><\/DTS:Password>/)
    expect(text).not.toMatch(/Sensitive="1">[^<]/)
    expect(
      Package.parse(text)
        .parameters.find(({ name }) => name === 'Parameterwere')
        ?.sensitiveValue(),
    ).toBe(0)
  })
})

describe('a package that is encrypted as a whole', () => {
  const whole = vectorPath('dtsx/encrypted-whole/security_test_pass_is_banana.dtsx')

  test('opens with its password', async () => {
    const pkg = await Package.load(whole, { password: 'banana' })
    expect([pkg.name, pkg.protectionLevel, pkg.formatVersion]).toEqual(['security_test_pass_is_banana', 3, 8])
    expect(pkg.variables.get('User::VarSecurityTest').value).toBe('Secret text 1')
    expect(pkg.connections.get(0).name).toBe('AdventureWorks2014')
  })

  test('is written in the form that it has', () => {
    const text = readFileSync(whole, 'utf8').replace(/^\ufeff/, '')
    const opened = openText(text, 'banana')
    const sealed = sealWhole(opened.text, 'other')
    const shape = (xml: string) =>
      xml.replace(/(Salt|IV)="[^"]*"/g, '$1').replace(/<CipherValue>[^<]*/, '<CipherValue>')
    expect(shape(sealed)).toBe(shape(text))
    expect(openText(sealed, 'other').text).toBe(opened.text)
    expect(() => openText(sealed, 'banana')).toThrow(expect.objectContaining({ symbol: 'DTS_E_PACKAGEPASSWORD' }))
  })
})

test('equal secrets keep the ciphertext that each had', () => {
  const clear = '<a><b Sensitive="1">same</b><b Sensitive="1">same</b></a>'
  const sealed = sealText(clear, { password: 'pw', originals: new Map(), clear: new Set(), form: 'package' })
  expect(new Set(sealed.match(/<CipherValue>[^<]*/g)).size).toBe(2)
  const { text, originals } = openText(sealed, 'pw')
  expect(text).toBe(clear)
  expect(sealText(text, { password: 'pw', originals: new Map(originals), clear: new Set(), form: 'package' })).toBe(
    sealed,
  )
})
