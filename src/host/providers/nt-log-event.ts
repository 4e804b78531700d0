import { foldName } from '../../base/name-map.js'
import { CimDateTime } from '../../cim/datetime.js'
import type { Facilities } from '../facilities.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow, ProviderSubscription } from '../provider.js'
import { both, timeBounds } from './bounds.js'
import { readAccounts } from './linux/accounts.js'
import { hasJournal, journal } from './linux/logs/journal.js'
import { eventTypes, type LogEvent, type LogRequest, type LogSource } from './linux/logs/log-event.js'
import { newestFirst } from './linux/logs/newest-first.js'
import { syslog } from './linux/logs/syslog.js'
import { ownLog, ownLogfile } from './own-log.js'

/** A question that names neither a time from which on nor a record gets so many, the newest. */
const mostEvents = 10_000

const typeNames: Readonly<Record<number, string>> = {
  0: 'Success',
  [eventTypes.error]: 'Error',
  [eventTypes.warning]: 'Warning',
  [eventTypes.information]: 'Information',
  4: 'Security Audit Success',
  5: 'Security Audit Failure',
}
const logfiles: readonly string[] = ['System', 'Security', 'Application', ownLogfile]

/**
 * Win32_NTLogEvent: what the journal of systemd keeps, else syslog's files, newest first. Logfile is by facility: System what
 * the kernel and services say, Security what is said of logons and rights, Application the rest. RecordNumber is the journal's own
 * count, or where the line begins in its file. The log that event consumers write to stands beside them under its own name.
 */
export function ntLogEventProvider(machine: Machine, facilities?: Pick<Facilities, 'eventLog'>): ProviderRegistration {
  const sources = (): readonly LogSource[] => [
    ...(machine.platform === 'linux' ? [hasJournal(machine) ? journal(machine) : syslog(machine)] : []),
    ...(facilities?.eventLog ? [ownLog(facilities.eventLog, machine.hostName)] : []),
  ]
  const find = async (number: number, signal: AbortSignal) =>
    (await Promise.all(sources().map(source => source.find(number, signal)))).flat()

  async function* rows(query: ProviderQuery): AsyncGenerator<ProviderRow, void> {
    const request = requestOf(query)
    if (request.logfiles?.size === 0 || request.types?.size === 0) return
    const row = rowMaker(machine)
    const numbers = query.equals('RecordNumber')
    if (numbers) {
      for (const number of numbers)
        if (typeof number === 'number') for (const event of await find(number, query.signal)) yield row(event)
      return
    }
    let left = request.time.low === null ? mostEvents : Number.POSITIVE_INFINITY
    const events = newestFirst(sources().map(source => source.events(request, query.signal)))
    for await (const event of events) {
      if (!isAsked(event, request)) continue
      yield row(event)
      left -= 1
      if (left === 0) return
    }
  }

  return {
    classes: ['Win32_NTLogEvent'],
    provider: {
      fixed: ['SourceName', 'EventType', 'Type', 'TimeGenerated', 'TimeWritten', 'ComputerName'],
      enumerate: rows,
      async get(keys, query) {
        const wanted = foldName(String(keys.Logfile))
        const found = await find(Number(keys.RecordNumber), query.signal)
        const event = found.find(({ logfile }) => foldName(logfile) === wanted)
        return event ? rowMaker(machine)(event) : null
      },
      async subscribe(subscription: ProviderSubscription) {
        // What stands in a log neither changes nor goes away one by one.
        if (!isCreation(subscription)) return
        const row = rowMaker(machine)
        for (const source of sources())
          await source.follow(
            event => subscription.emit({ TargetInstance: row(event) }),
            error => subscription.fail(error),
            subscription.signal,
          )
      },
    },
  }
}

function isCreation({ event }: ProviderSubscription): boolean {
  return /^__instance(?:creation|operation)event$/i.test(event.name)
}

function requestOf(query: ProviderQuery): LogRequest {
  const folded = (property: string) => {
    const values = query.equals(property)
    return values && new Set(values.map(value => foldName(String(value))))
  }
  const files = folded('Logfile')
  const names = folded('Type')
  const numbers = query.equals('EventType')
  const types = Object.entries(typeNames)
    .map(([type, name]) => [Number(type), name] as const)
    .filter(([type, name]) => (names?.has(foldName(name)) ?? true) && (numbers?.includes(type) ?? true))
    .map(([type]) => type)
  return {
    logfiles: files ? new Set(logfiles.filter(name => files.has(foldName(name)))) : null,
    types: names || numbers ? new Set(types) : null,
    sources: folded('SourceName') ?? null,
    time: both(timeBounds(query.where, 'TimeGenerated'), timeBounds(query.where, 'TimeWritten')),
  }
}

/** So that events nobody asked for do not count. */
function isAsked({ logfile, type, source, time }: LogEvent, asked: LogRequest): boolean {
  return (
    (asked.logfiles?.has(logfile) ?? true) &&
    (asked.types === null || (type !== null && asked.types.has(type))) &&
    (asked.sources === null || (source !== null && asked.sources.has(foldName(source)))) &&
    (asked.time.low === null || BigInt(time) >= asked.time.low) &&
    (asked.time.high === null || BigInt(time) <= asked.time.high)
  )
}

function rowMaker(machine: Machine): (event: LogEvent) => ProviderRow {
  let names: ReadonlyMap<number | null, string> | undefined
  const userOf = (uid: number | null) => {
    if (uid === null) return null
    names ??= new Map(readAccounts(machine).map(({ uid: number, name }) => [number, name]))
    const name = names.get(uid)
    return name === undefined ? null : `${machine.hostName}\\${name}`
  }
  return event => {
    const time = CimDateTime.fromMicroseconds(BigInt(event.time))
    return {
      Logfile: event.logfile,
      RecordNumber: event.number,
      TimeGenerated: time,
      TimeWritten: time,
      EventType: event.type,
      Type: event.type === null ? null : typeNames[event.type],
      Category: event.record?.category,
      // The last 16 bits, as Windows has it.
      EventCode: event.record?.eventId == null ? null : event.record.eventId & 0xffff,
      EventIdentifier: event.record?.eventId,
      InsertionStrings: event.record?.strings,
      SourceName: event.source,
      ComputerName: event.computer,
      User: userOf(event.uid),
      Message: event.message,
    }
  }
}
