import { WmiError } from '../../base/errors.js'
import { tagOfLocale } from '../../base/lcid.js'
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import { wmiText } from '../../base/texts/wmi.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import type { ObjectPath } from '../../cim/path.js'
import { Call } from '../../wmi/call.js'
import { contextOf } from '../../wmi/context.js'
import { placed } from '../../wmi/failure.js'
import { guarded } from '../../wmi/guarded.js'
import { rows } from '../../wmi/rows.js'
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
} from '../../wmi/services.js'
import type { AssociationOptions, AssociationQuery } from '../../wql/ast.js'
import type { WsmanCall } from '../../wsman/index.js'
import type { ConnectionDefaults } from '../options.js'
import { associationRows } from './associations.js'
import { listedClasses } from './classes.js'
import { asWmiError } from './errors.js'
import { invokeMethod } from './invoke.js'
import { namespacesBelow } from './namespaces.js'
import { createObject, deleteObject, getObject, putObject } from './objects.js'
import { requireText, targetOf } from './paths.js'
import { queryRows } from './query.js'
import type { Asking, Session } from './session.js'
import { type Batches, streamed } from './stream.js'
import { watchEvents } from './watch.js'

/**
 * A connection to one namespace of a server by WS-Management. Of what a call says of itself, the locale and the architecture go with it;
 * `amended` does not: the protocol has no such flag, and servers answer as they like.
 */
export class WsmanServices implements WmiServices {
  readonly server: string
  readonly namespace: string
  readonly #session: Session
  readonly #defaults: ConnectionDefaults
  readonly #running = new Set<Call>()
  #closing: Promise<void> | undefined

  constructor(session: Session, namespace: string, defaults: ConnectionDefaults) {
    this.server = session.server
    this.namespace = namespace
    this.#session = session
    this.#defaults = { ...defaults, ...contextOf(defaults) }
  }

  query(wql: string, options: QueryOptions = {}): Rows<CimInstance> {
    return this.#rows('query', options, asking => queryRows(asking, requireText(wql, 'wql'), options))
  }

  get(path: string | ObjectPath, options?: CallOptions): Promise<CimInstance> {
    return this.#run('get', options, asking => getObject(targetOf(asking, path)))
  }

  getClass(name: string, options?: CallOptions): Promise<CimClass> {
    return this.#run('getClass', options, ({ session, namespace }) =>
      session.classes(namespace).get(requireText(name, 'name')),
    )
  }

  classes(options: ClassesOptions = {}): Rows<CimClass> {
    return this.#rows('classes', options, asking => listedClasses(asking, options))
  }

  namespaces(options: CallOptions & { readonly recursive?: boolean } = {}): Promise<string[]> {
    return this.#run('namespaces', options, asking => namespacesBelow(asking, options.recursive ?? false))
  }

  invoke(
    path: string | ObjectPath,
    method: string,
    parameters: NamedValues = {},
    options?: CallOptions,
  ): Promise<CimInstance> {
    return this.#run('invoke', options, asking =>
      invokeMethod(targetOf(asking, path), requireText(method, 'method'), parameters ?? {}),
    )
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
    return this.#run('create', options, asking =>
      createObject(asking, requireText(className, 'className'), values ?? {}),
    )
  }

  put(path: string | ObjectPath, values: NamedValues, options: PutOptions = {}): Promise<string> {
    return this.#run('put', options, asking => putObject(targetOf(asking, path), values ?? {}, options))
  }

  delete(path: string | ObjectPath, options?: CallOptions): Promise<void> {
    return this.#run('delete', options, asking => deleteObject(targetOf(asking, path)))
  }

  /** @throws WmiError WBEM_E_NOT_SUPPORTED: the protocol has no such operation */
  putClass(_declaration: unknown, options: PutOptions = {}): Promise<void> {
    return this.#run('putClass', options, refuseClassChange)
  }

  /** @throws WmiError WBEM_E_NOT_SUPPORTED: the protocol has no such operation */
  deleteClass(_name: string, options?: CallOptions): Promise<void> {
    return this.#run('deleteClass', options, refuseClassChange)
  }

  watch(wql: string, options: WatchOptions = {}): Rows<CimInstance> {
    return rows(() => {
      const call = this.#call(options)
      const begin = () => watchEvents(this.#asking(call, options), requireText(wql, 'wql'), options)
      return guarded(begin, call, this.#locate('watch'))
    })
  }

  /** Ends what is still running with WBEM_E_INVALID_CONTEXT, as every later call, and releases it at the server. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(): Promise<void> {
    for (const call of this.#running) call.fail(closed())
    await this.#session.end()
    await this.#session.client.transport.close()
  }

  #associations(
    kind: AssociationQuery['kind'],
    path: string | ObjectPath,
    filter: AssociationOptions,
    options: CallOptions,
  ): Rows<CimInstance> {
    return this.#rows(kind, options, asking => associationRows(asking, { kind, path, options: filter }))
  }

  #rows<T>(operation: string, options: CallOptions, begin: (asking: Asking) => Batches<T>): Rows<T> {
    return rows(() => {
      const call = this.#call(options)
      return streamed(() => begin(this.#asking(call, options)), call, {
        locate: this.#locate(operation),
        hold: batches => this.#session.hold(batches),
      })
    })
  }

  async #run<T>(operation: string, options: CallOptions = {}, work: (asking: Asking) => T | Promise<T>): Promise<T> {
    try {
      const call = this.#call(options)
      try {
        call.check(performance.now())
        return await call.wait(Promise.resolve(work(this.#asking(call, options))))
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
    if (this.#closing) call.fail(closed())
    return call
  }

  /** What the call's own options say about the caller wins over what the connection says. */
  #asking(call: Call, options: CallContext): Asking {
    const context = { ...contextOf(this.#defaults), ...contextOf(options) }
    return { session: this.#session, namespace: this.namespace, call, wire: wireOf(call, context) }
  }

  #locate(operation: string): (error: unknown) => unknown {
    return error => placed(asWmiError(error), { server: this.server, namespace: this.namespace, operation })
  }
}

/** What every message of a call carries: w:Locale, and WMI's context values as options `wmi:…`. */
function wireOf({ signal }: Call, { locale, architecture }: CallContext): WsmanCall {
  const tag = locale === undefined ? undefined : tagOfLocale(locale)
  return {
    signal,
    ...(tag === undefined ? {} : { locale: tag }),
    ...(architecture === undefined
      ? {}
      : { options: [{ name: 'wmi:__ProviderArchitecture', value: String(architecture), type: 'xs:int' }] }),
  }
}

function refuseClassChange(): never {
  throw new WmiError('WBEM_E_NOT_SUPPORTED', connectWsmanText('classChange'), {
    hint: connectWsmanText('classChangeHint'),
  })
}

function closed(): WmiError {
  return new WmiError('WBEM_E_INVALID_CONTEXT', wmiText('closed'), { hint: wmiText('closedHint') })
}
