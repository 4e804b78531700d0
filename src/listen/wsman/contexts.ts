import { randomUUID } from 'node:crypto'
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import { wsmanError } from '../../wsman/faults/wsman-error.js'
import type { RowBuffer } from './row-buffer.js'

/** What an enumeration and its pulls must have in common. */
export interface PageTerms {
  /** Of the resource, folded. */
  readonly uri: string
  readonly namespace: string
  /** Bytes of an answer; undefined: not said. */
  readonly maxEnvelopeSize: number | undefined
  readonly maxElements: number | undefined
  readonly maxCharacters: number | undefined
}

/** An enumeration or a subscription that is pulled. */
export interface OpenInit {
  readonly user: string
  readonly terms: PageTerms
  readonly rows: RowBuffer
  /** Milliseconds after which an answer without rows is due; absent: of an enumeration, none. */
  readonly heartbeat?: number
  /** e:Identifier of a subscription. */
  readonly subscription?: string
  /** Gives back what it holds, once, when it is over. */
  release(): void
}

/** One open enumeration or subscription. */
export class Open {
  readonly init: OpenInit
  /** The context that the next pull must name. */
  context: string
  /** The context before that one; empty when there was none. */
  former = ''
  /** A pull is waiting. */
  pulling = false
  /** Why it is over; undefined while it is not. */
  ended: WmiError | undefined
  /** Ends it when nobody pulls, and when the time that was granted is over. */
  idle: NodeJS.Timeout | undefined
  expiry: NodeJS.Timeout | undefined

  constructor(init: OpenInit) {
    this.init = init
    this.context = newContext()
  }
}

/** The open enumerations and subscriptions of a listener. Others' contexts are as if there were none. */
export class OpenContexts {
  readonly #idle: number
  readonly #byContext = new Map<string, Open>()
  readonly #bySubscription = new Map<string, Open>()

  /** @param idle milliseconds until one that nobody pulls is ended */
  constructor(idle: number) {
    this.#idle = idle
  }

  get size(): number {
    return this.#byContext.size
  }

  /** {@link rest} begins its idle time. */
  add(init: OpenInit): Open {
    const open = new Open(init)
    this.#byContext.set(open.context, open)
    if (init.subscription !== undefined) this.#bySubscription.set(init.subscription, open)
    return open
  }

  /** @throws WmiError ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT */
  find(user: string, context: string): Open {
    const open = this.#byContext.get(context)
    if (open && foldName(open.init.user) === foldName(user)) return open
    throw wsmanError('ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT', listenText('noContext'))
  }

  /**
   * For its end, also by the context before: who gives up while an answer is on its way never learns the new one.
   * @throws as {@link find}
   */
  findToEnd(user: string, context: string): Open {
    const renewed = [...this.#byContext.values()].find(({ former }) => former !== '' && former === context)
    return this.find(user, renewed?.context ?? context)
  }

  /** @throws WmiError ERROR_WSMAN_SUBSCRIPTION_CLOSED */
  subscription(user: string, identifier: string): Open {
    const open = this.#bySubscription.get(identifier)
    if (open && foldName(open.init.user) === foldName(user)) return open
    throw wsmanError('ERROR_WSMAN_SUBSCRIPTION_CLOSED', listenText('noSubscription'))
  }

  /** Gives it a new context, as each answer does. */
  renew(open: Open): string {
    if (this.#byContext.delete(open.context)) {
      open.former = open.context
      open.context = newContext()
      this.#byContext.set(open.context, open)
    }
    return open.context
  }

  /** Begins the time in which the next pull must come. */
  rest(open: Open): void {
    clearTimeout(open.idle)
    if (this.#byContext.get(open.context) !== open) return
    open.idle = setTimeout(() => this.end(open, closed(open)), this.#idle)
    open.idle.unref()
  }

  /** Ends it after so many milliseconds, whoever pulls; undefined: never. */
  expire(open: Open, after: number | undefined): void {
    clearTimeout(open.expiry)
    if (after === undefined || after > longestTimer) return
    open.expiry = setTimeout(() => this.end(open, closed(open)), after)
    open.expiry.unref()
  }

  /** @param reason what a pull that waits is told */
  end(open: Open, reason: WmiError = closed(open)): void {
    clearTimeout(open.idle)
    clearTimeout(open.expiry)
    if (!this.#byContext.delete(open.context)) return
    open.ended = reason
    if (open.init.subscription !== undefined) this.#bySubscription.delete(open.init.subscription)
    open.init.rows.close()
    open.init.release()
  }

  /** Ends all, or the subscriptions only. */
  endAll(which: 'all' | 'subscriptions'): void {
    const reason = new WmiError('WBEM_E_SHUTTING_DOWN', listenText('closing'), { hint: listenText('closingHint') })
    for (const open of [...this.#byContext.values()])
      if (which === 'all' || open.init.subscription !== undefined) this.end(open, reason)
  }
}

function closed({ init }: Open): WmiError {
  return init.subscription === undefined
    ? wsmanError('ERROR_WSMAN_ENUMERATION_CLOSED', listenText('enumerationClosed'))
    : wsmanError('ERROR_WSMAN_SUBSCRIPTION_CLOSED', listenText('noSubscription'))
}

const longestTimer = 2 ** 31 - 1

function newContext(): string {
  return `uuid:${randomUUID().toUpperCase()}`
}
