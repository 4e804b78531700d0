import { WmiError } from '../base/errors.js'
import { nearestNames } from '../base/nearest-names.js'
import { wqlText } from '../base/texts/wql.js'
import type { WbemStatus } from '../base/wbem-status.js'
import type { CimClass } from '../cim/class.js'
import { cimTypes } from '../cim/types.js'
import type { Predicate, PropertyPath, WqlConstant } from './ast.js'
import type { Element } from './element.js'
import { formatConstant, formatPath } from './format.js'
import type { PredicateMisfit } from './predicate.js'

/** The error that says why a predicate cannot be applied to a class, and what could stand there. */
export function misfitError(
  misfit: PredicateMisfit,
  predicate: Predicate,
  cimClass: CimClass,
  status: WbemStatus = 'WBEM_E_INVALID_QUERY',
): WmiError {
  const { reason, element } = misfit
  if (element === null || reason === 'unknown') return unknownProperty(cimClass, predicate.property, predicate.at)
  const { at: column } = predicate
  if (reason === 'object') return notAnObject(element, predicate.property, status)
  const property = element.name
  const type = typeText(element)
  const message =
    reason === 'operand' && predicate.kind === 'compare'
      ? wqlText('badOperand', { constant: shown(predicate.value), property, type, column })
      : wqlText('badOperator', { operator: operatorOf(predicate), property, type, column })
  return new WmiError(status, message, { hint: wqlText('hintOperand', { forms: formsOf(element) }) })
}

/** The error for a name that the class does not know. @param column where it stands; absent in the SELECT list */
export function unknownProperty(cimClass: CimClass, path: PropertyPath, column?: number): WmiError {
  const name = path[0] ?? ''
  const names = { class: cimClass.name, property: name }
  const message =
    column === undefined ? wqlText('unknownProperty', names) : wqlText('unknownPropertyAt', { ...names, column })
  const [similar] = nearestNames(
    name,
    [...cimClass.properties].map(property => property.name),
  )
  const hint =
    name.toLowerCase() === '__this'
      ? wqlText('hintThis')
      : similar === undefined
        ? wqlText('hintDescribe', { class: cimClass.name })
        : wqlText('hintProperties', { names: similar })
  return new WmiError('WBEM_E_INVALID_QUERY', message, { hint })
}

/** The error for a path that goes on after a property that is no object. */
export function notAnObject(
  element: Element,
  path: PropertyPath,
  status: WbemStatus = 'WBEM_E_INVALID_QUERY',
): WmiError {
  const message = wqlText('notAnObject', { property: element.name, type: typeText(element), path: formatPath(path) })
  return new WmiError(status, message)
}

function shown(constant: WqlConstant): string {
  const text = formatConstant(constant)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function typeText({ type, isArray }: Element): string {
  return isArray ? `${type}[]` : type
}

function operatorOf(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'compare':
      return predicate.operator
    case 'like':
      return 'LIKE'
    case 'isa':
      return 'ISA'
    case 'null':
      return 'IS'
  }
}

const formsByKind = {
  integer: 'formsInteger',
  real: 'formsReal',
  boolean: 'formsBoolean',
  text: 'formsString',
  object: 'formsObject',
} as const

function formsOf({ type, isArray }: Element): string {
  if (isArray) return wqlText('formsArray')
  if (type === 'datetime') return wqlText('formsDatetime')
  return type === 'reference' ? wqlText('formsReference') : wqlText(formsByKind[cimTypes[type].kind])
}
