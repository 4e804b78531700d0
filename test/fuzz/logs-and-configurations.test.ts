import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { formatConfigurationFile } from '../../src/ssis/configurations/configuration-file.js'
import { configuredValue } from '../../src/ssis/configurations/configured-value.js'
import { parseConfigurationFile } from '../../src/ssis/configurations/index.js'
import { applySetting, findSetting } from '../../src/ssis/configurations/set-configured.js'
import { Package } from '../../src/ssis/index.js'
import { everyColumn, recordOf } from '../../src/ssis/logging/columns.js'
import { formatEventFilter, parseEventFilter } from '../../src/ssis/logging/event-filter.js'
import { openRunLog } from '../../src/ssis/logging/index.js'
import { openLogWriter } from '../../src/ssis/logging/writer.js'
import { configurationFile, configuredPackage } from '../ssis/configurations/configured-package.js'
import { entry } from '../ssis/logging/entries.js'
import { loggedPackage, loggingOptions, providerIds } from '../ssis/logging/logged-package.js'
import { fuzzCases } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const place = mkdtempSync(join(tmpdir(), 'wmilink-fuzz-logs-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof WmilinkError) return undefined
    throw error
  }
}

describe('event filters', () => {
  test('any text is a filter or none; a filter is written and read back', () => {
    const random = seeded(30)
    let read = 0
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = mutateText('3,7,OnError,12,OnPreExecute,3,a,b', random, [',', '0', '9', '7,', 'OnError', '-', ' '])
      const names = parseEventFilter(text)
      if (!names) continue
      read += 1
      const again = parseEventFilter(formatEventFilter(names))
      if (JSON.stringify(again) !== JSON.stringify(names)) expect.fail(text)
    }
    expect(read).toBeGreaterThan(fuzzCases / 1000)
  })
})

describe('configuration files', () => {
  const color = '\\Package.Variables[User::Color].Properties[Value]'
  const sample = configurationFile(
    [color, 'String', 'Silver'],
    ['\\Package.Variables[User::Count].Value', 'Int32', '5'],
    ['\\Package.Connections[WMI].Properties[UserName]', 'String', 'ann'],
  )
  const tokens = [
    '<Configuration>',
    '</Configuration>',
    '<ConfiguredValue/>',
    'Path="',
    '\\Package',
    '.Properties[',
    ']',
    '&',
    '&#0;',
    '<!DOCTYPE x>',
    '<![CDATA[',
    'Int32',
    'Value',
    'Password',
  ]

  test('mutated ones are read or refused, what they say is set or told', () => {
    const random = seeded(31)
    let entries = 0
    let pkg = configuredPackage([])
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = mutateText(sample, random, tokens)
      if (run % 500 === 0) pkg = configuredPackage([])
      for (const { path, text: value, valueType } of attempt(() => parseConfigurationFile(Buffer.from(text), 'x'))
        ?.entries ?? []) {
        entries += 1
        const found = findSetting(pkg, { configuration: 'C', path, value, valueType })
        const problem = 'code' in found ? found : applySetting(found)
        if (problem) expect(problem.symbol).toMatch(/^DTS_[WE]_/)
      }
    }
    expect(entries).toBeGreaterThan(fuzzCases / 10)
  })

  test('mutated bytes are read or refused', () => {
    const random = seeded(32)
    for (let run = 0; run < fuzzCases / 4; run += 1)
      attempt(() => parseConfigurationFile(mutateBytes(Buffer.from(sample), random), 'x'))
  })

  test('entries are written and read back', () => {
    const random = seeded(33)
    const heading = { generatedBy: 'a\\b "c"', packageName: '<n>', packageId: '{}', date: '' }
    for (let run = 0; run < fuzzCases / 10; run += 1) {
      const [path, valueType, text] = ['p', 't', ' v '].map(each =>
        mutateText(each, random, ['<', '&', '"', '\r', '\n', '\t', ']]>', 'é', ' ']),
      )
      const one = { path: path ?? '', valueType: valueType ?? '', text: text ?? '' }
      const read = parseConfigurationFile(Buffer.from(formatConfigurationFile(heading, [one])), 'x')
      // XML readers make line ends in attributes spaces; these are written as references.
      expect(read.entries).toEqual([one])
    }
  })

  test('any text is a value of a type or none', () => {
    const random = seeded(34)
    const types = ['Int32', 'UInt64', 'Boolean', 'DateTime', 'Decimal', 'Single', 'Char', 'String', '', 'x']
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = mutateText('-12.5E3 4/21/2008 9:03:29 AM', random, [
        '1',
        '-',
        'True',
        '/',
        ':',
        'PM',
        '9'.repeat(30),
      ])
      configuredValue(text, types[run % types.length] ?? '')
    }
  })
})

test('any logging options are followed, or told; a run never sees an exception', async () => {
  const random = seeded(36)
  const path = join(place, 'run.txt')
  const sample = loggedPackage(
    { text: 'a.txt', xml: 'b.xml' },
    {
      root: loggingOptions({ mode: 1, kind: 0, filter: '1,7,OnError', providers: [providerIds.text] }),
      inner: loggingOptions({ mode: 1, columns: { OnError: { Computer: 0 } }, providers: [providerIds.text] }),
    },
  ).toXml()
  const from = sample.indexOf('<DTS:ConnectionManagers>')
  const tokens = [
    '1',
    '0',
    '-1',
    'x',
    'DTS:LoggingMode="',
    'DTS:FilterKind="',
    '1,7,OnError',
    '<DTS:LoggingOptions>',
    'OnError',
    '{',
    'FILE',
    'WMI',
  ]
  let opened = 0
  for (let run = 0; run < fuzzCases / 20; run += 1) {
    const text = sample.slice(0, from) + mutateText(sample.slice(from), random, tokens)
    const pkg = attempt(() => Package.parse(text))
    if (!pkg) continue
    rmSync(path, { force: true })
    const log = await openRunLog(pkg, {
      nativePath: () => path,
      onProblem: problem => expect(problem.description).not.toBe(''),
    })
    for (const container of [pkg, ...pkg.executables])
      for (const event of ['PackageStart', 'OnError'])
        if (log.wants(event, container)) {
          opened += 1
          log.write(entry(event), container)
        }
    await log.close()
  }
  expect(opened).toBeGreaterThan(0)
})

describe('logs that something happened to', () => {
  test.each(['text', 'xml', 'json'] as const)(
    '%s: they are refused unchanged, or go on with the new entry at the end',
    form => {
      const random = seeded(35)
      const path = join(place, form)
      const log = openLogWriter(form, path)
      for (const event of ['A', 'B']) log.write(recordOf(entry(event), everyColumn))
      log.close()
      const whole = readFileSync(path)
      let opened = 0
      for (let run = 0; run < fuzzCases / 20; run += 1) {
        const bytes = Buffer.from(mutateBytes(whole, random)).subarray(
          0,
          random() < 0.5 ? undefined : Math.floor(random() * whole.length),
        )
        writeFileSync(path, bytes)
        const again = attempt(() => openLogWriter(form, path))
        if (!again) {
          expect(readFileSync(path).equals(bytes)).toBe(true)
          continue
        }
        opened += 1
        again.write(recordOf(entry('LastEvent'), everyColumn))
        again.close()
        const result = readFileSync(path)
        const encoding = form === 'json' ? 'utf8' : 'utf16le'
        expect(result.lastIndexOf(Buffer.from('LastEvent', encoding))).toBeGreaterThan(result.length - 1000)
        if (form === 'xml') expect(result.subarray(-20).toString('utf16le')).toBe('</dtslogs>')
        else expect(result.subarray(0, bytes.length).equals(bytes)).toBe(true)
      }
      expect(opened).toBeGreaterThan(0)
    },
  )
})
