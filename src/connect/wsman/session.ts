import { setTimeout as delay } from 'node:timers/promises'
import { foldName } from '../../base/name-map.js'
import type { InstanceHome } from '../../cim/instance.js'
import type { Call } from '../../wmi/call.js'
import type { ResourceFamily, WsmanCall, WsmanClient } from '../../wsman/index.js'
import type { RowContext } from '../../wsman/values/index.js'
import { ClassCache } from './class-cache.js'

export interface SessionOptions {
  readonly client: WsmanClient
  /** As the server calls itself. */
  readonly server: string
  /** False for the service of Windows before Server 2012, which knows less: `Stack: 2.0` and below. */
  readonly modern: boolean
  readonly onNotice: ((text: string) => void) | undefined
  readonly onWarning: ((text: string) => void) | undefined
}

/** What all calls of one connection share: the client, and what has been learnt of the server. */
export class Session {
  readonly client: WsmanClient
  readonly server: string
  readonly modern: boolean
  /** Association questions by their own filter; by WQL where the server refuses that. */
  associationFilter = true
  /** Whether WQL can ask association questions too: only it says KeysOnly. */
  associationQueries = true
  readonly #options: SessionOptions
  readonly #classes = new Map<string, ClassCache>()
  readonly #rows = new Map<string, RowContext>()
  readonly #ended = new AbortController()
  readonly #open = new Set<AsyncGenerator<unknown>>()
  readonly #background = new Set<Promise<unknown>>()
  #warned = false

  constructor(options: SessionOptions) {
    this.client = options.client
    this.server = options.server
    this.modern = options.modern
    this.#options = options
  }

  classes(namespace: string): ClassCache {
    const key = foldName(namespace)
    let classes = this.#classes.get(key)
    if (!classes) {
      classes = new ClassCache(this.client, namespace, this.#ended.signal)
      this.#classes.set(key, classes)
    }
    return classes
  }

  /** How whole rows of a namespace are read; what is learnt of them serves the next query too. */
  rowContext(namespace: string): RowContext {
    let context = this.#rows.get(namespace)
    if (!context) {
      const classes = this.classes(namespace)
      context = {
        home: { server: this.server, namespace },
        classNamed: name => classes.known(name),
        preciseArrays: this.modern,
      }
      this.#rows.set(namespace, context)
    }
    return context
  }

  notice(text: string): void {
    this.#options.onNotice?.(text)
  }

  /** Says once per connection that rows come without declared types. */
  warnOnce(text: string): void {
    if (this.#warned) return
    this.#warned = true
    this.#options.onWarning?.(text)
  }

  /** Keeps work that must be ended with the connection; the function that is answered says that it has ended by itself. */
  hold(work: AsyncGenerator<unknown>): () => void {
    this.#open.add(work)
    return () => this.#open.delete(work)
  }

  /** Lets work go on that nobody waits for but the end of the connection. It must not fail. */
  track(work: Promise<unknown>): void {
    this.#background.add(work)
    void work.then(() => this.#background.delete(work))
  }

  /** Ends everything that was asked, and waits for a moment until the server has released it. Never fails. */
  async end(): Promise<void> {
    this.#ended.abort()
    const released = Promise.all([...[...this.#open].map(quietly), ...this.#background]).then(() =>
      this.client.settle(),
    )
    const patience = new AbortController()
    await Promise.race([released, delay(grace, undefined, { signal: patience.signal }).catch(() => undefined)])
    patience.abort()
  }
}

/** Milliseconds for telling the server what is not needed any more. */
const grace = 5000

async function quietly(work: AsyncGenerator<unknown>): Promise<void> {
  await work.return(undefined).catch(() => undefined)
}

/** One running call: whom it asks, in which namespace, and how. */
export interface Asking {
  readonly session: Session
  readonly namespace: string
  readonly call: Call
  /** What goes with every message of the call. */
  readonly wire: WsmanCall
}

/** The same call in another namespace. */
export function askingIn(asking: Asking, namespace: string | null): Asking {
  return namespace === null || foldName(namespace) === foldName(asking.namespace) ? asking : { ...asking, namespace }
}

export function homeOf({ session, namespace }: Asking): InstanceHome {
  return { server: session.server, namespace }
}

/** The family of URIs for everything but associations: every version of the service knows it, with keys and with WQL. */
export const family: ResourceFamily = 'wmi'
