// Items of a page: DSP0226 8.7 (enumeration modes).
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'

/** a:EndpointReference, of either version of WS-Addressing that servers write. */
export function isReference(element: XmlElement): boolean {
  return (
    element.is('EndpointReference', namespaces.a) ||
    element.is('EndpointReference', 'http://www.w3.org/2005/08/addressing')
  )
}

/** w:Item holds an object and its reference; other items are the one or the other. */
export function itemParts(element: XmlElement): { readonly instance?: XmlElement; readonly reference?: XmlElement } {
  if (isReference(element)) return { reference: element }
  if (!element.is('Item', namespaces.w)) return { instance: element }
  const instance = element.children.find(child => !isReference(child))
  const reference = element.children.find(isReference)
  return { ...(instance ? { instance } : {}), ...(reference ? { reference } : {}) }
}
