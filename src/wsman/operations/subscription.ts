// Subscribe, Renew and Unsubscribe, both directions: DSP0226 10, WS-Eventing 3, [MS-WSMV].
import { wsmanText } from '../../base/texts/wsman.js'
import type { XmlElement } from '../../xml/index.js'
import { wsmanError } from '../faults/wsman-error.js'
import { formatDuration, parseDuration } from '../message/duration.js'
import { attribute, childIn, childText, textElement } from '../message/text.js'
import { deliveryModes, namespaces } from '../names.js'
import { readReference, writeSelectors } from '../reference.js'
import type { Filter, Resource } from '../types.js'
import { expectBody, schemaError } from './body.js'
import { readFilter, writeFilter } from './filter.js'

const { a, e, n, w } = namespaces

/** The body of Subscribe. */
export interface SubscribeBody {
  /** A delivery mode's URI. */
  readonly mode: string
  /** Milliseconds between signs of life when there are no events; undefined: none. */
  readonly heartbeats?: number | undefined
  /** Milliseconds that the subscription shall live; undefined: until it is ended. */
  readonly expires?: number | undefined
  readonly filter?: Filter | undefined
}

export function writeSubscribe({ mode, heartbeats, expires, filter }: SubscribeBody): string {
  const beats = heartbeats === undefined ? '' : textElement('w:Heartbeats', formatDuration(heartbeats))
  const delivery = `<e:Delivery${attribute('Mode', mode)}>${beats}</e:Delivery>`
  return `<e:Subscribe>${delivery}${writeExpires(expires)}${filter ? writeFilter(filter) : ''}</e:Subscribe>`
}

/**
 * @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR, ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME,
 * ERROR_WSMAN_EVENTING_INVALID_HEARTBEAT, and as readFilter
 */
export function readSubscribe(element: XmlElement | undefined, now: number = Date.now()): SubscribeBody {
  const body = expectBody(element, 'Subscribe', e)
  const delivery = body.child('Delivery', e)
  const beats = delivery && childText(delivery, 'Heartbeats', w)
  const heartbeats = beats === undefined ? undefined : parseDuration(beats)
  if (beats !== undefined && !(heartbeats !== undefined && heartbeats > 0))
    throw wsmanError('ERROR_WSMAN_EVENTING_INVALID_HEARTBEAT', wsmanText('elementDuration', { name: 'Heartbeats' }))
  return {
    // WS-Eventing 3.1: push is what a request means that says nothing.
    mode: delivery?.get('Mode')?.trim() || deliveryModes.push,
    heartbeats,
    expires: askedExpires(body, now),
    filter: readFilter(body, 'ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE'),
  }
}

/** What the answer to Subscribe says. */
export interface SubscribeResponse {
  /** The subscription manager: where Renew and Unsubscribe go, with the same resource. */
  readonly address: string
  readonly resource: Resource
  readonly identifier: string | undefined
  /** Milliseconds that the subscription lives unless renewed; undefined: until it is ended. */
  readonly expires: number | undefined
  /** With which to pull events; undefined when they are pushed. */
  readonly context: string | undefined
}

export function writeSubscribeResponse({ address, resource, identifier, expires, context }: SubscribeResponse): string {
  const id = identifier === undefined ? '' : textElement('e:Identifier', identifier)
  const parameters = `${textElement('w:ResourceURI', resource.uri)}${writeSelectors(resource.selectors)}${id}`
  const manager = `${textElement('a:Address', address)}<a:ReferenceParameters>${parameters}</a:ReferenceParameters>`
  const pull = context === undefined ? '' : textElement('n:EnumerationContext', context)
  const granted = writeExpires(expires ?? 0)
  return `<e:SubscribeResponse><e:SubscriptionManager>${manager}</e:SubscriptionManager>${granted}${pull}</e:SubscribeResponse>`
}

/** Undefined for another body. @throws WmiError ERROR_WSMAN_INVALID_SELECTORS for a manager with selectors that cannot be read */
export function readSubscribeResponse(
  body: XmlElement | undefined,
  now: number = Date.now(),
): SubscribeResponse | undefined {
  if (!body?.is('SubscribeResponse', e)) return undefined
  const manager = body.child('SubscriptionManager', e)
  const reference = manager && readReference(manager)
  const parameters = manager && (manager.child('ReferenceParameters', a) ?? manager.child('ReferenceProperties', a))
  const identifier =
    (parameters && childText(parameters, 'Identifier', e)) ?? (manager && childText(manager, 'Identifier', e))
  return {
    address: (manager && childText(manager, 'Address', a)) ?? '',
    resource: { uri: reference?.uri ?? '', selectors: reference?.selectors ?? [] },
    identifier: identifier || undefined,
    expires: grantedExpires(body, now),
    context: childText(body, 'EnumerationContext', n) || undefined,
  }
}

/** @param expires milliseconds; undefined: as long as the server likes */
export function writeRenew(expires: number | undefined): string {
  return `<e:Renew>${writeExpires(expires)}</e:Renew>`
}

/** The milliseconds asked for; undefined: not said. @throws WmiError ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME */
export function readRenew(element: XmlElement | undefined, now: number = Date.now()): number | undefined {
  return askedExpires(expectBody(element, 'Renew', e), now)
}

export function writeRenewResponse(expires: number | undefined): string {
  return `<e:RenewResponse>${writeExpires(expires ?? 0)}</e:RenewResponse>`
}

/** The milliseconds granted; undefined: for ever, or another body. */
export function readRenewResponse(body: XmlElement | undefined, now: number = Date.now()): number | undefined {
  return body?.is('RenewResponse', e) ? grantedExpires(body, now) : undefined
}

export function writeUnsubscribe(): string {
  return '<e:Unsubscribe/>'
}

/**
 * The subscription that Renew and Unsubscribe mean: the header, or the body where clients put it.
 * @throws WmiError ERROR_WSMAN_EVENTING_INVALID_MESSAGE
 */
export function subscriptionIdentifier(header: { readonly identifier?: string }, body: XmlElement | undefined): string {
  const identifier = header.identifier ?? (body && childText(body, 'Identifier', e))
  if (!identifier) throw wsmanError('ERROR_WSMAN_EVENTING_INVALID_MESSAGE', wsmanText('noIdentifier'))
  return identifier
}

function writeExpires(expires: number | undefined): string {
  return expires === undefined ? '' : textElement('e:Expires', formatDuration(expires))
}

function askedExpires(body: XmlElement, now: number): number | undefined {
  const text = childIn(body, 'Expires', [e])?.text.trim()
  if (!text) return undefined
  const expires = expiresIn(text, now)
  if (expires === undefined || expires < 0)
    throw wsmanError('ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME', wsmanText('badExpires'))
  return expires === 0 ? undefined : expires
}

/** `PT0.000S` means for ever, as Windows says it. */
function grantedExpires(body: XmlElement, now: number): number | undefined {
  const expires = expiresIn(childText(body, 'Expires', e) ?? '', now)
  return expires === undefined || expires <= 0 ? undefined : expires
}

/** Milliseconds from now until a duration has passed or a point in time has come. */
function expiresIn(text: string, now: number): number | undefined {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at - now
}

/** @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR */
export function readUnsubscribe(element: XmlElement | undefined): void {
  if (element && !element.is('Unsubscribe', e))
    throw schemaError(wsmanText('wrongBody', { expected: 'Unsubscribe', found: element.localName }))
}
