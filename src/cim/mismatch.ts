import { WmiError } from '../base/errors.js'
import { cimText } from '../base/texts/cim.js'
import type { CimTypeName } from './types.js'

const number = () => cimText('hintReal')
const hints: Readonly<Partial<Record<CimTypeName, () => string>>> = {
  real32: number,
  real64: number,
  boolean: () => cimText('hintBoolean'),
  string: () => cimText('hintString'),
  char16: () => cimText('hintChar'),
  datetime: () => cimText('dateTimeHint'),
  reference: () => cimText('hintReference'),
  object: () => cimText('hintObject'),
}

/** The error of a value that its type does not take; the value is shown, shortened. */
export function typeMismatch(type: CimTypeName, value: unknown): WmiError {
  return new WmiError('WBEM_E_TYPE_MISMATCH', cimText('typeMismatch', { value: shown(value), type }), {
    hint: hints[type]?.() ?? integerHint(type),
  })
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  return typeof value === 'object' ? 'object' : String(value).slice(0, 60)
}

/** The bounds stand in the type's name: `sint16`. */
function integerHint(type: CimTypeName): string {
  const bits = BigInt(type.replace(/\D+/, ''))
  const signed = type.startsWith('s')
  const low = signed ? -(2n ** (bits - 1n)) : 0n
  const high = 2n ** (signed ? bits - 1n : bits) - 1n
  return cimText('hintInteger', { low, high })
}
