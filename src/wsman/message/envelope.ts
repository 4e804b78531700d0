// The SOAP 1.2 envelope of both directions: SOAP 1.2 Part 1, section 5.
import { TextError } from '../../base/errors.js'
import { wsmanText } from '../../base/texts/wsman.js'
import { decodeXml, type XmlElement } from '../../xml/index.js'
import { wsmanError } from '../faults/wsman-error.js'
import { namespaces } from '../names.js'
import { lenientXml } from '../values/lenient.js'

/** What a message may be at most. */
export interface MessageLimits {
  /** How deep elements may nest; default 200. */
  readonly maxDepth?: number
  /** How many headers there may be; default 100. */
  readonly maxHeaders?: number
}

/** An envelope as a tree. */
export interface Envelope {
  readonly headers: readonly XmlElement[]
  /** The first element of the body; undefined when it has none. */
  readonly body: XmlElement | undefined
  /** `xml:lang` of the envelope; empty when it says none. */
  readonly language: string
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const defaultDepth = 200
const defaultHeaders = 100

/**
 * Reads an envelope in UTF-8 or UTF-16.
 * @throws WmiError ERROR_WSMAN_INVALID_XML, ERROR_WSMAN_SOAP_VERSION_MISMATCH, ERROR_WSMAN_SCHEMA_VALIDATION_ERROR
 */
export function readEnvelope(bytes: Uint8Array, limits: MessageLimits = {}): Envelope {
  return envelopeOf(
    parse(() => decodeXml(bytes).text, limits),
    limits,
  )
}

/**
 * Reads the headers only, without looking at the body, of a message in UTF-8: pages are large and have a reader of their own.
 * @throws as {@link readEnvelope}
 */
export function readHeaders(bytes: Buffer, limits: MessageLimits = {}): readonly XmlElement[] {
  const start = bytes.subarray(0, headRoom).toString('latin1')
  const body = bodyTag.exec(start)
  const root = rootTag.exec(start)
  if (!body || !root) return readEnvelope(bytes, limits).headers
  try {
    const head = `${decodeXml(bytes.subarray(0, body.index)).text}</${root[1]}>`
    return envelopeOf(
      parse(() => head, limits),
      limits,
      false,
    ).headers
  } catch {
    // A comment with tags in it, or another encoding.
    return readEnvelope(bytes, limits).headers
  }
}

const headRoom = 16_384
const bodyTag = /<(?:[A-Za-z_][\w.-]*:)?Body(?=[\s/>])/
const rootTag = /^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?[^>]*\?>\s*)?<((?:[A-Za-z_][\w.-]*:)?Envelope)(?=[\s>])/

function parse(text: () => string, limits: MessageLimits): XmlElement {
  try {
    return lenientXml(text(), { maxDepth: limits.maxDepth ?? defaultDepth }).root
  } catch (error) {
    if (!(error instanceof TextError)) throw error
    throw wsmanError('ERROR_WSMAN_INVALID_XML', wsmanText('notXml', { reason: error.message }), { cause: error })
  }
}

function envelopeOf(root: XmlElement, limits: MessageLimits, needsBody = true): Envelope {
  const { s } = namespaces
  if (root.is('Envelope', soap11)) throw wsmanError('ERROR_WSMAN_SOAP_VERSION_MISMATCH', wsmanText('soapVersion'))
  if (!root.is('Envelope', s))
    throw wsmanError('ERROR_WSMAN_SCHEMA_VALIDATION_ERROR', wsmanText('noEnvelope', { element: root.name }))
  const body = root.child('Body', s)
  if (!body && needsBody) throw wsmanError('ERROR_WSMAN_SCHEMA_VALIDATION_ERROR', wsmanText('noBody'))
  const headers = root.child('Header', s)?.children ?? []
  const most = limits.maxHeaders ?? defaultHeaders
  if (headers.length > most)
    throw wsmanError('ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER', wsmanText('manyHeaders', { count: most }))
  return { headers, body: body?.children[0], language: root.get('lang', xmlNamespace) ?? '' }
}
