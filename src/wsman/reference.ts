// Selectors and endpoint references: DSP0226 5.1 and 5.4.
import { wsmanText } from '../base/texts/wsman.js'
import type { XmlElement } from '../xml/index.js'
import { wsmanError } from './faults/wsman-error.js'
import { attribute, childIn, childText, textElement } from './message/text.js'
import { anonymousRole, namespaces } from './names.js'
import type { EndpointReference, Selector } from './types.js'

/** How deep references may stand inside each other's selectors: as a path, each level doubles the marks of the one inside. */
const deepest = 4

/** How many selectors one resource may have. */
const mostSelectors = 500

/** References of the versions of WS-Addressing that servers use: [MS-WSMV] and Windows write 2004/08, others 2005/08. */
const addressing = [namespaces.a, 'http://www.w3.org/2005/08/addressing']

/** w:SelectorSet, or nothing when there are no selectors. */
export function writeSelectors(selectors: readonly Selector[]): string {
  if (selectors.length === 0) return ''
  const all = selectors.map(({ name, value }) => {
    const named = attribute('Name', name)
    if (typeof value === 'string') return textElement('w:Selector', value, named)
    return `<w:Selector${named}>${writeReference(value)}</w:Selector>`
  })
  return `<w:SelectorSet>${all.join('')}</w:SelectorSet>`
}

/** a:Address and a:ReferenceParameters without an element around them: how properties of reference type are written. */
export function writeReferenceContent(reference: EndpointReference): string {
  const parameters = `${textElement('w:ResourceURI', reference.uri)}${writeSelectors(reference.selectors)}`
  return `${textElement('a:Address', reference.address)}<a:ReferenceParameters>${parameters}</a:ReferenceParameters>`
}

/** A reference to be written where the prefixes `a` and `w` may not be declared as in our envelopes. */
export function writeReference(reference: EndpointReference, name = 'a:EndpointReference'): string {
  const declared = `xmlns:a="${namespaces.a}" xmlns:w="${namespaces.w}"`
  return `<${name} ${declared}>${writeReferenceContent(reference)}</${name}>`
}

/**
 * Reads an element that holds a reference: a:EndpointReference, a property, x:ResourceCreated, e:SubscriptionManager.
 * @returns undefined when the element names no resource
 * @throws WmiError ERROR_WSMAN_INVALID_SELECTORS
 */
export function readReference(element: XmlElement, depth = 0): EndpointReference | undefined {
  const inner = childIn(element, 'EndpointReference', addressing)
  if (inner) return readReference(inner, depth)
  for (const namespace of addressing) {
    const parameters =
      element.child('ReferenceParameters', namespace) ?? element.child('ReferenceProperties', namespace)
    const uri = parameters && childText(parameters, 'ResourceURI', namespaces.w)
    if (!parameters || !uri) continue
    const set = parameters.child('SelectorSet', namespaces.w)
    return {
      address: childText(element, 'Address', namespace) ?? anonymousRole,
      uri,
      selectors: set ? readSelectors(set, depth) : [],
    }
  }
  return undefined
}

/**
 * The selectors of a w:SelectorSet. @throws WmiError ERROR_WSMAN_INVALID_SELECTORS, ERROR_WSMAN_DUPLICATE_SELECTORS,
 * ERROR_WSMAN_SELECTOR_LIMIT
 */
export function readSelectors(set: XmlElement, depth = 0): Selector[] {
  if (depth > deepest) throw wsmanError('ERROR_WSMAN_INVALID_SELECTORS', wsmanText('deepReference', { depth: deepest }))
  const selectors: Selector[] = []
  const names = new Set<string>()
  for (const child of set.children) {
    if (!child.is('Selector', namespaces.w)) continue
    const name = child.get('Name') ?? ''
    if (name === '') throw wsmanError('ERROR_WSMAN_INVALID_SELECTORS', wsmanText('selectorName'))
    const folded = name.toLowerCase()
    if (names.has(folded)) throw wsmanError('ERROR_WSMAN_DUPLICATE_SELECTORS', wsmanText('selectorTwice', { name }))
    if (names.size >= mostSelectors)
      throw wsmanError('ERROR_WSMAN_SELECTOR_LIMIT', wsmanText('manySelectors', { count: mostSelectors }))
    names.add(folded)
    selectors.push({ name, value: selectorValue(child, name, depth) })
  }
  return selectors
}

function selectorValue(selector: XmlElement, name: string, depth: number): Selector['value'] {
  if (selector.children.length === 0) return selector.text
  const reference = readReference(selector, depth + 1)
  if (!reference) throw wsmanError('ERROR_WSMAN_INVALID_SELECTORS', wsmanText('selectorValue', { name }))
  return reference
}
