// The journal of systemd, as journalctl(1) tells it: the files' own format is the journal's.
import { WmiError } from '../../../../base/errors.js'
import { foldName } from '../../../../base/name-map.js'
import { hostLogText } from '../../../../base/texts/host-logs.js'
import type { Machine } from '../../../machine.js'
import { type JournalEntry, journalFields, parseJournalEntry } from './journal-entry.js'
import { facilitiesOf, type LogRequest, type LogSource, prioritiesOf } from './log-event.js'
import { SeenNumbers } from './seen-numbers.js'

/** Where journals lie that outlive a start of the machine, and those that do not. */
export const journalFolders = ['/var/log/journal', '/run/log/journal'] as const

const program = 'journalctl'
const plain = ['--quiet', '--no-pager', '--all', '--output=json', `--output-fields=${journalFields.join(',')}`]
/** A question about more names than these is not narrowed by them. */
const mostNames = 64
/** Entries looked at for a number that the newest journal does not have. */
const mostScanned = 100_000

/** True when there is a journal to ask. */
export function hasJournal(machine: Machine): boolean {
  return journalFolders.some(folder => machine.list(folder).length > 0) && machine.programs.has(program)
}

/**
 * The events of the journal. Their number is the entry's place in its sequence; where a journal was begun anew and counts from
 * one again, the newer entry of the same number counts.
 */
export function journal(machine: Machine): LogSource {
  async function* entries(args: readonly string[], signal: AbortSignal): AsyncGenerator<JournalEntry, void> {
    const running = machine.programs.run(program, [...plain, ...args], signal)
    let told = false
    for await (const line of running.lines) {
      told = true
      const entry = parseJournalEntry(line)
      if (entry) yield entry
    }
    const { code, errors } = await running.end
    if (code !== 0 && code !== null && !told && !signal.aborted) throw failure(code, errors)
  }

  async function first(args: readonly string[], signal: AbortSignal): Promise<JournalEntry | null> {
    for await (const entry of entries(args, signal)) return entry
    return null
  }

  /** The identifiers of the journal that are meant, spelled as there. Null: it cannot be narrowed by them. */
  async function identifiers(sources: ReadonlySet<string>, signal: AbortSignal): Promise<readonly string[] | null> {
    const found: string[] = []
    // One that has several lines cannot be told from several.
    if ([...sources].some(name => /[\r\n]/.test(name))) return null
    const running = machine.programs.run(program, ['--quiet', '--no-pager', '--field=SYSLOG_IDENTIFIER'], signal)
    for await (const line of running.lines) if (sources.has(foldName(line)) && !line.includes('\0')) found.push(line)
    return found.length > mostNames ? null : found
  }

  async function* events(request: LogRequest, signal: AbortSignal): AsyncGenerator<JournalEntry, void> {
    // Audits are of no type that the journal has.
    if (request.types && ![...request.types].some(type => type in prioritiesOf)) return
    const names = request.sources && (await identifiers(request.sources, signal))
    if (names?.length === 0) return
    const args = ['--reverse', ...limits(request), ...facilityMatches(request.logfiles)]
    // A match begins with the name of a field, so no value can be taken for an option.
    const matches = (names ?? []).map(name => `SYSLOG_IDENTIFIER=${name}`)
    const seen = new Map<string, SeenNumbers>()
    for await (const entry of entries([...args, ...matches], signal)) {
      const numbers = seen.get(entry.logfile) ?? new SeenNumbers()
      seen.set(entry.logfile, numbers)
      if (numbers.add(entry.number)) yield entry
    }
  }

  return {
    events,
    async find(number, signal) {
      const newest = await first(['--reverse', '--lines=1'], signal)
      if (!newest) return []
      const place = `s=${newest.sequence};i=${number.toString(16)}`
      const entry = await first([`--cursor=${place}`], signal)
      if (entry?.number === number && entry.sequence === newest.sequence) return [entry]
      let looked = 0
      for await (const older of entries(['--reverse', `--lines=${mostScanned}`], signal)) {
        if (older.number === number) return [older]
        looked += 1
        if (looked >= mostScanned) break
      }
      return []
    },
    async follow(tell, failed, signal) {
      // From the newest entry on, so that none is lost between this look and the program's start.
      const newest = await first(['--reverse', '--lines=1'], signal)
      const from = newest ? [`--after-cursor=${newest.cursor}`] : []
      const read = async () => {
        for await (const entry of entries(['--follow', '--no-tail', ...from], signal)) tell(entry)
        if (!signal.aborted) failed(failure(0, ''))
      }
      read().catch(error => {
        if (!signal.aborted) failed(error)
      })
    },
  }
}

function limits({ time, types }: LogRequest): string[] {
  const args: string[] = []
  const seconds = (microseconds: bigint) => microseconds / 1_000_000n
  if (time.low !== null && time.low > 0n) args.push(`--since=@${seconds(time.low)}`)
  if (time.high !== null && time.high > 0n) args.push(`--until=@${seconds(time.high) + 1n}`)
  if (types && types.size > 0) {
    const ranges = [...types].flatMap(type => (prioritiesOf[type] ? [prioritiesOf[type]] : []))
    const low = Math.min(...ranges.map(([from]) => from))
    const high = Math.max(...ranges.map(([, to]) => to))
    args.push(`--priority=${low}..${high}`)
  }
  return args
}

function facilityMatches(logfiles: ReadonlySet<string> | null): string[] {
  const facilities = [...(logfiles ?? (['Application'] as const))].map(facilitiesOf)
  return facilities.includes(null) ? [] : facilities.flatMap(each => (each ?? []).map(n => `SYSLOG_FACILITY=${n}`))
}

function failure(code: number, errors: string): WmiError {
  return new WmiError(
    'WBEM_E_PROVIDER_FAILURE',
    hostLogText('journalFailed', { code, reason: errors.trim().split('\n')[0] ?? '' }),
    { hint: hostLogText('journalFailedHint') },
  )
}
