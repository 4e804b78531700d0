import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import {
  applyConfigurationFile,
  applyConfigurations,
  type ConfigurationContext,
} from '../../../src/ssis/configurations/index.js'
import { beginRun, endRun } from '../../../src/ssis/dtsx/run-values.js'
import type { DtsProblem } from '../../../src/ssis/errors.js'
import { Package } from '../../../src/ssis/index.js'
import { sharedVectorPath } from '../../vectors.js'
import { folder } from '../logging/entries.js'
import { variable, withVariables } from '../samples.js'
import { type ConfigurationText, configurationFile, configuredPackage, value } from './configured-package.js'

const drives = new DriveMap()

interface Told {
  readonly problems: { readonly problem: DtsProblem; readonly severity: string }[]
  readonly information: DtsProblem[]
}

async function apply(pkg: Package, more: Partial<ConfigurationContext> = {}): Promise<Told> {
  const told: Told = { problems: [], information: [] }
  await applyConfigurations(pkg, {
    env: {},
    nativePath: path => drives.toNative(path),
    onProblem: (problem, severity) => told.problems.push({ problem, severity }),
    onInformation: problem => told.information.push(problem),
    ...more,
  })
  return told
}

const symbols = ({ problems }: Told) => problems.map(({ problem, severity }) => `${severity} ${problem.symbol}`)

/** Writes configuration files into a folder; answers their paths. */
function files(texts: Readonly<Record<string, string | Buffer>>): Record<string, string> {
  const place = folder()
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const path = join(place, name)
      writeFileSync(path, text)
      return [name, path]
    }),
  )
}

const color = '\\Package.Variables[User::Color].Properties[Value]'
const failed = (pkg: Package) => pkg.variables.get('System::FailedConfigurations').value

describe('what configurations set', () => {
  test('a file that SSIS wrote', async ({ skip }) => {
    const path = sharedVectorPath('dtsx/logs/ColorConfiguration.dtsConfig')
    if (!path) return skip('no shared vectors')
    const pkg = configuredPackage([{ name: 'C', type: 1, place: path }])
    const told = await apply(pkg)
    expect(value(pkg, 'Color')).toBe('Silver')
    expect(told.problems).toEqual([])
    expect(told.information.map(({ symbol }) => symbol)).toEqual(['DTS_I_CONFIGFROMFILE'])
    expect(failed(pkg)).toBe('')
  })

  test('values of all types, by both forms of paths', async () => {
    const { a = '' } = files({
      a: configurationFile(
        ['\\Package.Variables[User::Color].Value', 'String', 'a &lt; b &amp; c '],
        ['\\Package.Variables[User::Count].Properties[Value]', 'Int32', '-42'],
        ['\\package.variables[user::big].properties[value]', 'Int64', '9007199254740993'],
        ['\\Package.Variables[User::Ratio].Value', 'Double', '1.5E3'],
        ['\\Package.Variables[User::Flag].Value', 'Boolean', 'True'],
        ['\\Package.Variables[User::When].Value', 'DateTime', '4/21/2008 9:03:29 PM'],
        ['\\Package.Variables[User::Any].Value', 'System.Int32', '7'],
        ['\\Package\\Inner.Variables[User::Local].Properties[Value]', 'String', ''],
        ['\\Package\\Inner.Properties[MaximumErrorCount]', 'Int32', '3'],
        ['\\Package.Properties[LoggingMode]', 'Int32', '1'],
        ['\\Package.Connections[WMI].Properties[ServerName]', 'String', '\\\\other'],
      ),
    })
    const pkg = configuredPackage([{ name: 'C', type: 1, place: a }])
    expect(await apply(pkg)).toMatchObject({ problems: [] })
    expect(value(pkg, 'Color')).toBe('a < b & c ')
    expect(value(pkg, 'Count')).toBe(-42)
    expect(value(pkg, 'Big')).toBe(9007199254740993n)
    expect(value(pkg, 'Ratio')).toBe(1500)
    expect(value(pkg, 'Flag')).toBe(true)
    expect(value(pkg, 'When')).toEqual(new Date(2008, 3, 21, 21, 3, 29))
    expect(value(pkg, 'Any')).toBe(7)
    expect(pkg.executables.get('Inner').variables.get('Local').value).toBe('')
    expect(pkg.executables.get('Inner').maximumErrorCount).toBe(3)
    expect(pkg.loggingMode).toBe(1)
    expect(pkg.connections.get('WMI').connectionString).toContain('ServerName=\\\\other;')
  })

  test('during a run the package keeps what it says', async () => {
    const { a = '' } = files({
      a: configurationFile(
        ['\\Package.Properties[LoggingMode]', 'Int32', '1'],
        ['\\Package.Properties[MaximumErrorCount]', 'Int32', '5'],
      ),
    })
    const pkg = configuredPackage([{ name: 'C', type: 1, place: a }])
    const before = pkg.toXml()
    const { document } = pkg.node.element
    beginRun(document)
    await apply(pkg)
    expect([pkg.loggingMode, pkg.maximumErrorCount]).toEqual([1, 5])
    endRun(document)
    expect([pkg.loggingMode, pkg.maximumErrorCount]).toEqual([0, 1])
    expect(pkg.toXml()).toBe(before)
  })

  test('an environment variable, and a path in one', async () => {
    const { a = '' } = files({ a: configurationFile(['\\Package.Variables[User::Count].Value', 'Int32', '5']) })
    const pkg = configuredPackage([
      { name: 'Direct', type: 2, place: 'MY_COLOR', path: color },
      { name: 'Indirect', type: 5, place: 'MY_FILE' },
    ])
    const told = await apply(pkg, { env: { MY_COLOR: 'Green', MY_FILE: a } })
    expect([value(pkg, 'Color'), value(pkg, 'Count')]).toEqual(['Green', 5])
    expect(told.problems).toEqual([])
    expect(told.information.map(({ symbol }) => symbol)).toEqual(['DTS_I_CONFIGFROMENVVAR', 'DTS_I_CONFIGFROMFILE'])
  })

  test('variables of the parent, each in the type that is wanted', async () => {
    const parent = Package.parse(withVariables(variable('Paint', 8, 'Pink'), variable('Number', 3, '12')))
    const pkg = configuredPackage([
      { name: 'A', type: 0, place: 'User::Paint', path: color },
      { name: 'B', type: 0, place: 'Number', path: '\\Package.Variables[User::Count].Value' },
      { name: 'C', type: 4, place: 'PARENT', path: '\\Package\\Inner.Properties[Description]' },
      { name: 'D', type: 0, place: 'Number', path: '\\Package.Variables[User::Big].Value' },
    ])
    const told = await apply(pkg, { parentVariables: parent.variables, env: { PARENT: 'User::Number' } })
    expect(told.problems).toEqual([])
    expect([value(pkg, 'Color'), value(pkg, 'Count'), value(pkg, 'Big')]).toEqual(['Pink', 12, 12n])
    expect(pkg.executables.get('Inner').description).toBe('12')
  })

  test('nothing without EnableConfigurations, but what came with the run', async () => {
    const { a = '', b = '' } = files({
      a: configurationFile([color, 'String', 'Blue']),
      b: configurationFile(['\\Package.Variables[User::Count].Value', 'Int32', '9']),
    })
    const pkg = configuredPackage([{ name: 'C', type: 1, place: a }], '')
    await apply(pkg, { extraFiles: [b] })
    expect([value(pkg, 'Color'), value(pkg, 'Count')]).toEqual(['Red', 9])
  })
})

describe('the order', () => {
  const list = (...entries: string[]) => ({
    ...files(Object.fromEntries(entries.map(each => [each, configurationFile([color, 'String', each])]))),
  })

  test('is that of the package; the last one counts', async () => {
    const { one = '', two = '' } = list('one', 'two')
    const pkg = configuredPackage([
      { name: 'A', type: 1, place: one },
      { name: 'B', type: 1, place: two },
    ])
    await apply(pkg)
    expect(value(pkg, 'Color')).toBe('two')
  })

  test('files of the run come first: the package’s own win, the parent’s variables win over all', async () => {
    const { own = '', first = '', second = '' } = list('own', 'first', 'second')
    const parent = Package.parse(withVariables(variable('Paint', 8, 'parent')))
    const withParent: ConfigurationText[] = [
      { name: 'P', type: 0, place: 'User::Paint', path: color },
      { name: 'A', type: 1, place: own },
    ]
    const pkg = configuredPackage(withParent)
    await apply(pkg, { extraFiles: [first, second], parentVariables: parent.variables })
    expect(value(pkg, 'Color')).toBe('parent')
    const alone = configuredPackage(withParent.slice(1))
    await apply(alone, { extraFiles: [first, second] })
    expect(value(alone, 'Color')).toBe('own')
    const none = configuredPackage([])
    await apply(none, { extraFiles: [first, second] })
    expect(value(none, 'Color')).toBe('second')
  })

  test('a password is set after what would drop it', async () => {
    const { a = '' } = files({
      a: configurationFile(
        ['\\Package.Connections[WMI].Properties[Password]', 'String', 'hunter2'],
        ['\\Package.Connections[WMI].Properties[UseWindowsAuth]', 'Boolean', '0'],
        ['\\Package.Connections[WMI].Properties[UserName]', 'String', 'ann'],
      ),
    })
    const pkg = configuredPackage([
      { name: 'A', type: 1, place: a },
      { name: 'B', type: 2, place: 'SERVER', path: '\\Package.Connections[WMI].Properties[ServerName]' },
    ])
    const told = await apply(pkg, { env: { SERVER: '\\\\prod' } })
    expect(told.problems).toEqual([])
    const manager = pkg.connections.get('WMI')
    expect(manager.connectionString).toContain('ServerName=\\\\prod')
    expect(manager.hasUnsavedSecret).toBe(true)
    expect(
      inspect(told, { depth: 9 }) + inspect(pkg, { depth: 9 }) + JSON.stringify(pkg.configurations.get(0)),
    ).not.toContain('hunter2')
  })
})

describe('where files are looked for', () => {
  test('in the current folder, then beside the package', async () => {
    const place = folder()
    mkdirSync(join(place, 'conf'))
    writeFileSync(join(place, 'conf', 'a.dtsConfig'), configurationFile([color, 'String', 'beside']))
    const path = join(place, 'p.dtsx')
    await configuredPackage([{ name: 'A', type: 1, place: 'conf\\a.dtsConfig' }]).save(path)
    const pkg = await Package.load(path)
    expect((await apply(pkg)).problems).toEqual([])
    expect(value(pkg, 'Color')).toBe('beside')
    const here = relative(process.cwd(), join(place, 'conf', 'a.dtsConfig'))
    const other = configuredPackage([{ name: 'A', type: 1, place: here }])
    expect((await apply(other)).problems).toEqual([])
    expect(value(other, 'Color')).toBe('beside')
  })

  test('by drive letters', async () => {
    const place = folder()
    writeFileSync(join(place, 'a.dtsConfig'), configurationFile([color, 'String', 'mapped']))
    const mapped = new DriveMap([`K:=${place}`])
    const pkg = configuredPackage([{ name: 'A', type: 1, place: 'K:\\a.dtsConfig' }])
    await apply(pkg, { nativePath: path => mapped.toNative(path) })
    expect(value(pkg, 'Color')).toBe('mapped')
  })
})

describe('what was not applied', () => {
  /** The problems of a package with one configuration, the last of which names it. */
  async function told(configuration: Omit<ConfigurationText, 'name'>, more: Partial<ConfigurationContext> = {}) {
    const pkg = configuredPackage([{ name: 'The one', ...configuration }])
    const all = await apply(pkg, more)
    expect(all.problems.at(-1)?.problem).toMatchObject({ symbol: 'DTS_W_ONEORMORECONFIGLOADFAILED', code: 0x80012059 })
    expect(all.problems.at(-1)?.problem.description).toContain('The one')
    expect(failed(pkg)).toBe('The one')
    expect(value(pkg, 'Color')).toBe('Red')
    return { symbols: symbols(all).slice(0, -1), first: all.problems[0]?.problem, all }
  }
  const file = (text: string | Buffer) => ({ type: 1, place: files({ a: text }).a ?? '' })

  test('a file that does not exist', async () => {
    const { symbols: found, first } = await told({ type: 1, place: '/nowhere/a.dtsConfig' })
    expect(found).toEqual(['warning DTS_W_CONFIGFILENOTFOUND', 'warning DTS_W_CONFIGFILEFAILEDIMPORT'])
    expect(first).toMatchObject({ code: 0x80012014 })
    expect(first?.description).toContain('/nowhere/a.dtsConfig')
  })

  test.each(['', '  ', 'Q:\\a.dtsConfig', '\\\\server\\share\\a.dtsConfig'])(
    'a name %j that is none here',
    async place => {
      expect((await told({ type: 1, place })).symbols).toEqual([
        'warning DTS_W_CONFIGFILENAMEINVALID',
        'warning DTS_W_CONFIGFILEFAILEDIMPORT',
      ])
    },
  )

  test.each([
    ['a folder', '/'],
    ['a device', '/dev/zero'],
  ])('%s', async (_, place) => {
    expect((await told({ type: 1, place })).symbols).toEqual([
      'warning DTS_W_FAILEDCONFIGLOAD',
      'warning DTS_W_CONFIGFILEFAILEDIMPORT',
    ])
  })

  test.each([
    ['no XML', 'Password=hunter2;'],
    ['an open element', '<DTSConfiguration><Configuration>hunter2'],
    [
      'an unknown reference',
      `<DTSConfiguration><Configuration Path="x"><ConfiguredValue>Password=a&hunter2;</ConfiguredValue></Configuration></DTSConfiguration>`,
    ],
    ['a document type', '<!DOCTYPE x [<!ENTITY hunter2 "x">]><DTSConfiguration/>'],
    ['an empty file', ''],
    ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe, 0x80])],
    ['too much', Buffer.alloc(16 * 1024 * 1024 + 1, 0x20)],
  ])('%s', async (_, text) => {
    const { symbols: found, all } = await told(file(text))
    expect(found).toEqual(['warning DTS_W_FAILEDCONFIGLOAD', 'warning DTS_W_CONFIGFILEFAILEDIMPORT'])
    expect(inspect(all, { depth: 9 })).not.toContain('hunter2')
  })

  test('another document', async () => {
    expect((await told(file('<other/>'))).symbols).toEqual([
      'warning DTS_W_CONFIGFILEINVALID',
      'warning DTS_W_CONFIGFILEFAILEDIMPORT',
    ])
  })

  test('a file without entries', async () => {
    const { symbols: found, first } = await told(file(configurationFile()))
    expect(found).toEqual(['warning DTS_W_CONFIGFILEEMPTY'])
    expect(first?.code).toBe(0x8001201d)
  })

  test('entries without a path or a value; the good ones count', async () => {
    const text = configurationFile(['\\Package.Variables[User::Count].Value', 'Int32', '8']).replace(
      '</DTSConfiguration>',
      '<Configuration><ConfiguredValue>x</ConfiguredValue></Configuration><Configuration Path="\\Package.Name" /></DTSConfiguration>',
    )
    const pkg = configuredPackage([{ name: 'C', ...file(text) }])
    const all = await apply(pkg)
    expect(symbols(all)).toEqual([
      'warning DTS_W_CONFIGNODEINVALID',
      'warning DTS_W_CONFIGNODEINVALID',
      'warning DTS_W_ONEORMORECONFIGLOADFAILED',
    ])
    expect(value(pkg, 'Count')).toBe(8)
  })

  test.each([
    ['\\Package.Variables[User::None].Properties[Value]', 'DTS_W_CANNOTFINDOBJECT', 0x80012017],
    ['\\Package\\Nobody.Properties[Description]', 'DTS_W_CANNOTFINDOBJECT', 0x80012017],
    ['\\Package.Connections[None].Properties[ServerName]', 'DTS_W_CANNOTFINDOBJECT', 0x80012017],
    ['\\Package.Variables[User::Color].Properties[Shade]', 'DTS_W_CANNOTFINDOBJECT', 0x80012017],
    ['User::Color', 'DTS_W_CONFIGFORMATINVALID_PACKAGEDELIMITER', 0x80012018],
    ['', 'DTS_W_CONFIGFORMATINVALID_PACKAGEDELIMITER', 0x80012018],
    ['\\Packages.Name', 'DTS_W_CONFIGFORMATINVALID_PACKAGEDELIMITER', 0x80012018],
    ['\\Package', 'DTS_W_CONFIGFORMATINVALID', 0x80012019],
    ['\\Package.Variables[User::Color', 'DTS_W_CONFIGFORMATINVALID', 0x80012019],
    ['\\Package.Variables[User::Color]', 'DTS_W_CONFIGFORMATINVALID', 0x80012019],
    ['\\Package.Variables[User::Color].Properties[Value', 'DTS_W_CONFIGFORMATINVALID', 0x80012019],
  ])('the path %j', async (path, symbol, code) => {
    for (const configuration of [file(configurationFile([path, 'String', 'hunter2'])), { type: 2, place: 'V', path }]) {
      const { symbols: found, first, all } = await told(configuration, { env: { V: 'hunter2' } })
      expect(found).toEqual([`warning ${symbol}`])
      expect(first?.code).toBe(code)
      expect(inspect(all, { depth: 9 })).not.toContain('hunter2')
    }
  })

  test.each([
    ['\\Package.Variables[User::Count].Value', 'Int32', 'hunter2', 'error DTS_E_CONFIGTYPECONVERSIONFAILED'],
    ['\\Package.Variables[User::Count].Value', 'Int32', '', 'error DTS_E_CONFIGTYPECONVERSIONFAILED'],
    ['\\Package.Variables[User::Flag].Value', 'Boolean', 'hunter2', 'error DTS_E_CONFIGTYPECONVERSIONFAILED'],
    ['\\Package.Variables[User::Color].Value', 'Char', 'hunter2', 'error DTS_E_CONFIGTYPECONVERSIONFAILED'],
    ['\\Package.Variables[User::Color].Value', 'Secret', 'hunter2', 'error DTS_E_CONFIGTYPECONVERSIONFAILED'],
    ['\\Package.Variables[User::Count].Value', 'String', 'hunter2', 'warning DTS_W_PROCESSCONFIGURATIONFAILEDSET'],
    ['\\Package.Properties[DelayValidation]', 'String', 'hunter2', 'warning DTS_W_PROCESSCONFIGURATIONFAILEDSET'],
    ['\\Package.Properties[TransactionOption]', 'String', 'hunter2', 'warning DTS_W_PROCESSCONFIGURATIONFAILEDSET'],
    ['\\Package.Properties[ID]', 'String', 'hunter2', 'warning DTS_W_PROCESSCONFIGURATIONFAILEDSET'],
    ['\\Package.Variables[User::Fixed].Value', 'String', 'hunter2', 'warning DTS_W_CONFIGREADONLYVARIABLE'],
    ['\\Package.Variables[System::PackageName].Value', 'String', 'hunter2', 'warning DTS_W_CONFIGREADONLYVARIABLE'],
  ])('%s of type %s with %j', async (path, type, text, expected) => {
    const { symbols: found, all } = await told(file(configurationFile([path, type, text])))
    expect(found).toEqual([expected])
    expect(inspect(all, { depth: 9 })).not.toContain('hunter2')
  })

  test('environment variables that are not set', async () => {
    for (const type of [2, 4, 5, 6, 9, 10]) {
      const { symbols: found, first } = await told({ type, place: 'NOT_SET', path: color })
      expect(found).toEqual(['warning DTS_W_CONFIGENVVARNOTFOUND'])
      expect(first?.description).toContain('NOT_SET')
    }
  })

  test('variables of a parent that is not there, or does not have them', async () => {
    const configuration = { type: 0, place: 'User::Paint', path: color }
    expect((await told(configuration)).symbols).toEqual(['warning DTS_W_NOPARENTVARIABLES'])
    const parentVariables = new Package().variables
    expect((await told(configuration, { parentVariables })).symbols).toEqual(['warning DTS_W_PARENTVARIABLENOTFOUND'])
  })

  test.each([
    [3, 'DTS_W_CONFIGKEYNOTFOUND'],
    [7, 'DTS_W_SQLSERVERFAILEDIMPORT'],
    [8, 'DTS_W_INICONFIGURATIONPROBLEM'],
    [11, 'DTS_W_INVALIDCONFIGURATIONTYPE'],
    [-1, 'DTS_W_INVALIDCONFIGURATIONTYPE'],
  ])('the type %i', async (type, symbol) => {
    const { symbols: found } = await told({
      type,
      place: '"db";"[dbo].[SSIS Configurations]";"f";'.replaceAll('"', '&quot;'),
    })
    expect(found).toEqual([`warning ${symbol}`])
  })

  test.each([6, 9, 10])('the type %i, told with the place that the environment names', async type => {
    const { first } = await told({ type, place: 'PLACE' }, { env: { PLACE: 'over there' } })
    expect(first?.description).toContain('over there')
  })

  test('a type that is no number', async () => {
    expect((await told({ type: 'x', place: 'y' })).symbols).toEqual(['error DTS_E_PERSISTENCEERROR'])
  })

  test('several configurations: each is tried, and those that failed are named', async () => {
    const { a = '' } = files({ a: configurationFile([color, 'String', 'Blue']) })
    const pkg = configuredPackage([
      { name: 'Missing', type: 1, place: '/nowhere' },
      { name: 'Good', type: 1, place: a },
      { name: 'Registry', type: 3, place: 'Key' },
    ])
    const all = await apply(pkg)
    expect(value(pkg, 'Color')).toBe('Blue')
    expect(failed(pkg)).toBe('Missing;Registry')
    expect(all.problems.at(-1)?.problem.description).toContain('Missing, Registry')
  })

  test('warnings may be suppressed, errors not', async () => {
    const { a = '' } = files({ a: configurationFile(['\\Package.Variables[User::Count].Value', 'Int32', 'x']) })
    const pkg = configuredPackage(
      [
        { name: 'Missing', type: 1, place: '/nowhere' },
        { name: 'Wrong', type: 1, place: a },
      ],
      '\n  DTS:EnableConfig="True"\n  DTS:SuppressConfigurationWarnings="True"',
    )
    expect(symbols(await apply(pkg))).toEqual(['error DTS_E_CONFIGTYPECONVERSIONFAILED'])
    expect(failed(pkg)).toBe('Missing;Wrong')
  })
})

test('one file, as dtexec takes it', async () => {
  const { good = '', bad = '' } = files({
    good: configurationFile([color, 'String', 'Blue']),
    bad: configurationFile([color, 'String', 'Green'], ['\\Package.Nothing', 'String', 'x']),
  })
  const pkg = configuredPackage([], '')
  const problems: string[] = []
  const context = {
    nativePath: (path: string) => drives.toNative(path),
    onProblem: (problem: DtsProblem) => problems.push(problem.symbol),
  }
  expect(await applyConfigurationFile(pkg, good, context)).toBe(true)
  expect(value(pkg, 'Color')).toBe('Blue')
  expect(await applyConfigurationFile(pkg, bad, context)).toBe(false)
  expect(value(pkg, 'Color')).toBe('Green')
  expect(problems).toEqual(['DTS_W_CANNOTFINDOBJECT'])
})
