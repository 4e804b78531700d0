// Requests and responses as bytes: DSP0226 5 and 6, [MS-WSMV] 2.2.3 (header extensions).
import { anonymousRole, namespaces, type Prefix } from '../names.js'
import { writeSelectors } from '../reference.js'
import type { OperationOption, RequestHeader } from '../types.js'
import { formatDuration } from './duration.js'
import { newMessageId } from './message-id.js'
import { attribute, textElement } from './text.js'

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
 */
export function writeRequest(header: RequestHeader, body: string): Buffer {
  const parts = [
    textElement('a:To', header.to),
    textElement('w:ResourceURI', header.uri, must),
    replyTo,
    textElement('a:Action', header.action, must),
    optional(header.maxEnvelopeSize, size => textElement('w:MaxEnvelopeSize', String(size), must)),
    textElement('a:MessageID', header.messageId),
    optional(header.operationTimeout, time => textElement('w:OperationTimeout', formatDuration(time))),
    optional(header.locale, locale => {
      const language = `${attribute('xml:lang', locale)}${mustNot}`
      return `<w:Locale${language}/><m:DataLocale${language}/>`
    }),
    optional(header.sessionId, id => textElement('m:SessionId', id, mustNot)),
    optional(header.operationId, id => textElement('m:OperationID', id, mustNot)),
    optional(header.sequenceId, id => textElement('m:SequenceId', id, mustNot)),
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
 */
export function writeResponse(header: ResponseHeader, body: string): Buffer {
  const parts = [
    textElement('a:Action', header.action),
    textElement('a:MessageID', header.messageId ?? newMessageId()),
    textElement('a:To', anonymousRole),
    optional(header.operationId, id => textElement('m:OperationID', id, mustNot)),
    optional(header.sequenceId, id => textElement('m:SequenceId', id)),
    optional(header.relatesTo, id => textElement('a:RelatesTo', id)),
    optional(
      header.notUnderstood,
      ({ namespace, name }) => `<s:NotUnderstood${attribute('xmlns:u', namespace)}${attribute('qname', `u:${name}`)}/>`,
    ),
  ]
  const language = attribute('xml:lang', header.language ?? 'en-US')
  return Buffer.from(
    `<s:Envelope${language}${declarations}><s:Header>${parts.join('')}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
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
    const kind = type === undefined ? '' : attribute('Type', type)
    const comply = mustComply ? ' MustComply="true"' : ''
    return textElement('w:Option', value, `${attribute('Name', name)}${kind}${comply}`)
  })
  return `<w:OptionSet xmlns:xs="http://www.w3.org/2001/XMLSchema">${all.join('')}</w:OptionSet>`
}

function optional<T>(value: T | undefined, write: (value: T) => string): string {
  return value === undefined ? '' : write(value)
}
