import type { CimElement } from '../../../cim/class.js'
import { cimTypes } from '../../../cim/types.js'
import type { CimScalar, CimValue } from '../../../cim/value.js'

/**
 * How the output files of the task show the values of a property, whatever the language of the system: plain digits,
 * `True`/`False`, the 25 characters of a datetime, the class name of an embedded object, array elements joined by commas,
 * nothing for null.
 */
export function valueText({ type }: Pick<CimElement, 'type'>): (value: CimValue) => string {
  const { print } = cimTypes[type]
  const scalar = type === 'boolean' ? (value: CimScalar) => (value === true ? 'True' : 'False') : print
  return value => (value === null ? '' : isList(value) ? value.map(scalar).join(',') : scalar(value))
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}
