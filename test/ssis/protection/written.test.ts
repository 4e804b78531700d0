// What is encrypted here, opened by programs that nobody here wrote: Python for the key, openssl for the cipher.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DTSExecResult, Package } from '../../../src/ssis/index.js'
import { FileSecrets } from '../../../src/ssis/protection/index.js'
import { vectorPath } from '../../vectors.js'
import { oldPackage } from '../samples.js'
import { diskHost } from '../tasks/disk-host.js'

const tools = ['python3', 'openssl'].every(
  name => spawnSync(name, ['--version']).status === 0 || spawnSync(name, ['version']).status === 0,
)
// Some builds of OpenSSL have the cipher in their legacy provider only.
const hasCipher =
  tools &&
  spawnSync('openssl', ['enc', '-des-ede3-cbc', '-K', '0'.repeat(48), '-iv', '0'.repeat(16)], { input: 'x' }).status ===
    0

/** Decrypts with the key that Python derives; the padding stays. */
function foreign(password: string, vector: Buffer, sealed: Buffer): Buffer {
  const script =
    'import hashlib,sys;h=hashlib.sha1(sys.argv[1].encode()).digest();' +
    'f=lambda c:hashlib.sha1(bytes(b^c for b in h)+bytes([c])*44).digest();print((f(0x36)+f(0x5c))[:24].hex())'
  const key = spawnSync('python3', ['-c', script, password], { encoding: 'utf8' }).stdout.trim()
  const { stdout, status } = spawnSync(
    'openssl',
    ['enc', '-d', '-des-ede3-cbc', '-nopad', '-K', key, '-iv', vector.toString('hex')],
    { input: sealed },
  )
  expect(status).toBe(0)
  return stdout
}

async function saved(): Promise<{ path: string; text: string }> {
  const path = join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')
  const pkg = new Package()
  const manager = pkg.connections.add('WMI')
  manager.name = 'WMI'
  Object.assign(manager.innerObject, { useWindowsAuth: false, serverName: '\\\\sql01', userName: 'CORP\\alice' })
  manager.properties.get('Password').setValue(manager, 'pä<ss&wörd')
  pkg.protectionLevel = 2
  pkg.packagePassword = 'gehëim'
  await pkg.save(path)
  return { path, text: readFileSync(path, 'utf8') }
}

describe('a package', () => {
  test.skipIf(!hasCipher)('decrypts with openssl', async () => {
    const { text } = await saved()
    expect(text).not.toContain('ss&amp;w')
    const value = Buffer.from(/<CipherValue>(.*?)<\/CipherValue>/s.exec(text)?.[1] ?? '', 'base64')
    const plain = foreign('gehëim', value.subarray(0, 8), value.subarray(8))
    const fill = plain.at(-1) ?? 0
    expect(fill).toBeGreaterThan(0)
    expect(fill).toBeLessThanOrEqual(8)
    expect(plain.subarray(0, -fill).toString('utf8').replace(/\s+/g, ' ')).toBe(
      '<Password Sensitive="1">pä&lt;ss&amp;wörd</Password>',
    )
  })

  test('opens here again, and goes when the server changes', async () => {
    const { path } = await saved()
    const pkg = await Package.load(path, { password: 'gehëim' })
    expect(pkg.warnings.filter(({ description }) => description.includes('password'))).toEqual([])
    const manager = pkg.connections.get('WMI')
    // A change of the server must not carry it along.
    manager.innerObject.serverName = '\\\\other'
    expect(pkg.toXml()).not.toContain('EncryptedData')
  })

  test('without its password the secret is missing, and said', async () => {
    const { path } = await saved()
    const pkg = await Package.load(path)
    expect(pkg.warnings).toHaveLength(1)
    expect(pkg.toXml()).toBe(readFileSync(path, 'utf8'))
  })

  test('with EncryptAllWithPassword shows nothing, and comes back as it was', async () => {
    const { path, text } = await saved()
    const pkg = await Package.load(path, { password: 'gehëim' })
    pkg.protectionLevel = 3
    await pkg.save()
    const whole = readFileSync(path, 'utf8')
    expect(whole).toMatch(/^<\?xml version="1.0"\?><EncryptedData [^>]*>(?:(?!DTS|WMI).)*<\/EncryptedData>$/s)
    expect(pkg.toXml()).toBe(whole)
    await expect(Package.load(path)).rejects.toMatchObject({ code: 0xc0014037 })
    const again = await Package.load(path, { password: 'gehëim' })
    expect(again.toXml()).toBe(whole)
    expect(again.warnings).toEqual([])
    again.protectionLevel = 2
    await again.save()
    const blank = (xml: string) => xml.replace(/<EncryptedData.*<\/EncryptedData>/s, '')
    expect(blank(readFileSync(path, 'utf8'))).toBe(blank(text))
    const last = await Package.load(path, { password: 'gehëim' })
    expect(last.connections.get('WMI').hasUnsavedSecret).toBe(false)
  })

  test.skipIf(!hasCipher)('as a whole decrypts with openssl', async () => {
    const { path } = await saved()
    const pkg = await Package.load(path, { password: 'gehëim' })
    pkg.protectionLevel = 3
    await pkg.save()
    const value = Buffer.from(/<CipherValue>(.*?)<\/CipherValue>/s.exec(pkg.toXml())?.[1] ?? '', 'base64')
    const plain = foreign('gehëim', value.subarray(0, 8), value.subarray(8))
    const text = plain.subarray(0, -(plain.at(-1) ?? 0)).toString('utf8')
    expect(text).toMatch(/^<DTS:Executable [\s\S]*<\/DTS:Executable>$/)
    expect(text).toMatch(/Sensitive="1">pä&lt;ss&amp;wörd</)
  })
})

describe('passwords of HTTP managers and of old formats', () => {
  test('both passwords of an HTTP manager come back to their places', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')
    const pkg = new Package()
    const manager = pkg.connections.add('HTTP')
    const values = { ServerURL: 'http://web01/a', ServerUserName: 'alice', UseServerCredentials: true }
    for (const [name, value] of Object.entries({ ...values, ProxyURL: 'http://proxy:8080', ProxyUserName: 'bob' }))
      manager.properties.get(name).setValue(manager, value)
    manager.properties.get('ServerPassword').setValue(manager, 'hunter2')
    manager.properties.get('ProxyPassword').setValue(manager, 'hunter3')
    pkg.protectionLevel = 2
    pkg.packagePassword = 'pw'
    await pkg.save(path)
    expect(readFileSync(path, 'utf8')).not.toMatch(/hunter|Password"/)
    const again = await Package.load(path, { password: 'pw' })
    expect(again.toXml()).toBe(readFileSync(path, 'utf8'))
    const plain = again.connections.get(0).node.element.document.toString()
    expect(plain).toMatch(/Name="ServerPassword"[^>]*>hunter2</)
    expect(plain).toMatch(/Name="ProxyPassword"[^>]*>hunter3</)
    // Without the package's password nobody may lead what it encrypts to another server.
    const closed = await Package.load(path)
    expect(closed.warnings.map(({ description }) => description).join()).toContain('ServerPassword')
    closed.connections.get(0).properties.get('ServerURL').setValue(closed.connections.get(0), 'http://evil/a')
    await closed.save(`${path}.evil`)
    const led = (await Package.load(`${path}.evil`, { password: 'pw' })).connections.get(0).node.element.document
    expect(led.toString()).not.toContain('hunter2')
    expect(led.toString()).toContain('hunter3')
    again.protectionLevel = 0
    await again.save()
    expect(readFileSync(path, 'utf8')).not.toMatch(/hunter|EncryptedData/)
    expect(again.warnings).toEqual([])
  })

  test.each([2, 3] as const)('format %s', async format => {
    const path = join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')
    const pkg = Package.parse(oldPackage(format))
    const manager = pkg.connections.add('WMI')
    Object.assign(manager.innerObject, { useWindowsAuth: false, serverName: 'sql01', userName: 'alice' })
    manager.innerObject.password = 'hunter2'
    pkg.protectionLevel = 2
    pkg.packagePassword = 'pw'
    await pkg.save(path)
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
    const again = await Package.load(path, { password: 'pw' })
    expect([again.protectionLevel, again.formatVersion, again.warnings]).toEqual([2, format, []])
    expect(again.toXml()).toBe(readFileSync(path, 'utf8'))
  })
})

describe('levels', () => {
  const file = (name: string) => vectorPath(`dtsx/encrypted/${name}`)
  const place = () => join(mkdtempSync(join(tmpdir(), 'protection-')), 'p.dtsx')

  test.each([2, 3] as const)('level %s needs a password', async level => {
    const path = place()
    const pkg = new Package()
    pkg.protectionLevel = level
    await expect(pkg.save(path)).rejects.toMatchObject({ code: 0xc001405e, symbol: 'DTS_E_PACKAGEPASSWORDEMPTY' })
    expect(existsSync(path)).toBe(false)
    pkg.packagePassword = 'pw'
    await pkg.save(path)
    expect((await Package.load(path, { password: 'pw' })).protectionLevel).toBe(level)
  })

  test.each([
    [4, 'EncryptAllWithUserKey'],
    [5, 'ServerStorage'],
  ] as const)('level %s cannot be made here', async (level, name) => {
    const path = place()
    const pkg = new Package()
    pkg.protectionLevel = level
    await expect(pkg.save(path)).rejects.toMatchObject({
      code: 0xc0014035,
      message: expect.stringContaining(name),
    })
    expect(existsSync(path)).toBe(false)
  })

  test('secrets that were opened cannot go to the key of a Windows user', async () => {
    const { path } = await saved()
    const before = readFileSync(path)
    const pkg = await Package.load(path, { password: 'gehëim' })
    pkg.protectionLevel = 1
    await expect(pkg.save()).rejects.toMatchObject({ code: 0xc0014035 })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('what was not opened keeps a level from being changed, unless it may go', async () => {
    const path = place()
    const pkg = await Package.load(file('Package_221.dtsx'))
    pkg.protectionLevel = 0
    await expect(pkg.save(path)).rejects.toMatchObject({
      code: 0xc0014035,
      message: expect.stringContaining('Parameterwere.ParameterValue'),
    })
    expect(existsSync(path)).toBe(false)
    await pkg.save(path, { dropUnreadable: true })
    expect(readFileSync(path, 'utf8')).not.toContain('EncryptedData')
  })

  test('a password that does not open what is closed is refused', async () => {
    const pkg = await Package.load(file('Package_221.dtsx'))
    expect(() => {
      pkg.packagePassword = 'ssis124'
    }).toThrow(expect.objectContaining({ code: 0xc0014037 }))
    pkg.packagePassword = 'ssis123'
    expect(Buffer.from(pkg.toBytes()).equals(readFileSync(file('Package_221.dtsx')))).toBe(true)
  })

  test('another object is changed, and the ciphertexts stay', async () => {
    const pkg = await Package.load(file('Package_221.dtsx'), { password: 'ssis123' })
    pkg.versionComments = 'changed'
    const values = (text: string) => text.match(/<CipherValue>[^<]*/g)
    expect(values(pkg.toXml())).toEqual(values(readFileSync(file('Package_221.dtsx'), 'utf8')))
  })

  test('the text is the same each time it is asked for', async () => {
    const { path } = await saved()
    const pkg = await Package.load(path, { password: 'gehëim' })
    pkg.packagePassword = 'other'
    expect(pkg.toXml()).toBe(pkg.toXml())
    await pkg.save()
    const bytes = readFileSync(path)
    await pkg.save()
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('saved without its secrets the file never gets them back by itself', async () => {
    const { path } = await saved()
    const pkg = await Package.load(path, { password: 'gehëim' })
    pkg.protectionLevel = 0
    await pkg.save()
    expect(pkg.toXml()).not.toContain('EncryptedData')
    await pkg.save()
    expect(readFileSync(path, 'utf8')).not.toContain('EncryptedData')
    pkg.protectionLevel = 2
    await pkg.save()
    expect(readFileSync(path, 'utf8')).toContain('EncryptedData')
  })

  test('everything anew has other ciphertexts', async () => {
    const path = place()
    const pkg = await Package.load(file('Package_221.dtsx'), { password: 'ssis123', alone: true })
    await pkg.save(path, { anew: true })
    const values = (text: string): string[] => text.match(/<CipherValue>[^<]*/g) ?? []
    const before = values(readFileSync(file('Package_221.dtsx'), 'utf8'))
    const after = values(readFileSync(path, 'utf8'))
    expect(after).toHaveLength(before.length)
    expect(after.filter(value => before.includes(value))).toEqual([])
  })

  test('one secret that was damaged stays closed, the others open', () => {
    const text = readFileSync(file('Package_221.dtsx'), 'utf8')
    const damaged = text.replace('<CipherValue>DSdxwa1Z', '<CipherValue>AAAAAAAA').replace('yWNY=<', 'yWNA=<')
    const pkg = Package.parse(damaged, { password: 'ssis123' })
    expect(pkg.toXml()).toBe(damaged)
    expect(pkg.parameters.find(({ name }) => name === 'Parameterwere')?.sensitiveValue()).toBeNull()
  })
})

test.skipIf(!hasCipher)('a project file decrypts with openssl', () => {
  const clear = `<?xml version="1.0"?>
<SSIS:Parameters xmlns:SSIS="www.microsoft.com/SqlServer/SSIS">
  <SSIS:Property SSIS:Name="Value" SSIS:Sensitive="1">geheim</SSIS:Property>
</SSIS:Parameters>`
  const { secrets } = FileSecrets.read(clear, undefined)
  secrets.password = 'pw'
  const text = secrets.close(clear, { level: 2, changed: true, form: 'project' })
  const element =
    /<SSIS:Property SSIS:Name="Value" SSIS:Sensitive="1" SSIS:Salt="([^"]*)" SSIS:IV="([^"]*)">([^<]*)</.exec(text)
  const plain = foreign('pw', Buffer.from(element?.[2] ?? '', 'base64'), Buffer.from(element?.[3] ?? '', 'base64'))
  const fill = plain.at(-1) ?? 0
  expect(plain.subarray(-fill)).toEqual(Buffer.alloc(fill, fill))
  expect(plain.subarray(0, -fill).toString('utf8')).toBe(
    '\ufeff<SSIS:Property SSIS:Name="Value" SSIS:Sensitive="1" xmlns:SSIS="www.microsoft.com/SqlServer/SSIS">geheim</SSIS:Property>',
  )
  expect(FileSecrets.read(text, 'pw').text).toContain('>geheim</SSIS:Property>')
})

test('a password that a run sets is gone after it, and the one before is back', async () => {
  const { path } = await saved()
  const pkg = await Package.load(path, { password: 'gehëim' })
  const before = pkg.toXml()
  pkg.connections.get('WMI').setExpression('ServerName', '"\\\\\\\\elsewhere"')
  pkg.connections.get('WMI').setExpression('Password', '"from an expression"')
  expect(await pkg.execute({ connect: { host: diskHost() } })).toBe(DTSExecResult.Success)
  pkg.connections.get('WMI').setExpression('ServerName', null)
  pkg.connections.get('WMI').setExpression('Password', null)
  expect(pkg.toXml()).toBe(before)
})
