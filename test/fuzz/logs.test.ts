import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Machine } from '../../src/host/machine.js'
import type { Programs } from '../../src/host/programs.js'
import { parseJournalEntry } from '../../src/host/providers/linux/logs/journal-entry.js'
import { logfileOf } from '../../src/host/providers/linux/logs/log-event.js'
import { parseSyslogLine } from '../../src/host/providers/linux/logs/syslog-line.js'
import { parseRpmLine } from '../../src/host/providers/linux/packages/rpm.js'
import { ntLogEventProvider } from '../../src/host/providers/nt-log-event.js'
import { parsePing } from '../../src/host/providers/ping-output.js'
import { providerRows } from '../host/provider-query.js'
import { fuzzCases } from '../vectors.js'

const numRuns = fuzzCases
const clock = { latest: Date.UTC(2024, 4, 2), offsetAt: () => 120 }
const anything = fc.string({ unit: 'binary', maxLength: 40 })
const number = fc.constantFrom('0', '-1', '7', '8', '191', '192', '31', '99', '4294967296', '9'.repeat(30), '1e9', '')

const logfiles = ['System', 'Security', 'Application']
const isCount = (value: number) => Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff

/** Pieces of lines of all forms, put together in any order. */
const syslogPiece = fc.oneof(
  fc.constantFrom(
    '<34>1 ',
    '<13>',
    '<999>',
    'May  1 09:00:00 ',
    'Feb 30 24:61:61 ',
    '2024-05-01T09:00:00.123456+02:00 ',
    '2024-13-41T09:00:00Z ',
    '9999-12-31T23:59:60-99:99 ',
    'host ',
    'sshd[712]: ',
    'a b: ',
    '- ',
    '[a b="\\"]"] ',
    '[[[[',
    '"',
    '\ufeff',
  ),
  number,
  anything,
)

test('any line is an event of syslog or none', () => {
  fc.assert(
    fc.property(fc.array(syslogPiece, { maxLength: 9 }), pieces => {
      const line = parseSyslogLine(pieces.join(''), clock)
      if (!line) return
      expect(Number.isSafeInteger(line.time)).toBe(true)
      expect(line.priority === null || (line.priority >= 0 && line.priority <= 7)).toBe(true)
      expect(line.message.length).toBeLessThanOrEqual(65_536)
      expect((line.source ?? '').length).toBeLessThanOrEqual(1024)
    }),
    { numRuns },
  )
})

test('lines made to be slow are not', () => {
  const many = (text: string) => text.repeat(20_000)
  for (const rest of [
    many('['),
    many('[a="'),
    many('[a="\\'),
    many('[a]'),
    many('"\\"'),
    many(' '),
    many('a:'),
    many('a['),
  ])
    for (const head of ['<1>1 2024-05-01T09:00:00Z a b c d ', 'May  1 09:00:00 ', 'May  1 09:00:00 host ', '2024-'])
      expect(parseSyslogLine(head + rest, clock)?.message.length ?? 0).toBeLessThanOrEqual(65_536)
})

const fieldValue = fc.oneof(
  anything,
  number,
  fc.constant(null),
  fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 12 }),
  fc.array(fc.oneof(anything, fc.array(fc.nat(255))), { maxLength: 3 }),
  fc.double(),
  fc.boolean(),
)
const names = [
  '__CURSOR',
  '__REALTIME_TIMESTAMP',
  'MESSAGE',
  'PRIORITY',
  'SYSLOG_FACILITY',
  'SYSLOG_IDENTIFIER',
  '_HOSTNAME',
  '_UID',
  '__proto__',
]
const entry = fc.record({
  __CURSOR: fc.oneof(
    { weight: 4, arbitrary: fc.constant(`s=${'0a'.repeat(16)};i=fff;b=1`) },
    { weight: 1, arbitrary: fieldValue },
  ),
  __REALTIME_TIMESTAMP: fc.oneof(
    { weight: 4, arbitrary: fc.constant('1714546800000000') },
    { weight: 1, arbitrary: fieldValue },
  ),
})
const journalLine = fc.oneof(
  fc
    .tuple(entry, fc.dictionary(fc.constantFrom(...names), fieldValue))
    .map(([required, fields]) => JSON.stringify({ ...fields, ...required })),
  fc.json(),
  anything,
)

test('any line is an entry of the journal or none', () => {
  fc.assert(
    fc.property(journalLine, line => {
      const event = parseJournalEntry(line)
      if (!event) return
      expect(isCount(event.number)).toBe(true)
      expect(Number.isSafeInteger(event.time)).toBe(true)
      expect(logfiles).toContain(event.logfile)
      for (const text of [event.message, event.source, event.computer])
        expect(['string', 'object']).toContain(typeof text)
      expect(event.uid === null || Number.isSafeInteger(event.uid)).toBe(true)
    }),
    { numRuns },
  )
})

test('whatever the journal says, rows have what a class needs', async () => {
  let lines: readonly string[] = []
  const programs: Programs = {
    has: () => true,
    run() {
      async function* all() {
        yield* lines
      }
      return { lines: all(), end: Promise.resolve({ code: 0, errors: '' }) }
    },
  }
  class JournalMachine extends Machine {
    override list(folder: string): string[] {
      return folder === '/var/log/journal' ? ['id'] : []
    }
  }
  const provider = ntLogEventProvider(new JournalMachine({ root: '/nowhere', platform: 'linux', programs }))
  await fc.assert(
    fc.asyncProperty(fc.array(journalLine, { maxLength: 6 }), async told => {
      lines = told
      const rows = await providerRows(provider)
      const keys = rows.map(row => `${row.Logfile}/${row.RecordNumber}`)
      expect(new Set(keys).size).toBe(keys.length)
      expect(rows.every(row => String(row.TimeGenerated).length === 25)).toBe(true)
    }),
    { numRuns: Math.ceil(numRuns / 20) },
  )
})

test('any number is a facility', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.constant(null)), facility => {
      expect(logfiles).toContain(logfileOf(facility))
    }),
  )
})

test('any line is a package of rpm or none, any output that of ping', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, number, fc.constant('(none)')), { maxLength: 12 }), fields => {
      const found = parseRpmLine(fields.join('\x1f'))
      if (found) expect(found.name.length * found.version.length).toBeGreaterThan(0)
      const lines = fields.map(field => `64 bytes from ${field}: icmp_seq=1 ttl=${field} time=${field} ms`)
      const answer = parsePing([`PING ${fields[0]} (192.0.2.1)`, ...lines], fields.join(' '))
      expect(answer.milliseconds === null || Number.isInteger(answer.milliseconds)).toBe(true)
    }),
    { numRuns },
  )
})
