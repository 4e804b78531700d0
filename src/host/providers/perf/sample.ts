import { foldName } from '../../../base/name-map.js'
import type { ProviderQuery } from '../../provider.js'
import type { Clocks } from './clocks.js'
import type { CounterValue, Limited, PerfInstance, PerfObject } from './object.js'

/** The counters of one instance, in the order of the sample's columns. */
interface SampleRow {
  readonly name: string | null
  /** False for one that is here for the sake of `_Total` alone. */
  readonly isWanted: boolean
  readonly isRepeated: boolean
  readonly values: Values
}

type Values = readonly (bigint | null)[]

export const totalName = '_Total'

/** What counters showed at one moment. */
export class Sample {
  readonly clocks: Clocks
  readonly columns: readonly string[]
  /** By the id of the instance. */
  readonly rows: ReadonlyMap<string, SampleRow>
  /** True when `_Total` is asked for too, and all that it is made of is here. */
  readonly hasTotal: boolean
  readonly #totals: readonly (string | null)[]

  constructor(
    clocks: Clocks,
    columns: readonly string[],
    rows: ReadonlyMap<string, SampleRow>,
    totals: readonly (string | null)[] | null,
  ) {
    this.clocks = clocks
    this.columns = columns
    this.rows = rows
    this.hasTotal = totals !== null && rows.size > 0
    this.#totals = totals ?? []
  }

  value(values: Values | undefined, column: string): bigint | null {
    return values?.[this.columns.indexOf(column)] ?? null
  }

  /** The values of `_Total`. A sum of which a part is not known is not known. @param among leaves out the instances that it has not */
  total(among: Pick<ReadonlySet<string>, 'has'> = this.rows): Values {
    const rows = [...this.rows].filter(([id, { isRepeated }]) => !isRepeated && among.has(id))
    return this.#totals.map((kind, index) => {
      if (kind === 'zero') return 0n
      if (kind === null || rows.length === 0) return null
      let sum = 0n
      for (const [, { values }] of rows) {
        const value = values[index] ?? null
        if (value === null) return null
        sum += value
      }
      return kind === 'mean' ? sum / BigInt(rows.length) : sum
    })
  }
}

/** Reads the columns of the instances that the WHERE clause leaves; of all of them when it leaves `_Total`. */
export async function takeSample<Instance extends PerfInstance>(
  object: PerfObject<Instance>,
  columns: readonly string[],
  query: Limited,
  clocks: Clocks,
): Promise<Sample> {
  const counters = columns.map(column => object.counters[column])
  const wanted = nameTest(query.equals('Name'))
  const hasTotal = wanted(totalName) && object.hasTotal(query)
  const rows = new Map<string, SampleRow>()
  for (const instance of await object.instances(query)) {
    const { name, id, isRepeated = false } = instance
    const isWanted = name === null || wanted(name)
    if (!isWanted && !hasTotal) continue
    const values = counters.map(counter => whole(counter?.read(instance, clocks) ?? null))
    rows.set(id, { name, isWanted, isRepeated, values })
  }
  return new Sample(clocks, columns, rows, hasTotal ? counters.map(counter => counter?.total ?? null) : null)
}

/** Fractions of a unit are cut; a number that no counter can have is none. */
function whole(value: CounterValue): bigint | null {
  if (typeof value !== 'number') return value !== null && value < 0n ? null : value
  const cut = Math.floor(value)
  return cut >= 0 && Number.isSafeInteger(cut) ? BigInt(cut) : null
}

function nameTest(limit: ReturnType<ProviderQuery['equals']>): (name: string) => boolean {
  if (limit === undefined) return () => true
  const names = new Set(limit.map(value => foldName(String(value))))
  return name => names.has(foldName(name))
}
