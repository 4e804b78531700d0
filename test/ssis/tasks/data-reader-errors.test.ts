import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package } from '../../../src/ssis/index.js'
import { diskHost } from './disk-host.js'
import { query, readerPackage } from './reader-package.js'

const { Success, Failure } = DTSExecResult
const [Overwrite, Append] = [0, 1]

describe('query sources', () => {
  test('a variable', async () => {
    const p = readerPackage({ wqlQuerySourceType: 2, wqlQuerySource: 'User::Query' })
    p.pkg.variables.add('Query', false, 'User', query)
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('DeviceID, C:\r\nSize, 510958497792\r\n')
  })

  test('a variable that is missing or no String, or empty when the task runs', async () => {
    const p = readerPackage({ wqlQuerySourceType: 2, wqlQuerySource: 'User::Query' })
    await p.validate()
    expect(p.symbols()).toEqual(['DTS_E_VARIABLENOTFOUND'])
    const variable = p.pkg.variables.add('Query', false, 'User', 5)
    await p.validate()
    expect(p.symbols()).toEqual(['DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRING'])
    p.pkg.variables.remove(variable.id)
    p.pkg.variables.add('Query', false, 'User', ' ')
    expect(await p.validate()).toBe(Success)
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIDRTASK_MISSINGWQLQUERY'])
  })

  const fromFile = () => {
    const p = readerPackage({ wqlQuerySourceType: 0, wqlQuerySource: 'Question' })
    const manager = p.pkg.connections.add('FILE')
    manager.name = 'Question'
    const path = join(p.folder, 'question.wql')
    manager.connectionString = path
    return { ...p, path }
  }
  const special = "SELECT DeviceID FROM Test_Disk WHERE DeviceID = 'é' OR DeviceID = 'C:'\r\n"
  const utf16be = Buffer.from(`\ufeff${special}`, 'utf16le').swap16()

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(special)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${special}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${special}`, 'utf16le')],
    ['UTF-16BE', utf16be],
    ['Windows-1252', Buffer.from(special, 'latin1')],
  ])('a file in %s', async (_, bytes) => {
    const p = fromFile()
    writeFileSync(p.path, bytes)
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('DeviceID, C:\r\n')
  })

  test.skipIf(process.platform !== 'linux')('a pipe that nobody writes is refused, not waited for', async () => {
    const p = fromFile()
    execFileSync('mkfifo', [p.path])
    expect(await p.run()).toBe(Failure)
    const description = `an error occurred: the file "${p.path}" cannot be read: it is a pipe or a device`
    expect(p.pkg.errors).toMatchObject([{ code: 0xc002f304, description, hint: 'Put the query into a file' }])
    p.pkg.connections.get('Question').connectionString = '/dev/zero'
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE'])
  })

  test('a file that is missing: 0xC002924A; empty: 0xC0029245; too long or a folder: 0xC002F304', async () => {
    const p = fromFile()
    await p.run()
    expect(p.pkg.errors).toMatchObject([{ code: 0xc002924a, description: `the file "${p.path}" does not exist` }])
    writeFileSync(p.path, '\r\n')
    await p.run()
    expect(p.symbols()).toEqual(['DTS_E_WMIDRTASK_MISSINGWQLQUERY'])
    writeFileSync(p.path, ' '.repeat((1 << 20) + 1))
    await p.run()
    expect(p.pkg.errors).toMatchObject([{ code: 0xc002f304, description: expect.stringContaining('1048576 bytes') }])
    p.pkg.connections.get('Question').connectionString = p.folder
    await p.run()
    expect(p.pkg.errors).toMatchObject([{ code: 0xc002f304, description: expect.stringContaining('it is a folder') }])
  })
})

describe('validation', () => {
  // property, value, symbol, number
  test.each([
    ['wqlQuerySource', '', 'DTS_E_WMIDRTASK_MISSINGWQLQUERY', 0xc0029245],
    ['destination', '', 'DTS_E_WMIDRTASK_DESTINATIONMUSTBESET', 0xc0029246],
    ['wmiConnection', '', 'DTS_E_WMIDRTASK_MISSINGCONNECTION', 0xc0029247],
    ['wmiConnection', 'Nobody', 'DTS_E_WMIDRTASK_CONNECTIONMNGRDOESNTEXIST', 0xc002924b],
    ['destination', '{00000000-0000-0000-0000-000000000001}', 'DTS_E_WMIDRTASK_CONNECTIONMNGRDOESNTEXIST', 0xc002924b],
    ['destination', 'WMI', 'DTS_E_WMIDRTASK_CONNECTIONTYPENOTFILE', 0xc002924d],
    ['wmiConnection', 'Out', 'DTS_E_WMIDRTASK_CONNECTIONTYPENOTWMI', 0xc002924e],
  ])('%s = %j is %s', async (property, value, symbol, code) => {
    const p = readerPackage({ [property]: value })
    expect(await p.validate()).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([{ symbol, code, source: 'Read', sourceId: p.task.id }])
    expect(await p.run()).toBe(Failure)
    expect(existsSync(p.file)).toBe(false)
  })

  test('everything that is missing is told at once', async () => {
    const p = readerPackage({ wqlQuerySource: '', destination: '', wmiConnection: '' })
    await p.validate()
    expect(p.symbols()).toEqual([
      'DTS_E_WMIDRTASK_MISSINGCONNECTION',
      'DTS_E_WMIDRTASK_MISSINGWQLQUERY',
      'DTS_E_WMIDRTASK_DESTINATIONMUSTBESET',
    ])
  })

  test('a manager without a path: 0xC0029250; one that names a folder: 0xC001401E', async () => {
    const p = readerPackage()
    const out = p.pkg.connections.get('Out')
    out.connectionString = ''
    await p.validate()
    expect(p.pkg.errors[0]).toMatchObject({ code: 0xc0029250, description: 'the connection manager "Out" has no path' })
    out.connectionString = p.folder
    out.innerObject.fileUsageType = 3
    await p.validate()
    expect(p.pkg.errors[0]).toMatchObject({ code: 0xc001401e, hint: expect.stringContaining('CreateFile (1)') })
  })

  test.skipIf(process.platform === 'win32')(
    'a drive that is not mapped: 0xC001401E with the way to map it',
    async () => {
      const p = readerPackage()
      p.pkg.connections.get('Out').connectionString = 'X:\\out.txt'
      await p.validate()
      expect(p.pkg.errors[0]).toMatchObject({
        code: 0xc001401e,
        description: 'the file name "X:\\out.txt" of the connection is not valid',
        hint: expect.stringContaining('--drive X:=/path'),
      })
    },
  )

  test('an attribute that is no value of its property: 0xC0029248', async () => {
    const p = readerPackage()
    const pkg = Package.parse(p.pkg.toXml().replace('OutputType="PropertyNameAndValue"', 'OutputType="Chart"'))
    expect(await pkg.validate()).toBe(Failure)
    expect(pkg.errors).toMatchObject([
      { code: 0xc0029248, source: 'Read', description: expect.stringContaining('Chart') },
    ])
  })

  test('numbers are read like names', async () => {
    const p = readerPackage()
    const pkg = Package.parse(p.pkg.toXml().replace('OutputType="PropertyNameAndValue"', 'OutputType="1"'))
    expect(await pkg.execute({ connect: { host: diskHost() } })).toBe(Success)
    expect(p.text()).toBe('C:\r\n510958497792\r\n')
  })

  test('a manager whose expression cannot be evaluated: 0xC0017003', async () => {
    const p = readerPackage()
    p.pkg.connections.get('WMI').setExpression('ServerName', '@[User::Server]')
    await p.validate()
    expect(p.symbols()).toEqual(['DTS_E_PROPERTYEXPRESSIONEVAL'])
    expect(p.pkg.errors[0]?.description).toContain('ServerName of "WMI"')
  })
})

describe('failures', () => {
  test('a query that is not WQL: 0xC0029252 with the WBEM name, the message and the column', async () => {
    const p = readerPackage({ wqlQuerySource: 'SELECT DeviceID FROM Test_Disk WHERE DeviceID ==' })
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([{ code: 0xc0029252, source: 'Read' }])
    expect(p.pkg.errors[0]?.description).toMatch(
      /^the WMI query failed: WBEM_E_INVALID_QUERY \(0x80041017\): .*column 47/,
    )
    expect(existsSync(p.file)).toBe(false)
  })

  test('a class that does not exist: 0xC0029252', async () => {
    const p = readerPackage({ wqlQuerySource: 'SELECT * FROM Test_Unknown' })
    await p.run()
    expect(p.pkg.errors[0]).toMatchObject({
      code: 0xc0029252,
      description: expect.stringContaining('WBEM_E_INVALID_CLASS (0x80041010)'),
    })
  })

  test('a namespace that does not exist: 0xC020801C', async () => {
    const p = readerPackage()
    p.pkg.connections.get('WMI').innerObject.namespace = '\\root\\nowhere'
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors[0]).toMatchObject({
      code: 0xc020801c,
      description: expect.stringContaining('WBEM_E_INVALID_NAMESPACE (0x8004100E)'),
    })
  })

  test('offline mode: 0xC0014019', async () => {
    const p = readerPackage()
    p.pkg.offlineMode = true
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors[0]).toMatchObject({ code: 0xc0014019, source: 'Read' })
  })

  test('a folder that is not there: 0xC002F304', async () => {
    const p = readerPackage()
    p.pkg.connections.get('Out').connectionString = join(p.folder, 'none', 'out.txt')
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors[0]).toMatchObject({
      code: 0xc002f304,
      description: expect.stringContaining('its folder does not exist'),
    })
  })

  test.each([Overwrite, Append])('a query that breaks midway leaves the file as it was (mode %i)', async mode => {
    const p = readerPackage({ wqlQuerySource: 'SELECT * FROM Test_Many', overwriteDestination: mode })
    writeFileSync(p.file, 'old\r\n')
    let done = 0
    const host = diskHost({
      count: 5000,
      before(index) {
        if (index === 4000) throw new Error('provider broke')
      },
      done() {
        done += 1
      },
    })
    expect(await p.run({ connect: { host } })).toBe(Failure)
    expect(p.text()).toBe('old\r\n')
    expect(readdirSync(p.folder)).toEqual(['out.txt'])
    expect(p.symbols()).toEqual(['DTS_E_WMIDRTASK_TASKFAILURE'])
    expect(done).toBe(1)
  })
})
