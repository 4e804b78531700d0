// Enumerate, Pull and Release, both directions: DSP0226 8, [MS-WSMV]; WS-Enumeration 3.
import { wsmanText } from '../../base/texts/wsman.js'
import type { XmlElement } from '../../xml/index.js'
import { wsmanError } from '../faults/wsman-error.js'
import { parseDuration } from '../message/duration.js'
import { childIn, childText, textElement } from '../message/text.js'
import { namespaces } from '../names.js'
import type { EnumerationMode, Filter } from '../types.js'
import { expectBody, schemaError, wholeNumber } from './body.js'
import { readFilter, writeFilter } from './filter.js'

const { n, w, b } = namespaces

/** The body of Enumerate. */
export interface EnumerateBody {
  readonly filter?: Filter | undefined
  /** Default EnumerateObject. */
  readonly mode?: EnumerationMode | undefined
  /** The first items may come with the answer (w:OptimizeEnumeration). */
  readonly optimize: boolean
  /** How many items one answer may have. */
  readonly maxElements: number
}

export function writeEnumerate({ filter, mode, optimize, maxElements }: EnumerateBody): string {
  const optimized = optimize ? `<w:OptimizeEnumeration/>${textElement('w:MaxElements', String(maxElements))}` : ''
  const how = mode === undefined || mode === 'EnumerateObject' ? '' : textElement('w:EnumerationMode', mode)
  return `<n:Enumerate>${optimized}${how}${filter ? writeFilter(filter) : ''}</n:Enumerate>`
}

const modes: readonly EnumerationMode[] = ['EnumerateObject', 'EnumerateEPR', 'EnumerateObjectAndEPR']

/**
 * @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR, ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED,
 * ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED, and as readFilter
 */
export function readEnumerate(element: XmlElement | undefined): EnumerateBody {
  const body = expectBody(element, 'Enumerate', n)
  const mode = childText(body, 'EnumerationMode', w)
  const known = modes.find(name => name === mode)
  if (mode !== undefined && !known)
    throw wsmanError('ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED', wsmanText('enumerationMode', { name: mode }))
  const polymorphism = childText(body, 'PolymorphismMode', b)
  if (polymorphism !== undefined && polymorphism !== 'IncludeSubClassProperties')
    throw wsmanError('ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED', wsmanText('polymorphism', { name: polymorphism }))
  return {
    filter: readFilter(body, 'ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE'),
    mode: known ?? 'EnumerateObject',
    optimize: body.child('OptimizeEnumeration', w) !== undefined,
    maxElements: Math.max(1, wholeNumber(childText(body, 'MaxElements', w), 'MaxElements', 1)),
  }
}

/** The body of Pull. */
export interface PullBody {
  readonly context: string
  readonly maxElements: number
  /** Milliseconds that the answer may take; undefined when only OperationTimeout counts. */
  readonly maxTime?: number | undefined
  readonly maxCharacters?: number | undefined
}

export function writePull({ context, maxElements }: PullBody): string {
  return `<n:Pull>${textElement('n:EnumerationContext', context)}${textElement('n:MaxElements', String(maxElements))}</n:Pull>`
}

/** @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR, ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT */
export function readPull(element: XmlElement | undefined): PullBody {
  const body = expectBody(element, 'Pull', n)
  const time = childText(body, 'MaxTime', n)
  const maxTime = time === undefined ? undefined : parseDuration(time)
  if (time !== undefined && maxTime === undefined) throw schemaError(wsmanText('elementDuration', { name: 'MaxTime' }))
  const characters = childText(body, 'MaxCharacters', n)
  return {
    context: contextOf(body),
    maxElements: Math.max(1, wholeNumber(childText(body, 'MaxElements', n), 'MaxElements', 1)),
    maxTime,
    maxCharacters: characters === undefined ? undefined : wholeNumber(characters, 'MaxCharacters', 0),
  }
}

export function writeRelease(context: string): string {
  return `<n:Release>${textElement('n:EnumerationContext', context)}</n:Release>`
}

/** The context to release. @throws as {@link readPull} */
export function readRelease(element: XmlElement | undefined): string {
  return contextOf(expectBody(element, 'Release', n))
}

function contextOf(body: XmlElement): string {
  const context = childText(body, 'EnumerationContext', n)
  if (!context) throw wsmanError('ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT', wsmanText('noContext'))
  return context
}

/** What the answers to Enumerate and Pull carry. */
export interface SequencePart {
  /** With which to ask for more; undefined when there is no more. */
  readonly context: string | undefined
  /** The XML of the items; undefined: no w:Items at all, which only Enumerate may say. */
  readonly items: string | undefined
  readonly end: boolean
}

/** As Windows writes it: an empty context when everything came at once. */
export function writeEnumerateResponse({ context, items, end }: SequencePart): string {
  const rows = items === undefined ? '' : `<w:Items>${items}</w:Items>`
  const last = end ? '<w:EndOfSequence/>' : ''
  return `<n:EnumerateResponse>${textElement('n:EnumerationContext', context ?? '')}${rows}${last}</n:EnumerateResponse>`
}

/** As Windows writes it: no context when nothing is left. */
export function writePullResponse({ context, items, end }: SequencePart): string {
  const next = context === undefined ? '' : textElement('n:EnumerationContext', context)
  return `<n:PullResponse>${next}<n:Items>${items ?? ''}</n:Items>${end ? '<n:EndOfSequence/>' : ''}</n:PullResponse>`
}

/** An answer to Enumerate or Pull as a tree; the quick reader of pages is ItemsPage. */
export interface SequenceTree {
  readonly kind: 'enumerate' | 'pull'
  readonly context: string | undefined
  readonly items: readonly XmlElement[]
  readonly end: boolean
}

/** Looks at the children of the answer only: a row may have properties called Items or EndOfSequence. Undefined for another body. */
export function readSequence(body: XmlElement | undefined): SequenceTree | undefined {
  const kind = body?.is('EnumerateResponse', n) ? 'enumerate' : body?.is('PullResponse', n) ? 'pull' : undefined
  if (!body || !kind) return undefined
  return {
    kind,
    context: childText(body, 'EnumerationContext', n) || undefined,
    items: childIn(body, 'Items', [n, w])?.children ?? [],
    end: childIn(body, 'EndOfSequence', [n, w]) !== undefined,
  }
}
