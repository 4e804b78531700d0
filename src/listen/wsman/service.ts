// Messages in, messages out: every request is answered, by the operation it asks for or by a fault.
import { ArgumentError, WmiError, WmilinkError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import type { WmiServices } from '../../wmi/services.js'
import { writeFault, wsmanError } from '../../wsman/faults/index.js'
import { RequestError, type RequestMessage, readRequest } from '../../wsman/message/request.js'
import { writeResponse } from '../../wsman/message/write.js'
import { actions } from '../../wsman/names.js'
import { type ResourceFamily, readResourceUri } from '../../wsman/resource.js'
import type { FrontAnswer, FrontHandler, FrontRequest } from '../http/connection.js'
import type { ListenLimits } from '../limits.js'
import type { ListenEvent } from '../log.js'
import type { ListenOptions } from '../options.js'
import { type Ask, askedResource, type OperationTools, type Reply, timedOut } from './ask.js'
import { OpenContexts } from './contexts.js'
import { identifyResponse } from './identify.js'
import { operationOf } from './operations.js'
import { Slots } from './slots.js'

/** What the service is made with. */
export interface ServiceOptions {
  readonly listen: Pick<ListenOptions, 'open' | 'allowWrites' | 'allowMethods'>
  readonly limits: ListenLimits
  readonly computerName: string
  log(event: ListenEvent, text: string, who: { address: string; user?: string | undefined }): void
}

/** A time-out shorter than this is raised to it: [MS-WSMV], measured on Windows. */
const shortestTimeout = 500
/** Pulls may wait longer than other messages, but not for ever. */
const longestPull = 15 * 60_000
/** Smaller answers cannot hold a fault: DSP0226 6.2. */
const smallestEnvelope = 8192

/** WS-Management over {@link WmiServices}. */
export class WsmanService implements FrontHandler {
  readonly #options: ServiceOptions
  readonly #tools: OperationTools
  readonly #contexts: OpenContexts
  #closing = false
  #running = 0
  #idle: (() => void) | undefined

  constructor(options: ServiceOptions) {
    const { limits, listen } = options
    this.#options = options
    this.#contexts = new OpenContexts(limits.enumerationTimeout)
    this.#tools = {
      limits,
      contexts: this.#contexts,
      slots: new Slots(limits),
      allowWrites: listen.allowWrites ?? false,
      allowMethods: listen.allowMethods ?? false,
      open: async (user, namespace): Promise<WmiServices> => listen.open({ user }, namespace),
      denied: (ask, text) => options.log('denied', text, ask),
    }
  }

  get closing(): boolean {
    return this.#closing
  }

  /** Open enumerations and subscriptions, and operations that run. */
  get operations(): number {
    return this.#tools.slots.used
  }

  anonymous(body: Buffer): FrontAnswer | undefined {
    try {
      const { header } = readRequest(body, this.#options.limits)
      return header.action === actions.identify ? { status: 200, body: identifyResponse(true) } : undefined
    } catch (error) {
      if (error instanceof WmilinkError) return undefined
      throw error
    }
  }

  async answer(request: FrontRequest): Promise<FrontAnswer> {
    this.#running += 1
    try {
      return await this.#answer(request)
    } finally {
      this.#running -= 1
      if (this.#running === 0 && this.#contexts.size === 0) this.#idle?.()
    }
  }

  /** Takes no new operations, ends subscriptions, waits until enumerations are read, then ends everything. @param grace milliseconds */
  async close(grace: number): Promise<void> {
    this.#closing = true
    this.#contexts.endAll('subscriptions')
    if (this.#running > 0 || this.#contexts.size > 0) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, grace)
        this.#idle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#contexts.endAll('all')
  }

  async #answer(request: FrontRequest): Promise<FrontAnswer> {
    let message: RequestMessage | undefined
    try {
      message = readRequest(request.body, this.#options.limits)
      const { header } = message
      if (this.#closing && !finishing.has(header.action)) return { status: 503, body: undefined }
      if (header.action === actions.identify) return { status: 200, body: identifyResponse(false) }
      const reply = await this.#operate(message, request)
      return reply ? this.#reply(message, reply) : { status: 202, body: undefined }
    } catch (error) {
      if (request.signal.aborted) return { status: 500, body: undefined }
      return { status: 500, body: this.#fault(error, message, request) }
    }
  }

  /** @throws WmiError ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED */
  #reply({ header }: RequestMessage, reply: Reply): FrontAnswer {
    const { messageId: relatesTo, operationId, sequenceId } = header
    const body = writeResponse({ action: `${header.action}Response`, relatesTo, operationId, sequenceId }, reply.body)
    const max = Math.min(header.maxEnvelopeSize ?? Number.POSITIVE_INFINITY, this.#options.limits.maxEnvelopeSize)
    if (body.length > max)
      throw wsmanError('ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED', listenText('answerTooLarge', { max }), {
        hint: listenText('answerTooLargeHint'),
      })
    return { status: 200, body }
  }

  async #operate(message: RequestMessage, { user, address, signal: gone }: FrontRequest): Promise<Reply | undefined> {
    const { header } = message
    const operation = operationOf(header)
    if (!operation) throw wsmanError('ERROR_WSMAN_ACTION_NOT_SUPPORTED', listenText('action', { name: header.action }))
    checkHeader(message)
    const timeout = timeoutOf(
      header.operationTimeout,
      operation.pull ? longestPull : this.#options.limits.maxOperationTimeout,
    )
    const ask: Omit<Ask, 'signal'> = {
      ...askedResource(header),
      header,
      message,
      user,
      address,
      timeout,
      gone,
      tools: this.#tools,
    }
    if (operation.pull) return operation.run({ ...ask, signal: gone })
    const giveBack = operation.counted ? this.#tools.slots.take(user) : undefined
    const bounded = new Bounded(gone, timeout)
    try {
      return await operation.run({ ...ask, signal: bounded.signal })
    } finally {
      bounded.end()
      giveBack?.()
    }
  }

  #fault(error: unknown, message: RequestMessage | undefined, request: FrontRequest): Buffer {
    const header = message?.header
    const early = error instanceof RequestError ? error.messageId : undefined
    return writeFault(this.#told(error, request), {
      machine: this.#options.computerName,
      family: familyOf(header?.uri),
      relatesTo: header?.messageId ?? early,
      operationId: header?.operationId,
      sequenceId: header?.sequenceId,
    })
  }

  /** What the caller is told: our own failures are for the log. */
  #told(error: unknown, request: FrontRequest): WmiError {
    if (error instanceof WmiError) return error
    if (error instanceof ArgumentError)
      return new WmiError('WBEM_E_INVALID_PARAMETER', error.message, { hint: error.hint })
    if (error instanceof WmilinkError) return new WmiError('WBEM_E_FAILED', error.message, { hint: error.hint })
    this.#options.log('failed', error instanceof Error ? error.message : String(error), request)
    return new WmiError('WBEM_E_FAILED', listenText('internal'), { hint: listenText('internalHint') })
  }
}

/** What may go on while the listener closes. */
const finishing: ReadonlySet<string> = new Set([actions.pull, actions.release, actions.unsubscribe, actions.end])

/** @throws WmiError for headers that ask for what is not served */
function checkHeader({ header, fragment }: RequestMessage): void {
  if (fragment) throw wsmanError('ERROR_WSMAN_FRAGMENT_TRANSFER_NOT_SUPPORTED', listenText('fragment'))
  if (header.maxEnvelopeSize !== undefined && header.maxEnvelopeSize < smallestEnvelope)
    throw wsmanError('ERROR_WSMAN_MIN_ENVELOPE_SIZE', listenText('smallEnvelope', { min: smallestEnvelope }))
  for (const { name, mustComply } of header.options)
    if (mustComply && !knownOptions.has(foldName(name)))
      throw wsmanError('ERROR_WSMAN_OPTIONS_NOT_SUPPORTED', listenText('option', { name }))
}

const knownOptions: ReadonlySet<string> = new Set(
  [
    'msftwinrm:UsePreciseArrays',
    'wmi:__ProviderArchitecture',
    'wmiarray:__MIInstanceModifiedPropertiesList',
    'IncludeQualifiers',
    'IncludeInheritedElements',
    'IncludeInheritanceHierarchy',
    'IncludeClassOrigin',
  ].map(foldName),
)

function familyOf(uri: string | undefined): ResourceFamily {
  return (uri === undefined ? undefined : readResourceUri(uri)?.family) ?? 'wmi'
}

function timeoutOf(asked: number | undefined, longest: number): number {
  return Math.min(longest, Math.max(shortestTimeout, asked ?? longest))
}

/** A signal that is also raised, with the fault of a time-out, when a time is over. */
class Bounded {
  readonly #abort = new AbortController()
  readonly #outer: AbortSignal
  readonly #timer: NodeJS.Timeout
  readonly #leave = () => this.#abort.abort()

  constructor(outer: AbortSignal, timeout: number) {
    this.#outer = outer
    if (outer.aborted) this.#abort.abort()
    outer.addEventListener('abort', this.#leave, { once: true })
    this.#timer = setTimeout(() => this.#abort.abort(timedOut()), timeout)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#leave)
  }
}
