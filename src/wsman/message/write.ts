// Requests and responses as bytes: DSP0226 5 and 6, [MS-WSMV] 2.2.3 (header extensions).
import { anonymousRole, namespaces, type Prefix } from '../names.js'
import { writeSelectors } from '../reference.js'
import type { OperationOption, RequestHeader } from '../types.js'
import { formatDuration } from './duration.js'
import { newMessageId } from './message-id.js'
import { attributeText, textElement } from './text.js'

/** What the header of a response says. */
export interface ResponseHeader {
  readonly action: string
  /** The a:MessageID of the request. */
  readonly relatesTo?: string | undefined
  /** Default: a new one. */
  readonly messageId?: string | undefined
  /** Echoed from the request. */
  readonly operationId?: string | undefined
  readonly sequenceId?: string | undefined
  /** The language of the texts inside; default `en-US`. */
  readonly language?: string | undefined
  /** The header of the request that was not understood: SOAP 1.2 Part 1, 5.4.8. */
  readonly notUnderstood?: { readonly namespace: string; readonly name: string } | undefined
}

/** The prefixes that bodies may use without declaring them: those of both directions' envelopes. */
export const envelopePrefixes = ['s', 'a', 'n', 'w', 'x', 'e', 'm', 'b'] as const satisfies readonly Prefix[]

const declarations = envelopePrefixes.map(prefix => ` xmlns:${prefix}="${namespaces[prefix]}"`).join('')
const must = ' s:mustUnderstand="true"'
const mustNot = ' s:mustUnderstand="false"'
const replyTo = `<a:ReplyTo><a:Address${must}>${anonymousRole}</a:Address></a:ReplyTo>`

/**
 * A request. @param body the XML inside s:Body, which may use the prefixes of {@link envelopePrefixes}
 * @throws ArgumentError for texts that XML cannot carry
 */
export function writeRequest(header: RequestHeader, body: string): Buffer {
  const parts = [
    textElement('a:To', header.to),
    marked('w:ResourceURI', must, header.uri),
    replyTo,
    marked('a:Action', must, header.action),
    optional(header.maxEnvelopeSize, size => marked('w:MaxEnvelopeSize', must, String(size))),
    textElement('a:MessageID', header.messageId),
    optional(header.operationTimeout, time => textElement('w:OperationTimeout', formatDuration(time))),
    optional(header.locale, locale => {
      const language = attributeText(locale, 'xml:lang')
      return `<w:Locale xml:lang="${language}"${mustNot}/><m:DataLocale xml:lang="${language}"${mustNot}/>`
    }),
    optional(header.sessionId, id => marked('m:SessionId', mustNot, id)),
    optional(header.operationId, id => marked('m:OperationID', mustNot, id)),
    optional(header.sequenceId, id => marked('m:SequenceId', mustNot, id)),
    optional(header.identifier, id => textElement('e:Identifier', id)),
    writeSelectors(header.selectors),
    writeOptions(header.options),
  ]
  return Buffer.from(
    `<s:Envelope${declarations}><s:Header>${parts.join('')}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  )
}

/** The request of Identify, which has no header: DSP0226 11. */
export function writeIdentify(): Buffer {
  return Buffer.from(
    `<s:Envelope xmlns:s="${namespaces.s}" xmlns:wsmid="${namespaces.wsmid}"><s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>`,
  )
}

/**
 * A response. @param body the XML inside s:Body, which may use the prefixes of {@link envelopePrefixes}
 * @throws ArgumentError for texts that XML cannot carry
 */
export function writeResponse(header: ResponseHeader, body: string): Buffer {
  const parts = [
    textElement('a:Action', header.action),
    textElement('a:MessageID', header.messageId ?? newMessageId()),
    textElement('a:To', anonymousRole),
    optional(header.operationId, id => marked('m:OperationID', mustNot, id)),
    optional(header.sequenceId, id => textElement('m:SequenceId', id)),
    optional(header.relatesTo, id => textElement('a:RelatesTo', id)),
    optional(header.notUnderstood, ({ namespace, name }) => {
      const prefix = `u="${attributeText(namespace, 'NotUnderstood')}"`
      return `<s:NotUnderstood xmlns:${prefix} qname="u:${attributeText(name, 'qname')}"/>`
    }),
  ]
  const language = attributeText(header.language ?? 'en-US', 'xml:lang')
  return Buffer.from(
    `<s:Envelope xml:lang="${language}"${declarations}><s:Header>${parts.join('')}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  )
}

/** The answer to Identify, which has no header either. @param body as {@link writeIdentifyResponse} of operations makes it */
export function writePlainResponse(body: string): Buffer {
  return Buffer.from(
    `<s:Envelope xml:lang="en-US" xmlns:s="${namespaces.s}"><s:Header/><s:Body>${body}</s:Body></s:Envelope>`,
  )
}

/** w:OptionSet, or nothing. */
function writeOptions(options: readonly OperationOption[]): string {
  if (options.length === 0) return ''
  const all = options.map(({ name, value, type, mustComply }) => {
    const kind = type === undefined ? '' : ` Type="${attributeText(type, 'Type')}"`
    const comply = mustComply ? ' MustComply="true"' : ''
    return marked('w:Option', ` Name="${attributeText(name, 'Name')}"${kind}${comply}`, value)
  })
  return `<w:OptionSet xmlns:xs="http://www.w3.org/2001/XMLSchema">${all.join('')}</w:OptionSet>`
}

function marked(name: string, attributes: string, text: string): string {
  return `<${name}${attributes}${textElement(name, text).slice(name.length + 1)}`
}

function optional<T>(value: T | undefined, write: (value: T) => string): string {
  return value === undefined ? '' : write(value)
}
