// Class declarations come from programs in JavaScript and over transports: nothing has checked them.
import { WmiError } from '../../base/errors.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { Qualifiers } from '../../cim/class.js'
import type { ClassDeclaration, ElementDeclaration, MethodDeclaration } from '../../cim/declaration.js'
import { cimTypes } from '../../cim/types.js'
import { packClass, unpackClass } from '../packed-class.js'
import { isSystemName } from './system-classes.js'

const nameForm = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/**
 * A declaration that shares nothing with the caller's and has the form it should.
 *
 * @throws WmiError WBEM_E_INVALID_PARAMETER for a name of the system or for what is no declaration, WBEM_E_INVALID_PROPERTY_TYPE,
 *   WBEM_E_INVALID_QUALIFIER_TYPE
 */
export function checkedDeclaration(given: ClassDeclaration): ClassDeclaration {
  const declaration = copied(given)
  const { name } = declaration
  if (typeof name !== 'string' || !nameForm.test(name)) throw refused('className', String(name))
  if (isSystemName(name)) {
    throw new WmiError('WBEM_E_INVALID_PARAMETER', writingText('systemName', { name }), {
      hint: writingText('systemNameHint'),
    })
  }
  if (declaration.superclass !== null && typeof declaration.superclass !== 'string') throw unreadable('superclass')
  checkQualifiers(declaration.qualifiers)
  for (const property of declaration.properties) checkElement(property)
  for (const method of declaration.methods) checkMethod(method)
  return declaration
}

function copied(given: ClassDeclaration): ClassDeclaration {
  try {
    return unpackClass(JSON.parse(JSON.stringify(packClass(given))))
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error)
  }
}

function checkMethod(method: MethodDeclaration): void {
  checkName(method.name)
  if (method.returnType !== 'void') checkType(method.name, method.returnType)
  checkQualifiers(method.qualifiers)
  for (const parameter of method.parameters) checkElement(parameter)
}

function checkElement({ name, type, className, qualifiers }: ElementDeclaration): void {
  checkName(name)
  checkType(name, type)
  if (className !== undefined) checkName(className)
  checkQualifiers(qualifiers)
}

function checkType(name: string, type: string): void {
  if (Object.hasOwn(cimTypes, type)) return
  throw new WmiError('WBEM_E_INVALID_PROPERTY_TYPE', writingText('declaration', { reason: `${name}: ${type}` }), {
    hint: writingText('declarationHint'),
  })
}

function checkQualifiers(qualifiers: Qualifiers): void {
  for (const { name, value } of qualifiers) {
    checkName(name)
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (values.every(isQualifierValue)) continue
    throw new WmiError('WBEM_E_INVALID_QUALIFIER_TYPE', writingText('declaration', { reason: name }), {
      hint: writingText('declarationHint'),
    })
  }
}

function isQualifierValue(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value)
}

function checkName(name: unknown): void {
  if (typeof name !== 'string' || !nameForm.test(name)) throw refused('featureName', String(name))
}

function refused(key: 'className' | 'featureName', name: string): WmiError {
  return new WmiError('WBEM_E_INVALID_PARAMETER', writingText(key, { name }), { hint: writingText('nameHint') })
}

function unreadable(reason: string, cause?: unknown): WmiError {
  return new WmiError('WBEM_E_INVALID_PARAMETER', writingText('declaration', { reason }), {
    hint: writingText('declarationHint'),
    cause,
  })
}
