import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import type { DtsProblem } from '../../../src/ssis/errors.js'
import type { DtsContainer, Package } from '../../../src/ssis/index.js'
import { type ExtraLogProvider, openRunLog, type RunLog } from '../../../src/ssis/logging/index.js'
import { entry, folder } from './entries.js'
import { fileManager, loggedPackage, loggingOptions, providerIds } from './logged-package.js'
import { readTextLog, readXmlLog } from './read-log.js'

const { text, xml, sql } = providerIds
const drives = new DriveMap()

interface Opened {
  readonly log: RunLog
  readonly told: { readonly problem: DtsProblem; readonly severity: string }[]
}

async function open(pkg: Package, providers: readonly ExtraLogProvider[] = []): Promise<Opened> {
  const told: Opened['told'] = []
  const log = await openRunLog(pkg, {
    nativePath: path => drives.toNative(path),
    providers,
    onProblem: (problem, severity) => told.push({ problem, severity }),
  })
  return { log, told }
}

const symbols = ({ told }: Opened) => told.map(({ problem, severity }) => `${severity} ${problem.symbol}`)

/** The package's containers by name. */
function containers(pkg: Package): Record<'Demo' | 'Inner' | 'Deep', DtsContainer> {
  const inner = pkg.executables.get('Inner')
  const deep = inner.children?.get('Deep')
  if (!deep) throw new Error('no Deep')
  return { Demo: pkg, Inner: inner, Deep: deep }
}

const paths = () => {
  const place = folder()
  return { text: join(place, 'log.txt'), xml: join(place, 'log.xml') }
}

/** Which of some events each container logs. */
function wanted(pkg: Package, { log }: Opened): string {
  return Object.entries(containers(pkg))
    .map(([name, container]) => {
      const events = ['OnError', 'OnPreExecute', 'WMIDataReaderOperation'].filter(event => log.wants(event, container))
      return `${name}: ${events.join(' ') || '-'}`
    })
    .join('; ')
}

const error = '1,7,OnError'
const two = '2,12,OnPreExecute,7,onerror'
const custom = '1,22,WMIDataReaderOperation'
const own = (options: Parameters<typeof loggingOptions>[0]) =>
  loggingOptions({ mode: 1, providers: [text], ...options })

describe('what an executable logs', () => {
  test.each([
    ['no options', {}, 'Demo: -; Inner: -; Deep: -'],
    [
      'a filter of inclusion',
      { root: own({ kind: 0, filter: error }) },
      'Demo: OnError; Inner: OnError; Deep: OnError',
    ],
    [
      'names in any case',
      { root: own({ kind: 0, filter: two }) },
      'Demo: OnError OnPreExecute; Inner: OnError OnPreExecute; Deep: OnError OnPreExecute',
    ],
    [
      'custom entries',
      { root: own({ kind: 0, filter: custom }) },
      'Demo: WMIDataReaderOperation; Inner: WMIDataReaderOperation; Deep: WMIDataReaderOperation',
    ],
    ['an empty filter of inclusion', { root: own({ kind: 0, filter: '' }) }, 'Demo: -; Inner: -; Deep: -'],
    [
      'an empty filter of exclusion',
      { root: own({ kind: 1, filter: '' }) },
      'Demo: OnError OnPreExecute WMIDataReaderOperation; Inner: OnError OnPreExecute WMIDataReaderOperation; Deep: OnError OnPreExecute WMIDataReaderOperation',
    ],
    [
      'a filter of exclusion',
      { root: own({ kind: 1, filter: two }) },
      'Demo: WMIDataReaderOperation; Inner: WMIDataReaderOperation; Deep: WMIDataReaderOperation',
    ],
    [
      'no kind, which is exclusion',
      { root: own({ filter: error }) },
      'Demo: OnPreExecute WMIDataReaderOperation; Inner: OnPreExecute WMIDataReaderOperation; Deep: OnPreExecute WMIDataReaderOperation',
    ],
    [
      'a package that says nothing does not log, its filter or not',
      { root: loggingOptions({ kind: 0, filter: error, providers: [text] }) },
      'Demo: -; Inner: -; Deep: -',
    ],
    [
      'a container of its own in a package that does not log',
      { inner: own({ kind: 0, filter: error }) },
      'Demo: -; Inner: OnError; Deep: OnError',
    ],
    [
      'options of the container count, not those around it',
      { root: own({ kind: 0, filter: error }), inner: own({ kind: 0, filter: custom }) },
      'Demo: OnError; Inner: WMIDataReaderOperation; Deep: WMIDataReaderOperation',
    ],
    [
      'a container that does not log, and one in it that does',
      {
        root: own({ kind: 0, filter: error }),
        inner: loggingOptions({ mode: 2, kind: 0, filter: error }),
        deep: own({ kind: 0, filter: two }),
      },
      'Demo: OnError; Inner: -; Deep: OnError OnPreExecute',
    ],
    [
      'the options of a container that uses its parent’s do not count',
      {
        root: own({ kind: 0, filter: error }),
        deep: loggingOptions({ mode: 0, kind: 0, filter: custom, providers: [xml] }),
      },
      'Demo: OnError; Inner: OnError; Deep: OnError',
    ],
  ])('%s', async (_, options, expected) => {
    const pkg = loggedPackage(paths(), options)
    const opened = await open(pkg)
    expect(wanted(pkg, opened)).toBe(expected)
    expect(opened.told).toEqual([])
    await opened.log.close()
    expect(opened.log.wants('OnError', pkg)).toBe(false)
  })

  test('a mode that is set for the run counts', async () => {
    const pkg = loggedPackage(paths(), { root: own({ kind: 0, filter: error }) })
    const opened = await open(pkg)
    containers(pkg).Inner.loggingMode = 2
    expect(wanted(pkg, opened)).toBe('Demo: OnError; Inner: -; Deep: -')
    await opened.log.close()
  })
})

describe('what is written', () => {
  test('start and end always, with all columns; events with those selected', async () => {
    const places = paths()
    const columns = {
      OnError: { Computer: -1, Operator: -1, SourceName: -1, SourceID: 0, ExecutionID: 0, MessageText: -1 },
    }
    const pkg = loggedPackage(places, { root: own({ kind: 0, filter: error, columns }) })
    const { log } = await open(pkg)
    expect(log.wants('PackageStart', pkg)).toBe(true)
    for (const event of ['PackageStart', 'OnPreExecute', 'OnError', 'PackageEnd'])
      log.write(entry(event, { dataCode: event === 'PackageEnd' ? 1 : 0 }), pkg)
    await log.close()
    const found = readTextLog(readFileSync(places.text))
    expect(found.map(({ event, sourceid, message }) => [event, sourceid !== '', message])).toEqual([
      ['PackageStart', true, 'Beginning of package execution.'],
      ['OnError', false, 'what OnError says'],
      ['PackageEnd', true, 'End of package execution.'],
    ])
    expect(found[1]).toMatchObject({ computer: 'LAB1', operator: 'LAB1\\ann', source: 'Demo', executionid: '' })
    expect(existsSync(places.xml)).toBe(false)
  })

  test('a package that names its logs and no events tells its start and end', async () => {
    const places = paths()
    const pkg = loggedPackage(places, { root: loggingOptions({ providers: [text] }) })
    const { log } = await open(pkg)
    expect(log.wants('OnError', pkg)).toBe(false)
    for (const event of ['PackageStart', 'OnError', 'PackageEnd']) log.write(entry(event), pkg)
    await log.close()
    expect(readTextLog(readFileSync(places.text)).map(({ event }) => event)).toEqual(['PackageStart', 'PackageEnd'])
  })

  test('each container to the logs that it selects', async () => {
    const places = paths()
    const pkg = loggedPackage(places, {
      root: own({ kind: 0, filter: error, providers: [text, xml] }),
      inner: own({ kind: 0, filter: error, providers: [xml.toLowerCase()] }),
    })
    const { Demo, Inner, Deep } = containers(pkg)
    const { log } = await open(pkg)
    log.write(entry('OnError', { source: 'Deep' }), Deep)
    log.write(entry('OnError', { source: 'Inner' }), Inner)
    log.write(entry('OnError', { source: 'Demo' }), Demo)
    await log.close()
    expect(readTextLog(readFileSync(places.text)).map(({ source }) => source)).toEqual(['Demo'])
    expect(readXmlLog(readFileSync(places.xml)).map(run => run.map(({ source }) => source))).toEqual([
      ['Deep', 'Inner', 'Demo'],
    ])
  })

  test('logs of several runs follow each other; a run that only validates leaves an empty one', async () => {
    const places = paths()
    const pkg = loggedPackage(places, { root: own({ providers: [text, xml] }) })
    for (let run = 0; run < 3; run += 1) {
      const { log } = await open(pkg)
      if (run > 0) log.write(entry('OnError'), pkg)
      await log.close()
    }
    expect(readTextLog(readFileSync(places.text))).toHaveLength(2)
    expect(readXmlLog(readFileSync(places.xml)).map(run => run.length)).toEqual([0, 1, 1])
  })

  test('the path comes from the manager: drives, expressions, the current folder', async () => {
    const place = folder()
    const mapped = new DriveMap([`L:=${place}`])
    const expression =
      '      <DTS:PropertyExpression\n        DTS:Name="ConnectionString">"L:\\\\by expression.txt"</DTS:PropertyExpression>\n'
    const pkg = loggedPackage(
      { text: 'never.txt', xml: 'L:\\mapped.xml' },
      { root: own({ providers: [text, xml] }) },
      fileManager('Computed', 'never.txt', expression),
    )
    pkg.logProviders.get('Text').configString = 'Computed'
    const before = pkg.toXml()
    const context = {
      nativePath: (path: string) => mapped.toNative(path),
      onProblem: (problem: DtsProblem) => expect.fail(problem.description),
    }
    await (await openRunLog(pkg, context)).close()
    expect(existsSync(join(place, 'by expression.txt'))).toBe(true)
    expect(existsSync(join(place, 'mapped.xml'))).toBe(true)
    expect(pkg.toXml()).toBe(before)
    pkg.logProviders.get('Text').configString = 'TextLog'
    pkg.connections.get('TextLog').connectionString = relative(process.cwd(), join(place, 'relative.txt')).replaceAll(
      '/',
      '\\',
    )
    await (await openRunLog(pkg, context)).close()
    expect(existsSync(join(place, 'relative.txt'))).toBe(true)
  })

  test('a provider that came with the run gets every event with all columns', async () => {
    const place = folder()
    const pkg = loggedPackage(paths(), { root: loggingOptions({ mode: 2 }) })
    const path = join(place, 'run.jsonl')
    const textPath = join(place, 'run.txt')
    const { log } = await open(pkg, [
      { kind: 'json', configString: path },
      { kind: '{59b2c6a5-663f-4c20-8863-c83f9b72e2eb}', configString: textPath },
    ])
    expect(log.wants('OnProgress', containers(pkg).Deep)).toBe(true)
    log.write(entry('OnProgress'), containers(pkg).Deep)
    await log.close()
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      event: 'OnProgress',
      message: 'what OnProgress says',
    })
    expect(readTextLog(readFileSync(textPath))).toHaveLength(1)
  })

  test('a provider that came with the run may name a connection manager', async () => {
    const places = paths()
    const opened = await open(loggedPackage(places, {}), [
      { kind: 'DTS.LogProviderTextFile.1', configString: 'TextLog' },
    ])
    await opened.log.close()
    expect(existsSync(places.text)).toBe(true)
    expect(opened.told).toEqual([])
  })
})

describe('what goes wrong', () => {
  const root = (...providers: string[]) => ({ root: own({ providers }) })

  test('providers that nobody selects are left alone; others that write nothing are said', async () => {
    const pkg = loggedPackage(paths(), root(text, sql, '{DDDDDDDD-DDDD-DDDD-DDDD-DDDDDDDDDDDD}'))
    const opened = await open(pkg, [{ kind: 'DTS.LogProviderEventLog.1', configString: '' }])
    expect(symbols(opened)).toEqual([
      'warning DTS_W_LOGPROVIDERNOTDEFINED',
      'warning DTS_W_GENERICWARNING',
      'warning DTS_W_GENERICWARNING',
    ])
    expect(opened.told[1]?.problem.description).toContain('"SQL" (SSIS log provider for SQL Server)')
    expect(opened.told[2]?.problem.description).toContain('Windows Event Log')
    await opened.log.close()
  })

  test('a kind that nobody knows', async () => {
    const opened = await open(loggedPackage(paths(), {}), [{ kind: 'DTS.LogProviderMine', configString: 'x' }])
    expect(symbols(opened)).toEqual(['error DTS_E_UNKNOWNLOGPROVIDERTYPE'])
    expect(opened.told[0]?.problem.hint).toContain('wmilink.LogProviderJsonLines')
    expect(opened.log.wants('OnError', loggedPackage(paths(), {}))).toBe(false)
  })

  test.each([
    ['nowhere', 'no connection manager "nowhere"'],
    ['', 'names no FILE connection manager'],
  ])('a ConfigString %j that names no manager', async (config, reason) => {
    const pkg = loggedPackage(paths(), root(text))
    pkg.logProviders.get('Text').configString = config
    const opened = await open(pkg)
    expect(symbols(opened)).toEqual(['error DTS_E_LOGPROVIDERVALIDATIONFAILED'])
    expect(opened.told[0]?.problem).toMatchObject({ code: 0xc002410a })
    expect(opened.told[0]?.problem.description).toContain(reason)
  })

  test('a manager of another type', async () => {
    const pkg = loggedPackage(paths(), root(text))
    pkg.connections.add('WMI')
    pkg.logProviders.get('Text').configString = 'WMI Connection Manager'
    const opened = await open(pkg)
    expect(symbols(opened)).toEqual(['error DTS_E_LOGPROVIDERVALIDATIONFAILED'])
    expect(opened.told[0]?.problem.description).toContain('of the type WMI')
  })

  test.each(['/proc/nowhere/log.txt', 'Q:\\log.txt', '\\\\server\\share\\log.txt', '/', '/dev/null/x', ''])(
    'a path %j that cannot be opened',
    async path => {
      const opened = await open(loggedPackage({ text: path, xml: path }, root(text, xml)))
      const expected = path === '' ? 'error DTS_E_LOGPROVIDERVALIDATIONFAILED' : 'error DTS_E_OPENLOGFAILED'
      expect(symbols(opened)).toEqual([expected, expected])
      expect(opened.log.wants('PackageStart', loggedPackage(paths(), {}))).toBe(false)
    },
  )

  test('a folder that is read-only', async ({ skip }) => {
    if (process.getuid?.() === 0) return skip('root may write anywhere')
    const place = folder()
    chmodSync(place, 0o555)
    const opened = await open(loggedPackage({ text: join(place, 'a'), xml: join(place, 'b') }, root(text, xml)))
    expect(symbols(opened)).toEqual(['error DTS_E_OPENLOGFAILED', 'error DTS_E_OPENLOGFAILED'])
    expect(opened.told[0]?.problem).toMatchObject({ code: 0xc001404b })
    expect(opened.told[0]?.problem.description).toContain('permission denied')
    chmodSync(place, 0o755)
  })

  test('a foreign file is refused and kept', async () => {
    const places = paths()
    writeFileSync(places.text, 'a,b\n')
    const opened = await open(loggedPackage(places, root(text)))
    expect(symbols(opened)).toEqual(['error DTS_E_OPENLOGFAILED'])
    expect(opened.told[0]?.problem.hint).toContain('another file')
    expect(readFileSync(places.text, 'utf8')).toBe('a,b\n')
  })

  test('a full disk', async ({ skip }) => {
    if (!existsSync('/dev/full')) return skip('no /dev/full')
    const opened = await open(loggedPackage(paths(), {}), [{ kind: 'json', configString: '/dev/full' }])
    for (const event of ['PackageStart', 'OnError', 'PackageEnd'])
      opened.log.write(entry(event), loggedPackage(paths(), {}))
    expect(symbols(opened)).toEqual(['error DTS_E_LOGPROVIDERFAILED'])
    expect(opened.told[0]?.problem).toMatchObject({ code: 0xc0014010 })
    expect(opened.told[0]?.problem.description).toContain('the disk is full')
    await opened.log.close()
    const atOnce = await open(loggedPackage({ text: '/dev/full', xml: '/dev/full' }, root(text, xml)))
    expect(symbols(atOnce)).toEqual(['error DTS_E_OPENLOGFAILED', 'error DTS_E_OPENLOGFAILED'])
  })

  test('a folder that vanishes is said once; what comes after it is back is written', async () => {
    const place = join(folder(), 'logs')
    mkdirSync(place)
    const places = { text: join(place, 'log.txt'), xml: join(place, 'log.xml') }
    const pkg = loggedPackage(places, root(text, xml))
    const opened = await open(pkg)
    opened.log.write(entry('A'), pkg)
    rmSync(place, { recursive: true })
    opened.log.write(entry('B'), pkg)
    opened.log.write(entry('C'), pkg)
    expect(symbols(opened)).toEqual(['error DTS_E_LOGPROVIDERFAILED', 'error DTS_E_LOGPROVIDERFAILED'])
    mkdirSync(place)
    opened.log.write(entry('D'), pkg)
    await opened.log.close()
    expect(readTextLog(readFileSync(places.text)).map(({ event }) => event)).toEqual(['D'])
    expect(
      readXmlLog(readFileSync(places.xml))
        .flat()
        .map(({ event }) => event),
    ).toEqual(['D'])
    expect(opened.told).toHaveLength(2)
  })

  test('an entry written after the log was closed is nothing', async () => {
    const places = paths()
    const pkg = loggedPackage(places, root(text))
    const { log, told } = await open(pkg)
    await log.close()
    await log.close()
    log.write(entry('PackageEnd'), pkg)
    expect(readTextLog(readFileSync(places.text))).toEqual([])
    expect(told).toEqual([])
  })

  test.each(['1,8,OnError', 'x', '2,7,OnError', '-1', '1,0,', '99999999999,7,OnError'])(
    'an event filter %j that cannot be read is said once',
    async filter => {
      const pkg = loggedPackage(paths(), { root: own({ kind: 0, filter }) })
      const opened = await open(pkg)
      expect(symbols(opened)).toEqual(['error DTS_E_PERSISTENCEERROR'])
      expect(opened.log.wants('OnError', pkg)).toBe(false)
      opened.log.write(entry('OnError'), pkg)
      expect(opened.told).toHaveLength(1)
      await opened.log.close()
    },
  )

  test('an expression that fails', async () => {
    const pkg = loggedPackage(paths(), root(text))
    pkg.logProviders.get('Text').setExpression('ConfigString', '@[User::Nowhere]')
    expect(symbols(await open(pkg))).toEqual(['error DTS_E_PROPERTYEXPRESSIONEVAL'])
  })
})
