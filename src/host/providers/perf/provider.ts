import type { CimClass } from '../../../cim/class.js'
import type { Machine } from '../../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../../provider.js'
import { type Clocks, frequency, type PerfClock } from './clocks.js'
import { type Column, cookedRows, isDifference, rawColumns } from './cooked-rows.js'
import type { Limited, PerfInstance, PerfObject } from './object.js'
import { takeSample, totalName } from './sample.js'
import { realWait, Sampler, type Wait } from './sampler.js'

export interface PerfOptions {
  /** How the time between two samples is passed. */
  readonly wait?: Wait
}

const formattedPrefix = 'Win32_PerfFormattedData_'
const rawPrefix = 'Win32_PerfRawData_'
/** Questions longer than this are not worth keeping samples for. */
const longestKey = 2000

/** Serves the raw and the formatted class of what counts: raw as the system tells it, formatted from two samples of that. */
export function perfRegistration<Instance extends PerfInstance>(
  machine: Machine,
  clock: PerfClock,
  object: PerfObject<Instance>,
  options: PerfOptions,
): ProviderRegistration {
  // Files of another machine do not change while one waits.
  const wait = options.wait ?? (machine.isReal ? realWait : async () => {})
  const sampler = new Sampler(() => clock.read(), wait)

  function wantedColumns(query: ProviderQuery): readonly Column[] {
    return columnsOf(query.class).filter(({ name }) => Object.hasOwn(object.counters, name) && query.wants(name))
  }

  function taker(columns: readonly string[], query: Limited) {
    return () => takeSample(object, columns, query, clock.read())
  }

  async function* raw(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const columns = wantedColumns(query)
    const sample = await taker(
      columns.map(({ name }) => name),
      query,
    )()
    const times = timesOf(sample.clocks)
    const row = (name: string | null, values: readonly (bigint | null)[]) => {
      const result: Record<string, unknown> = { ...(name === null ? {} : { Name: name }), ...times }
      for (const column of columns) result[column.name] = rawValue(column, sample.value(values, column.name))
      return result
    }
    for (const { name, values, isWanted } of sample.rows.values()) if (isWanted) yield row(name, values)
    if (sample.hasTotal) yield row(totalName, sample.total())
  }

  async function* formatted(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const columns = wantedColumns(query)
    const all = columns.flatMap(rawColumns)
    const earlier = columns.filter(isDifference).flatMap(rawColumns)
    const take = taker(all, query)
    const pair =
      earlier.length === 0
        ? ([null, await take()] as const)
        : await unlessAborted(sampler.pair(keyOf(object, all, query), taker(earlier, query), take), query.signal)
    if (pair !== null) yield* cookedRows(columns, pair[0], pair[1], object.most ?? null)
  }

  return {
    classes: [`${rawPrefix}${object.name}`, `${formattedPrefix}${object.name}`],
    provider: { enumerate: query => (query.class.name.startsWith(formattedPrefix) ? formatted(query) : raw(query)) },
  }
}

const columnsOfClass = new WeakMap<CimClass, readonly Column[]>()

/** The counters of a class: the properties that say their counter type. */
function columnsOf(cimClass: CimClass): readonly Column[] {
  let columns = columnsOfClass.get(cimClass)
  if (columns === undefined) {
    columns = [...cimClass.properties].flatMap(({ name, type: cimType, qualifiers }) => {
      const type = qualifiers.get('CounterType')?.value
      return typeof type === 'number' ? [{ name, type, isNarrow: cimType === 'uint32' }] : []
    })
    columnsOfClass.set(cimClass, columns)
  }
  return columns
}

function timesOf(clocks: Clocks): ProviderRow {
  return {
    Timestamp_PerfTime: clocks.PerfTime,
    Timestamp_Sys100NS: clocks.Sys100NS,
    Timestamp_Object: clocks.Object,
    Frequency_PerfTime: frequency,
    Frequency_Sys100NS: frequency,
    Frequency_Object: clocks.Object === null ? null : frequency,
  }
}

/** Counters of 32 bits come round. */
function rawValue({ isNarrow }: Column, value: bigint | null): number | bigint | null {
  return value === null || !isNarrow ? value : Number(BigInt.asUintN(32, value))
}

/** What the rows of a sample depend on. */
function keyOf(
  { limits = [] }: { readonly limits?: readonly string[] },
  columns: readonly string[],
  query: Limited,
): string | null {
  const limited = ['Name', ...limits].map(property => query.equals(property)?.map(String))
  const size = limited.reduce((sum, values = []) => sum + values.reduce((each, value) => each + value.length, 0), 0)
  return size > longestKey ? null : JSON.stringify([columns, limited])
}

/** The result, or null as soon as nobody waits for it any more. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(null)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
