import { cimText } from '../base/texts/cim.js'
import type { CimElement } from './class.js'
import type { ElementDeclaration } from './declaration.js'
import { literalToValue, misfit } from './literal.js'

/** What properties and parameters have in common, with the default as a value of the declared type. */
export function elementOf(owner: string, element: ElementDeclaration): CimElement {
  const { name, type, isArray, arraySize, className, qualifiers } = element
  const defaultValue =
    element.defaultValue === null
      ? null
      : literalToValue(element, owner, element.defaultValue, () => {
          throw misfit(element, owner, cimText('objectDefault'))
        })
  return {
    name,
    type,
    isArray,
    ...(arraySize === undefined ? {} : { arraySize }),
    ...(className === undefined ? {} : { className }),
    qualifiers,
    defaultValue,
  }
}
