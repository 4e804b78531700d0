import type { WmiServices } from '../../wmi/services.js'
import { readEnumerate, writeEnumerateResponse } from '../../wsman/operations/index.js'
import { type Ask, callContext, type Reply, timedOut } from './ask.js'
import type { Open } from './contexts.js'
import { roomFor, takePage, termsOf } from './pages.js'
import { RowBuffer } from './row-buffer.js'
import { type RowSource, rowSource } from './row-sources.js'

/** Milliseconds without another row after which those that are there are sent. */
export const rowPause = 100

/**
 * Begins an enumeration. As Windows does, the answer has one row at most, and that only when it was asked for
 * (w:OptimizeEnumeration); pulls bring the rest. When the first row takes longer than the message may, the answer has none.
 */
export async function enumerate(ask: Ask): Promise<Reply> {
  const body = readEnumerate(ask.message.body)
  const source = rowSource(ask, body)
  const open = await openRows(ask, source, body.optimize ? body.maxElements : undefined)
  const { contexts, limits } = ask.tools
  const { rows } = open.init
  const bytes = roomFor(ask.header.maxEnvelopeSize, limits)
  try {
    // Two, to know whether the first one is the last.
    await rows.wait({ rows: body.optimize ? 2 : 1, timeout: ask.timeout, pause: rowPause, signal: ask.signal })
    if (open.ended) throw open.ended
    if (ask.gone.aborted) throw timedOut()
    const items = body.optimize ? takePage(open, { rows: 1, bytes }) : undefined
    const end = body.optimize && rows.over
    if (end) contexts.end(open)
    const context = end ? undefined : contexts.renew(open)
    contexts.rest(open)
    return { body: writeEnumerateResponse({ context, items, end }) }
  } catch (error) {
    contexts.end(open)
    throw error
  }
}

/** Opens services for as long as their rows are read, and begins to read. */
async function openRows(ask: Ask, source: RowSource, maxElements: number | undefined): Promise<Open> {
  const { slots, contexts, open } = ask.tools
  const giveBack = slots.take(ask.user)
  let services: WmiServices | undefined
  try {
    services = await open(ask.user, ask.namespace)
    ask.signal.throwIfAborted()
    const rows = readRows(ask, services, source, maxElements)
    const { maxEnvelopeSize } = ask.header
    return contexts.add({
      user: ask.user,
      terms: { ...termsOf(ask), maxEnvelopeSize, maxElements, maxCharacters: undefined },
      rows,
      release: giveBack,
    })
  } catch (error) {
    giveBack()
    await services?.close()
    throw error
  }
}

/** Begins to read; the services are closed when that ends. */
function readRows(ask: Ask, services: WmiServices, source: RowSource, maxElements: number | undefined): RowBuffer {
  const { limits } = ask.tools
  const abort = new AbortController()
  const read = source.open(services, { ...callContext(ask.header), signal: abort.signal })
  const room = {
    rows: Math.min(limits.maxBatchItems, maxElements ?? limits.maxBatchItems),
    bytes: roomFor(ask.header.maxEnvelopeSize, limits),
  }
  const rows = new RowBuffer(read, source.write, room, abort)
  void rows.finished.then(() => services.close()).catch(() => undefined)
  return rows
}
