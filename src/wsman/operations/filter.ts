// w:Filter and its dialects: DSP0226 8.3 and 10.2.2, DSP0227 9.2 (associations), [MS-WSMV] (WQL).
import { wsmanText } from '../../base/texts/wsman.js'
import { escapeText, type XmlElement } from '../../xml/index.js'
import type { WsmanSymbol } from '../faults/codes.js'
import { wsmanError } from '../faults/wsman-error.js'
import { childIn, childText, textElement } from '../message/text.js'
import { dialects, namespaces } from '../names.js'
import { readReference, readSelectors, writeReferenceContent, writeSelectors } from '../reference.js'
import type { AssociationFilter, Filter } from '../types.js'

const { b, w, n, e } = namespaces

export function writeFilter(filter: Filter): string {
  return `<w:Filter Dialect="${dialects[filter.dialect]}">${filterContent(filter)}</w:Filter>`
}

function filterContent(filter: Filter): string {
  if (filter.dialect === 'wql') return escapeText(filter.query)
  if (filter.dialect === 'selector') return writeSelectors(filter.selectors)
  const { association } = filter
  const name = association.kind === 'associated' ? 'b:AssociatedInstances' : 'b:AssociationInstances'
  const narrowing = narrowings.map(([element, key]) => {
    const value = association[key]
    return value === undefined ? '' : textElement(`b:${element}`, value)
  })
  return `<${name}><b:Object>${writeReferenceContent(association.object)}</b:Object>${narrowing.join('')}</${name}>`
}

/** The elements that narrow an association filter, in the order of their schema. */
const narrowings = [
  ['AssociationClassName', 'associationClassName'],
  ['Role', 'role'],
  ['ResultClassName', 'resultClassName'],
  ['ResultRole', 'resultRole'],
] as const

/**
 * The filter of a request's body; undefined when it has none.
 * @param unavailable the code for a dialect that is not known
 * @throws WmiError with that code, ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER, ERROR_WSMAN_INVALID_SELECTORS
 */
export function readFilter(body: XmlElement, unavailable: WsmanSymbol): Filter | undefined {
  const element = childIn(body, 'Filter', [w, n, e])
  if (!element) return undefined
  const dialect = element.get('Dialect')?.trim() ?? ''
  if (dialect === dialects.wql) return { dialect: 'wql', query: element.text.trim() }
  if (dialect === dialects.selector) {
    const set = element.child('SelectorSet', w)
    return { dialect: 'selector', selectors: set ? readSelectors(set) : [] }
  }
  if (dialect === dialects.association) return { dialect: 'association', association: readAssociation(element) }
  throw wsmanError(unavailable, wsmanText('dialect', { name: dialect || '-' }), { hint: wsmanText('dialectHint') })
}

function readAssociation(filter: XmlElement): AssociationFilter {
  const associated = filter.child('AssociatedInstances', b)
  const body = associated ?? filter.child('AssociationInstances', b)
  const object = body?.child('Object', b)
  const reference = object && readReference(object)
  if (!body || !reference) throw wsmanError('ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', wsmanText('associationForm'))
  const narrowing = narrowings.flatMap(([element, key]) => {
    const text = childText(body, element, b)
    return text ? [[key, text] as const] : []
  })
  return { kind: associated ? 'associated' : 'associations', object: reference, ...Object.fromEntries(narrowing) }
}
