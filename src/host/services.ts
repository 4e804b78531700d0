import { WmiError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'
import { wmiText } from '../base/texts/wmi.js'
import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import { type ObjectPath, parseObjectPath } from '../cim/path.js'
import { Call } from '../wmi/call.js'
import { placed } from '../wmi/failure.js'
import { isLocalServer } from '../wmi/local-server.js'
import { rows } from '../wmi/rows.js'
import type { CallOptions, ClassesOptions, NamedValues, QueryOptions, Rows, WmiServices } from '../wmi/services.js'
import type { AssociationOptions } from '../wql/ast.js'
import { parseDataQuery, parseEventQuery } from '../wql/parse.js'
import { validateEventQuery } from '../wql/validate.js'
import { classObject, listPart, schemaPart } from './class-parts.js'
import { dataParts } from './data-query.js'
import { hasEvents } from './event-sources.js'
import { locate } from './locate.js'
import { callMethod } from './method-call.js'
import type { ProviderTable } from './provider-table.js'
import type { Repository } from './repository.js'
import { Sources } from './sources.js'
import { type Part, stream } from './stream.js'

/** What an object path means to this connection. */
interface Target {
  readonly sources: Sources
  readonly path: ObjectPath
}

/** A connection to one namespace of the embedded host. */
export class HostServices implements WmiServices {
  readonly server: string
  readonly namespace: string
  readonly #repository: Repository
  readonly #providers: ProviderTable
  readonly #defaults: Pick<CallOptions, 'timeout'>
  readonly #sources: Sources
  readonly #running = new Set<Call>()
  #closed = false

  /** @throws WmiError WBEM_E_INVALID_NAMESPACE */
  constructor(
    repository: Repository,
    providers: ProviderTable,
    namespace: string,
    defaults: Pick<CallOptions, 'timeout'> = {},
  ) {
    const found = repository.namespace(namespace)
    this.server = repository.server
    this.namespace = found.name
    this.#repository = repository
    this.#providers = providers
    this.#defaults = defaults
    this.#sources = new Sources(repository, found, providers)
  }

  query(wql: string, options: QueryOptions = {}): Rows<CimInstance> {
    return this.#rows('query', options, call => {
      const query = parseDataQuery(requireText(wql, 'wql'))
      if (query.kind === 'data') return dataParts(this.#sources, query, options.directRead ?? false, call.signal)
      if (query.kind === 'schema') return [schemaPart(this.#sources.namespace, query)]
      return this.#associations(query.path, query.options, call)
    })
  }

  get(path: string | ObjectPath, options?: CallOptions): Promise<CimInstance> {
    return this.#run('get', options, async call => {
      const target = this.#target(path)
      if (!isClassPath(target.path)) return (await locate(target.sources, target.path, call)).instance
      const { classes, namespace } = target.sources
      return classObject(classes.require(target.path.className), namespace.home)
    })
  }

  getClass(name: string, options?: CallOptions): Promise<CimClass> {
    return this.#run('getClass', options, () => this.#sources.classes.require(requireText(name, 'name')))
  }

  classes(options: ClassesOptions = {}): Rows<CimClass> {
    return this.#rows('classes', options, () => [listPart(this.#sources.classes, options)])
  }

  namespaces(options: CallOptions & { readonly recursive?: boolean } = {}): Promise<string[]> {
    return this.#run('namespaces', options, () => this.#repository.below(this.namespace, options.recursive))
  }

  invoke(
    path: string | ObjectPath,
    method: string,
    parameters: NamedValues = {},
    options?: CallOptions,
  ): Promise<CimInstance> {
    return this.#run('invoke', options, call => {
      const target = this.#target(path)
      return callMethod(target.sources, target.path, requireText(method, 'method'), parameters ?? {}, call)
    })
  }

  associators(
    path: string | ObjectPath,
    filter: AssociationOptions = {},
    options: CallOptions = {},
  ): Rows<CimInstance> {
    return this.#rows('associators', options, call => this.#associations(path, filter, call))
  }

  references(path: string | ObjectPath, filter: AssociationOptions = {}, options: CallOptions = {}): Rows<CimInstance> {
    return this.#rows('references', options, call => this.#associations(path, filter, call))
  }

  create(className: string, _values: NamedValues, options?: CallOptions): Promise<string> {
    return this.#run('create', options, () => {
      this.#sources.classes.require(requireText(className, 'className'))
      throw notSupported()
    })
  }

  put(path: string | ObjectPath, _values: NamedValues, options?: CallOptions): Promise<string> {
    return this.#run('put', options, call => this.#refuseInstance(path, call))
  }

  delete(path: string | ObjectPath, options?: CallOptions): Promise<void> {
    return this.#run('delete', options, call => this.#refuseInstance(path, call))
  }

  watch(wql: string, options: CallOptions = {}): Rows<CimInstance> {
    return this.#rows('watch', options, () => {
      const sources = this.#sources
      validateEventQuery(parseEventQuery(requireText(wql, 'wql')), {
        lookup: name => sources.classes.get(name),
        hasEvents: (event, target) => hasEvents(event, target, sources.inheritedHandle(target) !== undefined),
      })
      throw notSupported()
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

  /** Checks what can be checked before saying that this host has no associations. */
  async #associations(path: string | ObjectPath, filter: AssociationOptions, call: Call): Promise<never> {
    const target = this.#target(path)
    if (filter.schemaOnly) target.sources.classes.require(target.path.className)
    else await locate(target.sources, target.path, call)
    throw notSupported()
  }

  async #refuseInstance(path: string | ObjectPath, call: Call): Promise<never> {
    const target = this.#target(path)
    await locate(target.sources, target.path, call)
    throw notSupported()
  }

  /** @throws WmiError WBEM_E_INVALID_OBJECT_PATH, also for another server; WBEM_E_INVALID_NAMESPACE */
  #target(text: string | ObjectPath): Target {
    const path = isPath(text) ? text : parseObjectPath(requireText(text, 'path'))
    const { server, namespace } = path
    if (server !== null && !isLocalServer(server) && !isLocalServer(server, this.server)) {
      throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', hostText('otherServer', { server, own: this.server }), {
        hint: hostText('otherServerHint'),
      })
    }
    if (namespace === null) return { sources: this.#sources, path }
    const found = this.#repository.namespace(namespace)
    return { sources: new Sources(this.#repository, found, this.#providers), path }
  }

  #rows<T>(
    operation: string,
    options: CallOptions,
    plan: (call: Call) => Iterable<Part<T>> | Promise<Iterable<Part<T>>>,
  ): Rows<T> {
    const locateError = this.#locate(operation)
    return rows(() => {
      const call = this.#call(options)
      return stream(() => plan(call), call, locateError)
    })
  }

  async #run<T>(operation: string, options: CallOptions = {}, work: (call: Call) => T | Promise<T>): Promise<T> {
    try {
      const call = this.#call(options)
      try {
        call.check(performance.now())
        return await work(call)
      } finally {
        call.end()
      }
    } catch (error) {
      throw this.#locate(operation)(error)
    }
  }

  #call(options: CallOptions): Call {
    const call = new Call({ ...this.#defaults, ...options }, ended => this.#running.delete(ended))
    this.#running.add(call)
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

function notSupported(): WmiError {
  return new WmiError('WBEM_E_NOT_SUPPORTED', hostText('notSupported'), { hint: hostText('notSupportedHint') })
}
