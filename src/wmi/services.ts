// The operations of a WMI connection: IWbemServices ([MS-WMI] 3.1.4.3) by meaning, in JavaScript's forms.
import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { ObjectPath } from '../cim/path.js'
import type { AssociationOptions } from '../wql/ast.js'

/** Options of every call. */
export interface CallOptions {
  /** Ends the call with WBEM_E_CALL_CANCELLED and releases what it holds. */
  readonly signal?: AbortSignal
  /** Milliseconds without progress after which the call fails with WBEM_E_TIMED_OUT; 0 waits for ever. */
  readonly timeout?: number
}

export interface QueryOptions extends CallOptions {
  /** WBEM_FLAG_DIRECT_READ: instances of the class itself, not of its subclasses. */
  readonly directRead?: boolean
}

export interface ClassesOptions extends CallOptions {
  /** Only classes below this one; absent: all. */
  readonly superclass?: string
  /** Only direct subclasses (of `superclass`, or root classes). */
  readonly shallow?: boolean
}

export interface PutOptions extends CallOptions {
  /** update: must exist; create: must not exist; either: whatever is needed (default). */
  readonly mode?: 'either' | 'update' | 'create'
  /** Only the properties given change; the others keep their values. */
  readonly partial?: boolean
}

/** In-parameters or property values by name, in any case; JavaScript values are brought to the declared types. */
export type NamedValues = Readonly<Record<string, unknown>>

/** Rows that arrive while they are read. Breaking out of the loop releases the server's enumerator. Read it once. */
export interface Rows<T> extends AsyncIterable<T> {
  /** Reads everything into memory. */
  toArray(): Promise<T[]>
}

/**
 * A live WMI connection to one namespace. The embedded host implements it, each transport implements it, each listener
 * serves it. Every failure is a WmiError, but an option that cannot be right, which is an ArgumentError; paths are relative to
 * the connection's namespace unless they name one.
 */
export interface WmiServices extends AsyncDisposable {
  /** The server's name as it calls itself (`__SERVER`). */
  readonly server: string
  /** Such as `root\cimv2`. */
  readonly namespace: string

  /** Data, schema and association queries. Schema queries yield class objects (`__GENUS` 1). */
  query(wql: string, options?: QueryOptions): Rows<CimInstance>
  get(path: string | ObjectPath, options?: CallOptions): Promise<CimInstance>
  getClass(name: string, options?: CallOptions): Promise<CimClass>
  classes(options?: ClassesOptions): Rows<CimClass>
  /** Names of the child namespaces, relative to this one; with `recursive`, of all below, joined by `\`. */
  namespaces(options?: CallOptions & { readonly recursive?: boolean }): Promise<string[]>
  /** Calls a method of an instance (path) or a static method (class path). The result carries ReturnValue and the out-parameters. */
  invoke(
    path: string | ObjectPath,
    method: string,
    parameters?: NamedValues,
    options?: CallOptions,
  ): Promise<CimInstance>
  associators(path: string | ObjectPath, filter?: AssociationOptions, options?: CallOptions): Rows<CimInstance>
  references(path: string | ObjectPath, filter?: AssociationOptions, options?: CallOptions): Rows<CimInstance>
  /** Creates an instance and answers its path. */
  create(className: string, values: NamedValues, options?: CallOptions): Promise<string>
  put(path: string | ObjectPath, values: NamedValues, options?: PutOptions): Promise<string>
  delete(path: string | ObjectPath, options?: CallOptions): Promise<void>
  /** Subscribes to a notification query until the loop is left. */
  watch(wql: string, options?: CallOptions): Rows<CimInstance>
  close(): Promise<void>
}
