import type { CimClass } from '../cim/class.js'
import type { Condition } from '../wql/ast.js'

/** One instance as a provider gives it: values by property name. What is absent is null; values are brought to the declared types. */
export type ProviderRow = Readonly<Record<string, unknown>>

/** What is being asked, so that a provider can do less. Ignoring all of it is correct: the host filters again. */
export interface ProviderQuery {
  /** The class asked for by this call; one provider may serve several. */
  readonly class: CimClass
  /** True when the value is wanted: it is in the SELECT list, the WHERE clause, or is a key. Skip columns nobody asked for. */
  wants(property: string): boolean
  /**
   * Values to which the WHERE clause limits a property: `Name = 'a' OR Name = 'b'` gives ['a', 'b']. Undefined: no limit known.
   */
  equals(property: string): readonly (string | number | bigint | boolean)[] | undefined
  /** The whole WHERE clause, for providers that can use more of it. */
  readonly where: Condition | null
  /** Aborted when the reader stops, the call is cancelled or timed out. */
  readonly signal: AbortSignal
}

/** A method call as a provider gets it: in-parameters by declared name, brought to their declared types, defaults filled in. */
export interface ProviderCall {
  readonly class: CimClass
  readonly method: string
  readonly parameters: ProviderRow
  /** The key values of the instance, or null for a static method. */
  readonly keys: ProviderRow | null
  readonly signal: AbortSignal
}

/**
 * Serves the instances of one or more classes. Only `enumerate` is needed; without `get` the host looks among the
 * enumerated, with `ProviderQuery.equals` answering for the keys.
 */
export interface Provider {
  /** Yields rows as they become known: an array, a generator or an async generator. */
  enumerate(query: ProviderQuery): Iterable<ProviderRow> | AsyncIterable<ProviderRow>
  /** The instance with these keys, or null when there is none. */
  get?(keys: ProviderRow, query: ProviderQuery): ProviderRow | null | Promise<ProviderRow | null>
  /** Calls a method; answers ReturnValue and the out-parameters. */
  invoke?(call: ProviderCall): ProviderRow | Promise<ProviderRow>
  /** Changes an instance: its keys and all values to be set. */
  put?(keys: ProviderRow, values: ProviderRow, query: ProviderQuery): void | Promise<void>
  /** Creates an instance and answers its key values. */
  create?(values: ProviderRow, query: ProviderQuery): ProviderRow | Promise<ProviderRow>
  delete?(keys: ProviderRow, query: ProviderQuery): void | Promise<void>
}

/** What `registerProvider` takes. */
export interface ProviderRegistration {
  /** The classes served; each exists in the namespace, from the schema or from `mof`. */
  readonly classes: readonly string[]
  /** Default `root\cimv2`. */
  readonly namespace?: string
  /** MOF text with the classes, when the schema does not have them. */
  readonly mof?: string
  readonly provider: Provider
}
