// Answers as the client reads them.
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { type MessageLimits, readEnvelope, readHeaders } from './envelope.js'

/** What the client looks at in the header of a response. */
export interface ResponseHead {
  /** Empty when there is none. */
  readonly action: string
  /** The a:MessageID of the request that is answered; undefined when the response does not say. */
  readonly relatesTo: string | undefined
}

/** A response as a tree. */
export interface ResponseMessage extends ResponseHead {
  /** The first element of the body; undefined when it has none. */
  readonly body: XmlElement | undefined
  /** All headers, for those that are seldom looked at. */
  readonly headers: readonly XmlElement[]
  /** `xml:lang` of the envelope; empty when it says none. */
  readonly language: string
}

/** @throws WmiError as readEnvelope */
export function readResponse(bytes: Uint8Array, limits?: MessageLimits): ResponseMessage {
  const { headers, body, language } = readEnvelope(bytes, limits)
  return { ...headOf(headers), body, headers, language }
}

/** The header of a response in UTF-8, without reading its body. @throws WmiError as readEnvelope */
export function readResponseHead(bytes: Buffer, limits?: MessageLimits): ResponseHead {
  return headOf(readHeaders(bytes, limits))
}

function headOf(headers: readonly XmlElement[]): ResponseHead {
  const of = (name: string): string | undefined => headers.find(header => header.is(name, namespaces.a))?.text.trim()
  return { action: of('Action') ?? '', relatesTo: of('RelatesTo') || undefined }
}

/** The s:Fault of a response; undefined when it is none. */
export function faultOf(message: ResponseMessage): XmlElement | undefined {
  return message.body?.is('Fault', namespaces.s) ? message.body : undefined
}
