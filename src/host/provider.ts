import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { ObjectPath } from '../cim/path.js'
import type { CallContext } from '../wmi/services.js'
import type { Condition } from '../wql/ast.js'
import type { Caller } from './caller.js'

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
  /**
   * For a reference property: the objects to which the WHERE clause, or a question about the associations of an object,
   * limits it. Compare with `samePath`: server and namespace may be missing. Undefined: no limit known.
   */
  references(property: string): readonly ObjectPath[] | undefined
  /** The whole WHERE clause, for providers that can use more of it. */
  readonly where: Condition | null
  /** Who asks. What this one may not see is null or left out. */
  readonly caller: Caller
  readonly context: CallContext
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
  /** The instance as it was found for this call, spelled as the provider spells it; null for a static method. */
  readonly instance: CimInstance | null
  readonly caller: Caller
  readonly context: CallContext
  readonly signal: AbortSignal
}

/** What somebody watches, as long as anybody does. */
export interface ProviderSubscription {
  /** An event class that the provider serves, or `__InstanceCreationEvent` and its like for instances that it serves. */
  readonly event: CimClass
  /** For instance events: the class whose instances are watched. */
  readonly target: CimClass | null
  /** The WHERE clause of the notification query. The host tests each event again. */
  readonly where: Condition | null
  /** Aborted when the last watcher leaves. */
  readonly signal: AbortSignal
  /**
   * Delivers an event: values by property name; instance events as `{ TargetInstance: row }`, with PreviousInstance for a
   * modification. TIME_CREATED is filled in.
   */
  emit(event: ProviderRow): void
  /** Ends the watch with an error, when events can no longer be delivered. */
  fail(error: unknown): void
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
  /**
   * The instances with these keys, one answer for each in the same order, null where there is none. For providers whose work
   * can be shared: a question about associations asks once for a group of objects, where else it calls `get` for each.
   */
  getMany?(
    keys: readonly ProviderRow[],
    query: ProviderQuery,
  ): readonly (ProviderRow | null)[] | Promise<readonly (ProviderRow | null)[]>
  /** Calls a method; answers ReturnValue and the out-parameters. */
  invoke?(call: ProviderCall): ProviderRow | Promise<ProviderRow>
  /** Changes an instance: its keys and all values to be set. */
  put?(keys: ProviderRow, values: ProviderRow, query: ProviderQuery): void | Promise<void>
  /** Creates an instance and answers its key values. */
  create?(values: ProviderRow, query: ProviderQuery): ProviderRow | Promise<ProviderRow>
  delete?(keys: ProviderRow, query: ProviderQuery): void | Promise<void>

  /** Methods that change nothing on the machine: they need the right to execute, but no `allowMethods`. */
  readonly harmless?: readonly string[]
  /** Properties besides the keys that an instance keeps as long as it lives: a poll for events is narrowed by them. */
  readonly fixed?: readonly string[]
  /**
   * Between two polls for instance events: tells of instances that may be gone at the next one, until `query.signal`
   * is aborted. Resolves when it has begun.
   */
  observe?(query: ProviderQuery, seen: (row: ProviderRow) => void): void | Promise<void>
  /** Delivers events that nobody polls for, until the signal is aborted. Resolves when it has begun. */
  subscribe?(subscription: ProviderSubscription): void | Promise<void>
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
