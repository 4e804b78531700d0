// One answer's worth of rows: DSP0226 8.4, 8.8.
import { listenText } from '../../base/texts/listen.js'
import { wsmanError } from '../../wsman/faults/index.js'
import type { ListenLimits } from '../limits.js'
import type { Ask } from './ask.js'
import type { Open } from './contexts.js'

/** Bytes of an answer around its rows. */
const around = 2048

/** Bytes that the rows of one answer may have. */
export function roomFor(maxEnvelopeSize: number | undefined, limits: ListenLimits): number {
  return Math.max(0, Math.min(maxEnvelopeSize ?? Number.POSITIVE_INFINITY, limits.maxEnvelopeSize) - around)
}

/** What one answer may have. */
export interface PageRoom {
  readonly rows: number
  readonly bytes: number
  readonly characters?: number | undefined
}

/** Rows that are there, as many as have room. @throws WmiError ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED for one that fits no answer */
export function takePage({ init }: Open, room: PageRoom): string {
  const taken: string[] = []
  let bytes = Math.min(room.bytes, room.characters || room.bytes)
  while (taken.length < room.rows) {
    const row = init.rows.take(bytes)
    if (!row) break
    bytes -= row.size
    taken.push(row.xml)
  }
  if (taken.length === 0 && init.rows.length > 0)
    throw wsmanError('ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED', listenText('rowTooLarge', { max: room.bytes }), {
      hint: listenText('answerTooLargeHint'),
    })
  return taken.join('')
}

/** Resource and namespace of a request, as the pulls of an enumeration must repeat them. */
export function termsOf({ header, namespace }: Ask): { uri: string; namespace: string } {
  return { uri: header.uri.toLowerCase(), namespace: namespace.toLowerCase() }
}
