// Messages sealed by NTLM over plain HTTP: [MS-WSMV] 2.2.9.1, in the form that Windows writes.

import { httpText } from '../base/texts/http.js'
import type { SecurityContext } from '../security/context.js'
import { HttpError } from './errors.js'
import { readMediaType } from './media-type.js'

/** What carries messages sealed by a context that the scheme Negotiate has made. */
export const negotiateProtocol = 'application/HTTP-SPNEGO-session-encrypted'

/** The type of clear messages. */
export const soapType = 'application/soap+xml;charset=UTF-8'

const boundary = 'Encrypted Boundary'
const longestLine = 1000
const mostHeaders = 16

/** The Content-Type of an encrypted message. */
export function encryptedType(protocol: string): string {
  return `multipart/encrypted;protocol="${protocol}";boundary="${boundary}"`
}

/** Whether a Content-Type announces an encrypted message, also one of several parts, which {@link readEncrypted} refuses. */
export function isEncryptedType(contentType: string): boolean {
  const { type } = readMediaType(contentType)
  return type === 'multipart/encrypted' || type === 'multipart/x-multi-encrypted'
}

/**
 * Seals a message; `clear` stays as it is.
 * @param lead stands before the headers of the parts: [MS-WSMV] and Windows' answers have a tab there, which some clients need and some
 *   servers refuse
 */
export function wrapEncrypted(
  protocol: string,
  clear: Uint8Array,
  context: Pick<SecurityContext, 'seal' | 'signatureLength'>,
  originalType: string = soapType,
  lead: '' | '\t' = '',
): Buffer {
  const head =
    `--${boundary}\r\n${lead}Content-Type: ${protocol}\r\n` +
    `${lead}OriginalContent: type=${originalType};Length=${clear.length}\r\n` +
    `--${boundary}\r\n${lead}Content-Type: application/octet-stream\r\n`
  const tail = `--${boundary}--\r\n`
  const start = head.length + 4 + context.signatureLength
  const message = Buffer.allocUnsafe(start + clear.length + tail.length)
  message.write(head, 0, 'latin1')
  message.set(clear, start)
  message.write(tail, start + clear.length, 'latin1')
  const signature = context.seal([{ bytes: message.subarray(start, start + clear.length), kind: 'data' }])
  message.writeUInt32LE(signature.length, head.length)
  message.set(signature, head.length + 4)
  return message
}

/** An encrypted message, not yet decrypted. */
export interface EncryptedMessage {
  /** Such as {@link negotiateProtocol}. */
  readonly protocol: string
  /** The Content-Type of the clear message. */
  readonly originalType: string
  /** Bytes of the clear message as announced; `data` has as many. */
  readonly length: number
  readonly signature: Buffer
  /** A view on the body: decrypting in place changes it. */
  readonly data: Buffer
}

/**
 * Takes an encrypted message apart by the lengths it states; the binary data may hold anything.
 * @param contentType of the whole body, which names the boundary
 * @throws HttpError `protocol` for everything that is not one message of one part
 */
export function readEncrypted(body: Buffer, contentType: string): EncryptedMessage {
  const media = readMediaType(contentType)
  if (media.type === 'multipart/x-multi-encrypted') throw malformed(httpText('multipartSeveral'))
  const delimiter = `--${media.parameters.get('boundary') ?? ''}`
  if (media.type !== 'multipart/encrypted' || delimiter.length < 3 || delimiter.length > 72)
    throw malformed(httpText('multipartType'))

  const lines = new Lines(body)
  if (lines.next() !== delimiter) throw malformed(httpText('multipartBoundary'))
  const headers = new Map<string, string>()
  for (let line = lines.next(); line !== delimiter; line = lines.next()) {
    if (line === '') continue
    const [, name, value] = /^([^\s:]+)[\t ]*:[\t ]*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined || headers.has(name.toLowerCase()) || headers.size === mostHeaders)
      throw malformed(httpText('multipartHeader'))
    headers.set(name.toLowerCase(), value.trimEnd())
  }
  const protocol = headers.get('content-type')
  const original = headers.get('originalcontent')
  if (!protocol || original === undefined) throw malformed(httpText('multipartHeader'))
  const announced = media.parameters.get('protocol')
  if (announced !== undefined && announced.toLowerCase() !== protocol.toLowerCase())
    throw malformed(httpText('multipartType'))
  const { originalType, length } = readOriginal(original)

  if (!/^content-type[\t ]*:[\t ]*application\/octet-stream$/i.test(lines.next().trimEnd()))
    throw malformed(httpText('multipartHeader'))
  let at = lines.at
  if (body.length < at + 4) throw malformed(httpText('multipartLength'))
  const signatureLength = body.readUInt32LE(at)
  at += 4
  if (signatureLength === 0 || signatureLength > body.length - at || length > body.length - at - signatureLength)
    throw malformed(httpText('multipartLength'))
  const signature = body.subarray(at, at + signatureLength)
  const data = body.subarray(at + signatureLength, at + signatureLength + length)
  checkEnd(body, at + signatureLength + length, delimiter)
  return { protocol, originalType, length, signature, data }
}

/** The form in which Windows writes it. */
const usualOriginal = /^type=([^\s;="]+)(;charset=[^\s;="]+)?;Length=(\d{1,10})$/

/** `type=application/soap+xml;charset=UTF-8;Length=12` */
function readOriginal(text: string): { originalType: string; length: number } {
  const [, usual, suffix = '', digits] = usualOriginal.exec(text) ?? []
  if (usual !== undefined) return { originalType: usual + suffix, length: Number(digits) }
  const { parameters } = readMediaType(`;${text}`)
  const type = parameters.get('type')
  const length = parameters.get('length') ?? ''
  if (!type || !/^\d{1,10}$/.test(length)) throw malformed(httpText('multipartHeader'))
  const charset = parameters.get('charset')
  return { originalType: charset ? `${type};charset=${charset}` : type, length: Number(length) }
}

/** After the data nothing may come but the last boundary and empty lines. */
function checkEnd(body: Buffer, at: number, delimiter: string): void {
  const end = at + delimiter.length
  if (body.toString('latin1', at, end) !== delimiter) throw malformed(httpText('multipartLength'))
  if (body.toString('latin1', end, end + 2) !== '--') throw malformed(httpText('multipartSeveral'))
  for (let rest = end + 2; rest < body.length; rest += 1)
    if (body[rest] !== 0x0d && body[rest] !== 0x0a) throw malformed(httpText('multipartSeveral'))
}

/** Reads lines of a body that goes on in binary. */
class Lines {
  readonly #body: Buffer
  at = 0

  constructor(body: Buffer) {
    this.#body = body
  }

  /** The next line without the blanks before it. */
  next(): string {
    const end = this.#body.subarray(this.at, this.at + longestLine).indexOf('\r\n')
    if (end < 0) throw malformed(httpText('multipartBoundary'))
    const line = this.#body.toString('latin1', this.at, this.at + end)
    this.at += end + 2
    return line.replace(/^[\t ]+/, '')
  }
}

function malformed(reason: string): HttpError {
  return new HttpError('protocol', httpText('multipart', { reason }), { hint: httpText('multipartHint'), sent: true })
}
