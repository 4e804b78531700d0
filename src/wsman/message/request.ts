// Requests as the listener reads them: DSP0226 5 (addressing), 6 (headers), 14.6 (faults of a bad header); [MS-WSMV] 2.2.3.
import { WmiError, type WmiErrorOptions } from '../../base/errors.js'
import { wsmanText } from '../../base/texts/wsman.js'
import type { XmlElement } from '../../xml/index.js'
import { type WsmanSymbol, wsmanCodes } from '../faults/codes.js'
import { actions, anonymousRole, namespaces } from '../names.js'
import { readSelectors } from '../reference.js'
import type { OperationOption, RequestHeader } from '../types.js'
import { parseDuration } from './duration.js'
import { type MessageLimits, readEnvelope } from './envelope.js'
import { childText } from './text.js'

/** A request as a tree. */
export interface RequestMessage {
  readonly header: RequestHeader
  /** The first element of the body; undefined when it has none. */
  readonly body: XmlElement | undefined
  /** True when a w:FragmentTransfer header asks for a part of the resource only. */
  readonly fragment: boolean
}

/** A request that is answered by a fault before any operation has seen it. The code is one of the WS-Management service. */
export class RequestError extends WmiError {
  /** The a:MessageID of the request, for a:RelatesTo of the fault. */
  readonly messageId: string | undefined
  /** The header that was not understood. */
  readonly header: { readonly namespace: string; readonly name: string } | undefined

  constructor(
    symbol: WsmanSymbol,
    message: string,
    options: WmiErrorOptions & { messageId?: string | undefined; header?: RequestError['header'] } = {},
  ) {
    super(wsmanCodes[symbol], message, { ...options, symbol })
    this.messageId = options.messageId
    this.header = options.header
  }
}

const { a, w, m, e, s } = namespaces

/** Headers that are understood, as local name and namespace. */
const understood = new Set(
  [
    ...['To', 'Action', 'ReplyTo', 'FaultTo', 'From', 'MessageID', 'RelatesTo'].map(name => [name, a]),
    ...['ResourceURI', 'SelectorSet', 'OptionSet', 'MaxEnvelopeSize', 'OperationTimeout', 'Locale'].map(name => [
      name,
      w,
    ]),
    ...['FragmentTransfer', 'RequestTotalItemsCountEstimate', 'RequestEPR'].map(name => [name, w]),
    ...['DataLocale', 'SessionId', 'OperationID', 'SequenceId', 'ActivityId', 'FeatureOptions'].map(name => [name, m]),
    ['Identifier', e],
  ].map(([name, namespace]) => `${name} ${namespace}`),
)

const longestText = 8192
const mostOptions = 500

/**
 * Reads a request.
 * @throws RequestError for what a fault answers: XML that is none, headers that are missing, wrong, twice or not understood
 */
export function readRequest(bytes: Uint8Array, limits?: MessageLimits): RequestMessage {
  let messageId: string | undefined
  try {
    const { headers, body } = readEnvelope(bytes, limits)
    if (body?.is('Identify', namespaces.wsmid)) return identifyRequest(headers, body)
    const reader = new HeaderReader(headers)
    messageId = reader.text('MessageID', a)
    return readMessage(reader, headers, body)
  } catch (error) {
    throw requestError(error, messageId)
  }
}

/** A failure of reading, with the id of the request that it belongs to; answers other errors as they are. */
function requestError(error: unknown, messageId: string | undefined): unknown {
  if (!(error instanceof WmiError)) return error
  if (error instanceof RequestError && error.messageId === messageId) return error
  const header = error instanceof RequestError ? error.header : undefined
  return new RequestError(error.name as WsmanSymbol, error.message, {
    hint: error.hint,
    cause: error,
    messageId,
    header,
  })
}

function identifyRequest(headers: readonly XmlElement[], body: XmlElement): RequestMessage {
  const messageId = headers.find(header => header.is('MessageID', a))?.text.trim() ?? ''
  const header = { to: '', action: actions.identify, messageId, uri: '', selectors: [], options: [] }
  return { header, body, fragment: false }
}

function readMessage(
  reader: HeaderReader,
  headers: readonly XmlElement[],
  body: XmlElement | undefined,
): RequestMessage {
  for (const header of headers) checkUnderstood(header)
  const action = reader.text('Action', a)
  if (!action) throw missing('a:Action')
  for (const name of ['ReplyTo', 'FaultTo']) checkAnonymous(reader.element(name, a))
  const selectors = reader.element('SelectorSet', w)
  const options = reader.element('OptionSet', w)
  const size = reader.text('MaxEnvelopeSize', w)
  const timeout = reader.text('OperationTimeout', w)
  const header: RequestHeader = {
    to: reader.text('To', a) ?? '',
    action,
    messageId: reader.text('MessageID', a) ?? '',
    uri: reader.text('ResourceURI', w) ?? '',
    selectors: selectors ? readSelectors(selectors) : [],
    options: options ? readOptions(options) : [],
    ...given('maxEnvelopeSize', size === undefined ? size : readSize(size)),
    ...given('operationTimeout', timeout === undefined ? timeout : readTimeout(timeout)),
    ...given('locale', reader.element('Locale', w)?.get('lang', xmlNamespace)),
    ...given('sessionId', reader.text('SessionId', m)),
    ...given('operationId', reader.text('OperationID', m)),
    ...given('sequenceId', reader.text('SequenceId', m)),
    ...given('identifier', reader.text('Identifier', e)),
  }
  return { header, body, fragment: reader.element('FragmentTransfer', w) !== undefined }
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

/** The headers by name; each may come once. */
class HeaderReader {
  readonly #headers: readonly XmlElement[]

  constructor(headers: readonly XmlElement[]) {
    this.#headers = headers
  }

  element(localName: string, namespace: string): XmlElement | undefined {
    const found = this.#headers.filter(header => header.is(localName, namespace))
    if (found.length > 1) throw invalid(localName, wsmanText('headerTwice'))
    return found[0]
  }

  text(localName: string, namespace: string): string | undefined {
    const text = this.element(localName, namespace)?.text.trim()
    if (text !== undefined && text.length > longestText)
      throw invalid(localName, wsmanText('headerLong', { count: longestText }))
    return text === '' ? undefined : text
  }
}

/** A property when it was given. */
function given<Name extends string, T>(name: Name, value: T | undefined): { [key in Name]?: T } {
  return value === undefined || value === '' ? {} : ({ [name]: value } as { [key in Name]?: T })
}

function checkUnderstood(header: XmlElement): void {
  const must = /^(?:true|1)$/.test(header.get('mustUnderstand', s)?.trim() ?? '')
  if (!must) return
  if (header.is('Locale', w))
    throw new RequestError('ERROR_WSMAN_MUSTUNDERSTAND_ON_LOCALE_UNSUPPORTED', wsmanText('mustLocale'))
  if (understood.has(`${header.localName} ${header.namespace}`)) return
  throw new RequestError('ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND', wsmanText('notUnderstood', { name: header.name }), {
    header: { namespace: header.namespace, name: header.localName },
  })
}

function checkAnonymous(endpoint: XmlElement | undefined): void {
  if (!endpoint) return
  if (childText(endpoint, 'Address', a) !== anonymousRole)
    throw new RequestError(
      'ERROR_WSMAN_UNSUPPORTED_ADDRESSING_MODE',
      wsmanText('replyMode', { name: endpoint.localName }),
    )
}

function readOptions(set: XmlElement): OperationOption[] {
  const options: OperationOption[] = []
  for (const child of set.children) {
    if (!child.is('Option', w)) continue
    const name = child.get('Name') ?? ''
    if (name === '') throw new RequestError('ERROR_WSMAN_OPTIONS_INVALID_NAME', wsmanText('optionName'))
    if (options.length >= mostOptions)
      throw new RequestError('ERROR_WSMAN_OPTION_LIMIT', wsmanText('manyOptions', { count: mostOptions }))
    const type = child.get('Type')
    const mustComply = /^(?:true|1)$/.test(child.get('MustComply')?.trim() ?? '')
    options.push({
      name,
      value: child.text,
      ...(type === undefined ? {} : { type }),
      ...(mustComply ? { mustComply } : {}),
    })
  }
  return options
}

function readSize(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw invalid('MaxEnvelopeSize', wsmanText('headerNumber'))
  return Number(text)
}

function readTimeout(text: string): number {
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined || milliseconds < 0)
    throw new RequestError('ERROR_WSMAN_INVALID_TIMEOUT_HEADER', wsmanText('badTimeout'))
  return milliseconds
}

function missing(name: string): RequestError {
  return new RequestError('ERROR_WSMAN_MESSAGE_INFORMATION_HEADER_REQUIRED', wsmanText('headerMissing', { name }))
}

function invalid(name: string, reason: string): RequestError {
  const message = wsmanText('badHeader', { name, reason })
  return new RequestError('ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER', message)
}
