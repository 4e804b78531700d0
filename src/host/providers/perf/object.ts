import type { ProviderQuery } from '../../provider.js'
import type { Clocks } from './clocks.js'

/** A counter as the system tells it, in the unit that its counter type demands; null is what it does not tell. */
export type CounterValue = number | bigint | null

/** How the instance `_Total` gets its value of a counter from those of the others; null: it has none. */
type Total = 'sum' | 'mean' | 'zero' | null

/** One property of a raw class and where its value comes from. */
export interface Counter<Instance> {
  readonly read: (instance: Instance, clocks: Clocks) => CounterValue
  readonly total: Total
}

export type Read<Instance> = Counter<Instance>['read']

export const summed = <Instance>(read: Read<Instance>): Counter<Instance> => ({ read, total: 'sum' })
export const averaged = <Instance>(read: Read<Instance>): Counter<Instance> => ({ read, total: 'mean' })
export const zeroed = <Instance>(read: Read<Instance>): Counter<Instance> => ({ read, total: 'zero' })
export const single = <Instance>(read: Read<Instance>): Counter<Instance> => ({ read, total: null })

export interface PerfInstance {
  /** Null for the one instance of a singleton. */
  readonly name: string | null
  /** What is the same in two samples, and of nothing else. */
  readonly id: string
  /** True for an instance whose counts another one has too: they are in `_Total` once. */
  readonly isRepeated?: boolean
}

/** A question, as far as it says which instances it is about. */
export type Limited = Pick<ProviderQuery, 'equals'>

/** What counts, under the name that follows `Win32_PerfRawData_`. */
export interface PerfObject<Instance extends PerfInstance> {
  readonly name: string
  /** By property. What Linux does not tell has no line here, and is null. */
  readonly counters: Readonly<Record<string, Counter<Instance>>>
  /** Whether {@link instances} answers this question with all that `_Total` is made of; false where there is no `_Total`. */
  hasTotal(query: Limited): boolean
  /** The largest percentage that its properties of that name can have; absent where there is none. */
  readonly most?: bigint
  /** Properties besides Name by which a WHERE clause can limit what {@link instances} reads. */
  readonly limits?: readonly string[]
  /** The instances now. Counters are read from them at once, those nobody wants not at all. */
  instances(query: Limited): Iterable<Instance> | Promise<Iterable<Instance>>
}

/** A value that is read at most once, when it is first asked for. */
export function once<T>(read: () => T): () => T {
  let value: { readonly read: T } | undefined
  return () => {
    value ??= { read: read() }
    return value.read
  }
}
