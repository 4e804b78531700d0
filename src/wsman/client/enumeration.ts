import { wsmanText } from '../../base/texts/wsman.js'
import { actions } from '../names.js'
import { writeEnumerate, writeRelease } from '../operations/enumeration.js'
import type { EnumerationMode, Filter, Resource } from '../types.js'
import type { Messenger, WsmanCall } from './messenger.js'
import { type Page, pageOf, protocol } from './page.js'
import { Sequence } from './sequence.js'

/** What to enumerate. */
export interface EnumerateRequest {
  readonly resource: Resource
  readonly filter?: Filter | undefined
  /** Default EnumerateObject. */
  readonly mode?: EnumerationMode | undefined
  /** Items in one answer; default that of the client. */
  readonly maxElements?: number | undefined
}

/** Milliseconds for a Pull that is under way when the reader stops, and for Release itself. */
const grace = 5000

/**
 * The pages of an enumeration that have items. While one is read the next is on its way. Leaving the loop releases what is left at
 * the server.
 * @throws WsmanFaultError, HttpError, the reason of the signal; WmiError WBEM_E_TIMED_OUT
 */
export async function* enumerate(
  messenger: Messenger,
  request: EnumerateRequest,
  call: WsmanCall,
): AsyncGenerator<Page, void, undefined> {
  const { resource, filter, mode } = request
  const maxElements = request.maxElements ?? messenger.maxElements
  const body = writeEnumerate({ filter, mode, optimize: true, maxElements })
  const { value: first, envelopeSize } = await messenger.send(
    { action: actions.enumerate, resource, body, call, repeatable: true },
    pageOf,
  )
  if (first.items.end) {
    if (first.count > 0) yield first
    return
  }
  if (first.items.context === undefined) throw protocol(wsmanText('noNextContext'))
  const sequence = new Sequence(messenger, first.items.context, { resource, envelopeSize, maxElements, call })
  let failed = false
  try {
    let page: Page | undefined = first
    while (page) {
      if (sequence.context !== undefined) sequence.prefetch()
      if (page.count > 0) yield page
      page = await sequence.next()
    }
  } catch (error) {
    failed = true
    throw error
  } finally {
    const released = release(messenger, sequence, resource, call)
    // Who cancels or has failed does not wait for tidying up.
    if (failed || call.signal?.aborted) messenger.track(released)
    else await released
  }
}

/** Frees what the server holds for a sequence that was not read to its end. Never fails. */
async function release(
  messenger: Messenger,
  sequence: Sequence,
  resource: Resource,
  { options, locale }: WsmanCall,
): Promise<void> {
  await sequence.settle(grace)
  const { context } = sequence
  if (context === undefined) return
  try {
    await messenger.send(
      {
        action: actions.release,
        resource,
        body: writeRelease(context),
        call: { options, locale, timeout: grace, patient: true },
        repeatable: true,
      },
      () => undefined,
    )
  } catch {
    // The server frees it by itself after a while.
  }
}
