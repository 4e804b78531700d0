// Subscriptions that are pulled: WS-Eventing, DSP0226 10, [MS-WSMV].
import { randomUUID } from 'node:crypto'
import { listenText } from '../../base/texts/listen.js'
import type { CimInstance } from '../../cim/instance.js'
import type { WmiServices } from '../../wmi/services.js'
import { parseEventQuery } from '../../wql/index.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { deliveryModes } from '../../wsman/names.js'
import {
  readRenew,
  readSubscribe,
  readUnsubscribe,
  type SubscribeBody,
  subscriptionIdentifier,
  writeRenewResponse,
  writeSubscribeResponse,
} from '../../wsman/operations/index.js'
import { keySelectors } from '../../wsman/resource.js'
import { type Ask, callContext, notSupported, type Reply } from './ask.js'
import type { Open } from './contexts.js'
import { roomFor, termsOf } from './pages.js'
import { RowBuffer } from './row-buffer.js'
import { rowWriter } from './row-writers.js'

/** A subscription lives a day at most without being renewed, when it asks for an end at all. */
const longestExpires = 24 * 3_600_000
/** Events that wait here; more wait at the source. */
const eventRoom = 1000

/** Begins a subscription: what happens after the answer is reported. */
export async function subscribe(ask: Ask): Promise<Reply> {
  const body = readSubscribe(ask.message.body)
  if (body.mode !== deliveryModes.pull)
    throw wsmanError('ERROR_WSMAN_NON_PULL_SUBSCRIPTION_NOT_SUPPORTED', listenText('pullOnly'), {
      hint: listenText('pullOnlyHint'),
    })
  const query = eventQuery(ask, body)
  const projected = parseEventQuery(query).select !== null
  const open = await openEvents(ask, query, rowWriter(ask, 'EnumerateObject', projected), body.heartbeats)
  const expires = granted(body.expires)
  ask.tools.contexts.expire(open, expires)
  ask.tools.contexts.rest(open)
  return {
    body: writeSubscribeResponse({
      address: ask.header.to,
      resource: { uri: ask.header.uri, selectors: ask.header.selectors },
      identifier: open.init.subscription,
      expires,
      context: open.context,
    }),
  }
}

export async function renew(ask: Ask): Promise<Reply> {
  const { contexts } = ask.tools
  const expires = granted(readRenew(ask.message.body))
  const open = contexts.subscription(ask.user, subscriptionIdentifier(ask.header, ask.message.body))
  contexts.expire(open, expires)
  return { body: writeRenewResponse(expires) }
}

export async function unsubscribe(ask: Ask): Promise<Reply> {
  const { contexts } = ask.tools
  readUnsubscribe(ask.message.body)
  contexts.end(contexts.subscription(ask.user, subscriptionIdentifier(ask.header, ask.message.body)))
  return { body: '' }
}

function granted(expires: number | undefined): number | undefined {
  return expires === undefined ? undefined : Math.min(expires, longestExpires)
}

/** The query: the filter's on all classes, all events of the class that the URI names. */
function eventQuery({ resource, header }: Ask, { filter }: SubscribeBody): string {
  if (!resource || resource.kind === 'schema') throw notSupported()
  if (keySelectors(header).length > 0)
    throw wsmanError('ERROR_WSMAN_SUBSCRIBE_WMI_INVALID_KEY', listenText('keysOnEnumerate'))
  if (resource.kind === 'class') {
    if (filter)
      throw wsmanError('ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED', listenText('filterOnEvents'), {
        hint: listenText('filterOnClassHint'),
      })
    return `SELECT * FROM ${resource.className}`
  }
  if (filter?.dialect === 'wql') return filter.query
  throw wsmanError('ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE', listenText('filterMissing'), {
    hint: listenText('filterMissingHint'),
  })
}

async function openEvents(
  ask: Ask,
  query: string,
  write: (row: CimInstance) => string,
  heartbeat: number | undefined,
): Promise<Open> {
  const { slots, contexts, open } = ask.tools
  const giveBack = slots.take(ask.user)
  const abort = new AbortController()
  let services: WmiServices | undefined
  try {
    services = await open(ask.user, ask.namespace)
    ask.signal.throwIfAborted()
    const rows = await watch(ask, services, query, write, abort)
    return contexts.add({
      user: ask.user,
      terms: { ...termsOf(ask), maxEnvelopeSize: undefined, maxElements: undefined, maxCharacters: undefined },
      rows,
      ...(heartbeat === undefined ? {} : { heartbeat }),
      subscription: randomUUID().toUpperCase(),
      release: giveBack,
    })
  } catch (error) {
    abort.abort()
    giveBack()
    await services?.close()
    throw error
  }
}

/** Events from now on. @throws why there will be none */
async function watch(
  ask: Ask,
  services: WmiServices,
  query: string,
  write: (row: CimInstance) => string,
  abort: AbortController,
): Promise<RowBuffer> {
  let stands: () => void = () => undefined
  const ready = new Promise<boolean>(resolve => {
    stands = () => resolve(true)
  })
  const left = new Promise<boolean>(resolve => {
    ask.signal.addEventListener('abort', () => resolve(false), { once: true })
  })
  const events = services.watch(query, { ...callContext(ask.header), signal: abort.signal, onReady: stands })
  const room = { rows: eventRoom, bytes: roomFor(undefined, ask.tools.limits) }
  const rows = new RowBuffer(events, write, room, abort)
  void rows.finished.then(() => services.close()).catch(() => undefined)
  const standing = await Promise.race([ready, rows.finished.then(() => false), left])
  // Who has gone will never learn the context.
  ask.signal.throwIfAborted()
  if (standing) return rows
  await rows.wait({ rows: 1, timeout: 0, pause: 0, signal: ask.signal })
  throw wsmanError('ERROR_WSMAN_SUBSCRIPTION_CLOSED', listenText('noSubscription'))
}
