// Replies as pages or trees, checked: an answer belongs to its question, and a fault is an error.
import { TextError, WmiError } from '../../base/errors.js'
import { wsmanText } from '../../base/texts/wsman.js'
import { HttpError } from '../../http/errors.js'
import type { Reply } from '../../http/transport.js'
import { decodeXml } from '../../xml/index.js'
import { faultToError } from '../faults/fault-error.js'
import { readFault } from '../faults/read-fault.js'
import {
  faultOf,
  type ResponseHead,
  type ResponseMessage,
  readResponse,
  readResponseHead,
} from '../message/response.js'
import { ItemsPage } from '../rows/index.js'

/** The raw answer to Enumerate or Pull, in UTF-8, and its items. */
export interface Page {
  readonly bytes: Buffer
  readonly items: ItemsPage
  /** How many items there are. */
  readonly count: number
}

/** An answer as a tree. @throws WsmanFaultError; HttpError protocol, status */
export function messageOf(reply: Reply, messageId: string | undefined): ResponseMessage {
  return checked(() => {
    const message = readResponse(reply.body)
    checkRelation(message, messageId)
    const fault = faultOf(message)
    if (fault) throw faultToError(readFault(fault, message.headers))
    if (reply.status >= 300)
      throw new HttpError('status', wsmanText('noFault', { status: reply.status }), {
        status: reply.status,
        sent: true,
      })
    return message
  })
}

/** A page of an enumeration, of which only the header is read here. @throws WsmanFaultError; HttpError protocol, status */
export function pageOf(reply: Reply, messageId: string): Page {
  return checked(() => {
    if (reply.status < 300) {
      const bytes = utf8(reply.body)
      const items = ItemsPage.read(bytes)
      if (items) {
        checkRelation(readResponseHead(bytes), messageId)
        // Counting finds the pages that are no XML.
        return { bytes, items, count: items.count }
      }
    }
    const { body } = messageOf(reply, messageId)
    throw unexpected(body?.localName)
  })
}

/** An answer that is none to what was asked. */
export function unexpected(found: string | undefined): HttpError {
  return protocol(wsmanText('wrongAnswer', { found: found ?? '-' }))
}

/** An answer that breaks the rules of the protocol. */
export function protocol(message: string, cause?: unknown): HttpError {
  return new HttpError('protocol', message, { hint: wsmanText('protocolHint'), cause, sent: true })
}

function checkRelation({ relatesTo }: ResponseHead, messageId: string | undefined): void {
  if (relatesTo === undefined || messageId === undefined) return
  if (relatesTo.toLowerCase() !== messageId.toLowerCase()) throw protocol(wsmanText('wrongRelation'))
}

/** What cannot be read is a failure of the way, not of WMI. */
function checked<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof HttpError || isServerFault(error)) throw error
    if (error instanceof WmiError || error instanceof TextError)
      throw protocol(wsmanText('badAnswer', { reason: error.message }), error)
    throw error
  }
}

function isServerFault(error: unknown): boolean {
  return error instanceof WmiError && 'fault' in error
}

/** The bytes as UTF-8 without a byte order mark: what the reader of pages reads. */
function utf8(bytes: Buffer): Buffer {
  const [first, second] = bytes
  if (first === 0x3c && second !== 0) return bytes
  const { text } = decodeXml(bytes)
  return Buffer.from(text.replace(/^<\?xml[^>]*\?>/, ''))
}
