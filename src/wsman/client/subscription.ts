import { wsmanText } from '../../base/texts/wsman.js'
import type { Lane } from '../../http/transport.js'
import { wsmanError } from '../faults/wsman-error.js'
import { actions, deliveryModes } from '../names.js'
import {
  readRenewResponse,
  readSubscribeResponse,
  type SubscribeResponse,
  writeRenew,
  writeSubscribe,
  writeUnsubscribe,
} from '../operations/subscription.js'
import type { Filter, Resource } from '../types.js'
import type { Messenger, WsmanCall } from './messenger.js'
import { messageOf, type Page, protocol, unexpected } from './page.js'
import { Renewal } from './renewal.js'
import { Sequence } from './sequence.js'

/** What to subscribe to. */
export interface SubscribeRequest {
  readonly resource: Resource
  readonly filter?: Filter | undefined
  /** Milliseconds between the server's signs of life; default a third of the operation timeout, 20,000 at most. */
  readonly heartbeats?: number | undefined
  /** Milliseconds that the subscription shall live without renewal; default: until it is ended. */
  readonly expires?: number | undefined
  /** Called when the server has answered: what happens from now on is reported. */
  readonly onReady?: (() => void) | undefined
}

/** Milliseconds for ending a subscription. */
const grace = 5000
const longestHeartbeat = 20_000

/**
 * The pages of a subscription that have events, without end. Heartbeats and time-outs of the server are not seen. Leaving the loop ends
 * the subscription at the server.
 * @throws WsmanFaultError; WmiError ERROR_WSMAN_SUBSCRIPTION_CLOSED when the server ends it, WBEM_E_TIMED_OUT; HttpError; the signal's reason
 */
export async function* subscribe(
  messenger: Messenger,
  request: SubscribeRequest,
  call: WsmanCall,
): AsyncGenerator<Page, void, undefined> {
  const lane = messenger.transport.lane()
  try {
    const { answer, envelopeSize } = await open(messenger, request, call, lane)
    yield* events(messenger, request, call, lane, answer, envelopeSize)
  } finally {
    await lane.close().catch(() => undefined)
  }
}

async function open(
  messenger: Messenger,
  request: SubscribeRequest,
  call: WsmanCall,
  lane: Lane,
): Promise<{ answer: SubscribeResponse; envelopeSize: number }> {
  const heartbeats = request.heartbeats ?? Math.min(longestHeartbeat, Math.round(messenger.operationTimeout(0) / 3))
  const { resource, filter, expires } = request
  const body = writeSubscribe({ mode: deliveryModes.pull, heartbeats, expires, filter })
  const { value, envelopeSize } = await messenger.send(
    { action: actions.subscribe, resource, body, call, repeatable: false, lane },
    messageOf,
  )
  const answer = readSubscribeResponse(value.body)
  if (!answer) throw unexpected(value.body?.localName)
  return { answer, envelopeSize }
}

async function* events(
  messenger: Messenger,
  request: SubscribeRequest,
  call: WsmanCall,
  lane: Lane,
  answer: SubscribeResponse,
  envelopeSize: number,
): AsyncGenerator<Page, void, undefined> {
  const { context } = answer
  // The manager's own resource where it names one; the keys of the subscription's where it does not.
  const manager = answer.resource.uri === '' ? request.resource : answer.resource
  const subscription = { messenger, manager, identifier: answer.identifier, call }
  const renewal = new Renewal(answer.expires, () => renew(subscription, request.expires))
  const maxElements = messenger.maxElements
  const options = { resource: request.resource, envelopeSize, maxElements, call, lane }
  const sequence = context === undefined ? undefined : new Sequence(messenger, context, options)
  let failed = false
  try {
    if (!sequence) throw protocol(wsmanText('noNextContext'))
    sequence.prefetch()
    request.onReady?.()
    for (;;) {
      const page = await sequence.next()
      if (sequence.context !== undefined) sequence.prefetch()
      if (page && page.count > 0) yield page
      if (page === undefined || page.items.end)
        throw wsmanError('ERROR_WSMAN_SUBSCRIPTION_CLOSED', wsmanText('subscriptionEnded'), {
          hint: wsmanText('hintSubscription'),
        })
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    renewal.stop()
    const ended = end(subscription, sequence)
    if (failed || call.signal?.aborted) messenger.track(ended)
    else await ended
  }
}

interface Subscription {
  readonly messenger: Messenger
  readonly manager: Resource
  readonly identifier: string | undefined
  readonly call: WsmanCall
}

async function renew(
  { messenger, manager, identifier, call }: Subscription,
  expires: number | undefined,
): Promise<number | undefined> {
  const { options, locale } = call
  const { value } = await messenger.send(
    {
      action: actions.renew,
      resource: manager,
      body: writeRenew(expires),
      call: { options, locale },
      repeatable: true,
      identifier,
    },
    messageOf,
  )
  return readRenewResponse(value.body)
}

/** Never fails. A Pull that waits for events is given up at once. */
async function end(subscription: Subscription, sequence: Sequence | undefined): Promise<void> {
  const { messenger, manager, identifier, call } = subscription
  const { options, locale } = call
  await sequence?.settle(0)
  try {
    await messenger.send(
      {
        action: actions.unsubscribe,
        resource: manager,
        body: writeUnsubscribe(),
        call: { options, locale, timeout: grace, patient: true },
        repeatable: true,
        identifier,
      },
      () => undefined,
    )
  } catch {
    // The server ends it by itself when nobody pulls.
  }
}
