import { WmiError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'
import { wmiText } from '../base/texts/wmi.js'
import type { CimClass } from '../cim/class.js'
import type { ClassDeclaration } from '../cim/declaration.js'
import type { CimInstance } from '../cim/instance.js'
import { type ObjectPath, parseObjectPath } from '../cim/path.js'
import { Call } from '../wmi/call.js'
import { classObject } from '../wmi/class-object.js'
import { contextOf } from '../wmi/context.js'
import { placed } from '../wmi/failure.js'
import { guarded } from '../wmi/guarded.js'
import { isLocalServer } from '../wmi/local-server.js'
import { rows } from '../wmi/rows.js'
import type {
  CallContext,
  CallOptions,
  ClassesOptions,
  NamedValues,
  PutOptions,
  QueryOptions,
  Rows,
  WatchOptions,
  WmiServices,
} from '../wmi/services.js'
import type { AssociationOptions } from '../wql/ast.js'
import { parseDataQuery } from '../wql/parse.js'
import { type AssociationKind, associationParts } from './associations/parts.js'
import type { Caller } from './caller.js'
import { listPart, schemaPart } from './class-parts.js'
import { prepareViews } from './class-view.js'
import { dataParts } from './data-query.js'
import { watch } from './events/watch.js'
import type { HostState } from './host-state.js'
import type { Lifetime } from './lifetime.js'
import { locate } from './locate.js'
import { callMethod } from './method-call.js'
import type { ProviderTable } from './provider-table.js'
import { Scope } from './scope.js'
import { type Part, stream } from './stream.js'
import { turn } from './turns.js'
import { deleteClass, putClass } from './writing/classes.js'
import { createInstance, deleteInstance, putInstance } from './writing/instances.js'

/** What an object path means to this connection. */
interface Target {
  readonly scope: Scope
  readonly path: ObjectPath
}

/** What holds for the calls of a connection that do not say it themselves. */
export type ConnectionDefaults = Pick<CallOptions, 'timeout' | keyof CallContext>

export interface HostServicesOptions {
  readonly caller: Caller
  readonly defaults: ConnectionDefaults
}

/** A connection to one namespace of the embedded host. */
export class HostServices implements WmiServices {
  readonly server: string
  readonly namespace: string
  readonly #defaults: ConnectionDefaults
  readonly #connected: Scope
  readonly #lifetime: Lifetime
  readonly #running = new Set<Call>()
  #closed = false

  /** @throws WmiError WBEM_E_INVALID_NAMESPACE or WBEM_E_ACCESS_DENIED */
  constructor(
    state: HostState,
    providers: ProviderTable,
    namespace: string,
    { caller, defaults }: HostServicesOptions,
  ) {
    const found = state.repository.namespace(namespace)
    this.server = state.repository.server
    this.namespace = found.name
    this.#defaults = defaults
    this.#lifetime = state.lifetime
    this.#connected = new Scope(state, providers, found, { caller, context: contextOf(defaults) })
  }

  query(wql: string, options: QueryOptions = {}): Rows<CimInstance> {
    return this.#rows('query', options, (call, scope) => {
      const query = parseDataQuery(requireText(wql, 'wql'))
      if (query.kind === 'data') return dataParts(scope, query, options.directRead ?? false, call.signal)
      if (query.kind === 'schema') return [schemaPart(scope, query)]
      const target = this.#target(scope, query.path)
      return associationParts(target.scope, { ...query, connected: scope }, call)
    })
  }

  get(path: string | ObjectPath, options?: CallOptions): Promise<CimInstance> {
    return this.#run('get', options, async (call, connected) => {
      const { scope, path: target } = this.#target(connected, path)
      if (!isClassPath(target)) return (await locate(scope, target, call)).instance
      return classObject(scope.view(scope.classes.require(target.className)), scope.namespace.home)
    })
  }

  getClass(name: string, options?: CallOptions): Promise<CimClass> {
    return this.#run('getClass', options, (_call, scope) =>
      scope.view(scope.classes.require(requireText(name, 'name'))),
    )
  }

  classes(options: ClassesOptions = {}): Rows<CimClass> {
    return this.#rows('classes', options, (_call, scope) => [listPart(scope, options)])
  }

  namespaces(options: CallOptions & { readonly recursive?: boolean } = {}): Promise<string[]> {
    return this.#run('namespaces', options, (_call, scope) => scope.namespacesBelow(options.recursive))
  }

  invoke(
    path: string | ObjectPath,
    method: string,
    parameters: NamedValues = {},
    options?: CallOptions,
  ): Promise<CimInstance> {
    return this.#run('invoke', options, (call, connected) => {
      const target = this.#target(connected, path)
      return callMethod(target.scope, target.path, requireText(method, 'method'), parameters ?? {}, call)
    })
  }

  associators(
    path: string | ObjectPath,
    filter: AssociationOptions = {},
    options: CallOptions = {},
  ): Rows<CimInstance> {
    return this.#associations('associators', path, filter, options)
  }

  references(path: string | ObjectPath, filter: AssociationOptions = {}, options: CallOptions = {}): Rows<CimInstance> {
    return this.#associations('references', path, filter, options)
  }

  create(className: string, values: NamedValues, options?: CallOptions): Promise<string> {
    return this.#run('create', options, (call, scope) =>
      createInstance(scope, requireText(className, 'className'), values ?? {}, call),
    )
  }

  put(path: string | ObjectPath, values: NamedValues, options: PutOptions = {}): Promise<string> {
    return this.#run('put', options, (call, connected) => {
      const target = this.#target(connected, path)
      return putInstance(target.scope, target.path, values ?? {}, options, call)
    })
  }

  delete(path: string | ObjectPath, options?: CallOptions): Promise<void> {
    return this.#run('delete', options, (call, connected) => {
      const target = this.#target(connected, path)
      return deleteInstance(target.scope, target.path, call)
    })
  }

  putClass(declaration: ClassDeclaration, options: PutOptions = {}): Promise<void> {
    return this.#run('putClass', options, (call, scope) => putClass(scope, declaration, options, call))
  }

  deleteClass(name: string, options?: CallOptions): Promise<void> {
    return this.#run('deleteClass', options, (call, scope) => deleteClass(scope, requireText(name, 'name'), call))
  }

  watch(wql: string, options: WatchOptions = {}): Rows<CimInstance> {
    const locateError = this.#locate('watch')
    return rows(() => {
      const call = this.#call(options)
      return guarded(() => watch(this.#scope(options), requireText(wql, 'wql'), options, call), call, locateError)
    })
  }

  /** Ends what is still running with WBEM_E_INVALID_CONTEXT, as every later call. */
  async close(): Promise<void> {
    this.#closed = true
    for (const call of this.#running) call.fail(closed())
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #associations(
    kind: AssociationKind,
    path: string | ObjectPath,
    filter: AssociationOptions,
    options: CallOptions,
  ): Rows<CimInstance> {
    return this.#rows(kind, options, (call, connected) => {
      const target = this.#target(connected, path)
      return associationParts(target.scope, { kind, path: target.path, options: filter, connected }, call)
    })
  }

  /** @throws WmiError WBEM_E_INVALID_OBJECT_PATH, also for another server; WBEM_E_INVALID_NAMESPACE */
  #target(scope: Scope, text: string | ObjectPath): Target {
    const path = isPath(text) ? text : parseObjectPath(requireText(text, 'path'))
    const { server, namespace } = path
    if (server !== null && !isLocalServer(server) && !isLocalServer(server, this.server)) {
      throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', hostText('otherServer', { server, own: this.server }), {
        hint: hostText('otherServerHint'),
      })
    }
    return { scope: namespace === null ? scope : scope.in(namespace), path }
  }

  /** What the call's own options say about the caller wins over what the connection says. */
  #scope(options: CallContext): Scope {
    const context = contextOf(options)
    return Object.keys(context).length === 0
      ? this.#connected
      : this.#connected.with({ ...this.#connected.context, ...context })
  }

  /** Works with the scope of a call, as soon as the texts are there that its classes may need. */
  #prepared<T>(options: CallContext, work: (scope: Scope) => T | Promise<T>): T | Promise<T> {
    const scope = this.#scope(options)
    const loading = prepareViews(scope.context)
    return loading ? loading.then(() => work(scope)) : work(scope)
  }

  #rows<T>(
    operation: string,
    options: CallOptions,
    plan: (call: Call, scope: Scope) => Iterable<Part<T>> | Promise<Iterable<Part<T>>>,
  ): Rows<T> {
    const locateError = this.#locate(operation)
    return rows(() => {
      const call = this.#call(options)
      return stream(() => this.#prepared(options, scope => plan(call, scope)), call, locateError)
    })
  }

  async #run<T>(
    operation: string,
    options: CallOptions = {},
    work: (call: Call, scope: Scope) => T | Promise<T>,
  ): Promise<T> {
    try {
      const call = this.#call(options)
      try {
        // Calls one after the other may all be answered without waiting, such as writing.
        const due = turn()
        if (due) await due
        call.check(performance.now())
        return await this.#prepared(options, scope => work(call, scope))
      } finally {
        call.end()
      }
    } catch (error) {
      throw this.#locate(operation)(error)
    }
  }

  #call(options: CallOptions): Call {
    const call = new Call({ ...this.#defaults, ...options }, ended => {
      this.#running.delete(ended)
      this.#lifetime.leave(ended)
    })
    this.#running.add(call)
    this.#lifetime.enter(call)
    if (this.#closed) call.fail(closed())
    return call
  }

  #locate(operation: string): (error: unknown) => unknown {
    return error => placed(error, { server: this.server, namespace: this.namespace, operation })
  }
}

/** Callers in JavaScript may hand over anything. */
function isPath(value: string | ObjectPath): value is ObjectPath {
  if (typeof value !== 'object' || value === null) return false
  const { className, keys }: { readonly [Part in keyof ObjectPath]?: unknown } = value
  return typeof className === 'string' && (keys === null || Array.isArray(keys))
}

function isClassPath(path: ObjectPath): boolean {
  return path.keys === null && !path.singleton
}

function requireText(value: string, name: string): string {
  if (typeof value === 'string') return value
  throw new WmiError('WBEM_E_INVALID_PARAMETER', hostText('notText', { name, type: typeof value }))
}

function closed(): WmiError {
  return new WmiError('WBEM_E_INVALID_CONTEXT', wmiText('closed'), { hint: wmiText('closedHint') })
}
