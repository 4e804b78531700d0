// The operations of a WMI connection: IWbemServices ([MS-WMI] 3.1.4.3) by meaning, in JavaScript's forms.
import type { CimClass } from '../cim/class.js'
import type { ClassDeclaration } from '../cim/declaration.js'
import type { CimInstance } from '../cim/instance.js'
import type { ObjectPath } from '../cim/path.js'
import type { AssociationOptions } from '../wql/ast.js'

/** What a caller tells the server about itself besides its identity: WMI SDK "IWbemContext", "ConnectServer" (strLocale). */
export interface CallContext {
  /** A Windows locale such as `MS_409` (English) or `MS_40C` (French), for texts that come in several languages. */
  readonly locale?: string
  /** WBEM_FLAG_USE_AMENDED_QUALIFIERS: classes come with their texts for people, such as `Values` and `Description`. */
  readonly amended?: boolean
  /** `__ProviderArchitecture`: ask the 32-bit or the 64-bit provider where there are both. */
  readonly architecture?: 32 | 64
}

/** Options of every call. What the context leaves out is as the connection says. */
export interface CallOptions extends CallContext {
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

export interface WatchOptions extends CallOptions {
  /**
   * How many events may wait for a reader that is slower than they come; default 10,000. When one more comes, those that
   * wait are still delivered, then the watch fails with WBEM_E_QUEUE_OVERFLOW, which tells how many were lost.
   */
  readonly queueLimit?: number
  /** Called once when the subscription stands: what happens from now on is reported. */
  readonly onReady?: () => void
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
  /** Creates or changes a class; the superclass must exist. Classes are put whole: `partial` is refused. */
  putClass(declaration: ClassDeclaration, options?: PutOptions): Promise<void>
  /** Removes a class, the classes below it, and their instances. */
  deleteClass(name: string, options?: CallOptions): Promise<void>
  /** Subscribes to a notification query until the loop is left. The timeout bounds each wait for an event. */
  watch(wql: string, options?: WatchOptions): Rows<CimInstance>
  close(): Promise<void>
}
