// Events: WS-Eventing with pull delivery (DSP0226 10.2, [MS-WSMV] 3.1.4.1.30), and by comparing where the server refuses it.
import { WmiError } from '../../base/errors.js'
import { wbemStatusByName } from '../../base/wbem-status.js'
import type { CimInstance } from '../../cim/instance.js'
import type { WatchOptions } from '../../wmi/services.js'
import type { DataQuery, EventQuery } from '../../wql/ast.js'
import { WqlSyntaxError } from '../../wql/errors.js'
import { parseEventQuery } from '../../wql/parse.js'
import { classResource, isFault, wsmanCodes } from '../../wsman/index.js'
import { reasonOf } from './errors.js'
import { EventBuffer } from './event-buffer.js'
import { pollable, pollEvents } from './poll.js'
import { RowReading } from './rows.js'
import { type Asking, family } from './session.js'

/** What a server says that takes no subscriptions, or none to WMI. */
const refusals = [
  wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_INVALID_ACTIONURI,
  wsmanCodes.ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_UNAVAILABLE,
  wsmanCodes.ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_INVALID,
  wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE,
  wsmanCodes.ERROR_WSMAN_EVENTING_SOURCE_UNABLE_TO_PROCESS,
]

/**
 * The events of a notification query. They are taken from the server as they come, for it ends a subscription that nobody pulls, and wait
 * here for their reader.
 *
 * @throws WmiError WBEM_E_QUEUE_OVERFLOW; ArgumentError for the queue's limit; WqlSyntaxError; WsmanFaultError; HttpError
 */
export async function* watchEvents(
  asking: Asking,
  wql: string,
  options: WatchOptions,
): AsyncGenerator<CimInstance, void> {
  const buffer = new EventBuffer(options)
  const { query, error: parsing } = readQuery(wql)
  const run = async (): Promise<void> => {
    try {
      await subscribed(asking, wql, query, options, buffer)
    } catch (error) {
      if (buffer.started || !query || !isRefusal(error) || !pollable(query)) throw error
      await pollEvents(asking, query, { reason: reasonOf(error), onReady: options.onReady }, buffer)
    }
  }
  const { call, session } = asking
  session.track(
    run().catch((error: unknown) => {
      const same = error instanceof WmiError && parsing && error.code === parsing.code
      buffer.fail(same ? Object.assign(parsing, { cause: error }) : error)
    }),
  )
  for (;;) {
    for (let event = buffer.take(); event; event = buffer.take()) {
      yield event
      call.restart(performance.now())
    }
    await call.wait(buffer.next())
  }
}

function readQuery(wql: string): {
  readonly query?: DataQuery | EventQuery
  readonly error?: WqlSyntaxError
} {
  try {
    return { query: parseEventQuery(wql) }
  } catch (error) {
    if (error instanceof WqlSyntaxError) return { error }
    throw error
  }
}

/** Ends when the buffer is full, or the call is over. */
async function subscribed(
  asking: Asking,
  wql: string,
  query: DataQuery | EventQuery | undefined,
  { onReady }: WatchOptions,
  buffer: EventBuffer,
): Promise<void> {
  const { session, namespace, wire } = asking
  const select = query?.select
  const fragment = query && select && { className: query.from, select: select.map(([name = '']) => name) }
  // Events have no path.
  const reading = new RowReading(asking, {
    home: { server: null, namespace: null },
    ...(fragment ? { fragment } : {}),
  })
  const request = {
    resource: classResource(family, namespace, '*'),
    filter: { dialect: 'wql', query: wql } as const,
    onReady: () => {
      buffer.started = true
      onReady?.()
    },
  }
  for await (const { items } of session.client.subscribe(request, wire)) {
    let room = true
    for (const event of items.instances(await reading.prepare(items))) room = buffer.add(event)
    if (!room) return
  }
}

function isRefusal(error: unknown): boolean {
  return (
    refusals.some(code => isFault(error, code)) ||
    (error instanceof WmiError && error.code === wbemStatusByName.WBEM_E_NOT_SUPPORTED)
  )
}
