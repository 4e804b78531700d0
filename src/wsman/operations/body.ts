import { wsmanText } from '../../base/texts/wsman.js'
import type { XmlElement } from '../../xml/index.js'
import { wsmanError } from '../faults/wsman-error.js'

/** The body, when it is the element that the action asks for. @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR */
export function expectBody(body: XmlElement | undefined, localName: string, namespace: string): XmlElement {
  if (body?.is(localName, namespace)) return body
  throw schemaError(wsmanText('wrongBody', { expected: localName, found: body?.localName ?? '-' }))
}

/** An element of a body that is not as its schema wants it. */
export function schemaError(message: string): Error {
  return wsmanError('ERROR_WSMAN_SCHEMA_VALIDATION_ERROR', message)
}

/** A whole number of an element, `otherwise` when it is absent. @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR */
export function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,10}$/.test(text)) throw schemaError(wsmanText('elementNumber', { name }))
  return Number(text)
}
