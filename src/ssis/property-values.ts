import { modelText } from '../base/texts/ssis-model.js'
import type { PropertyType } from './contract.js'
import { parseBoolean } from './dtsx/values.js'
import { dtsError } from './errors.js'

/** What properties hold. Enumerations are numbers. */
export type PropertyValue = string | number | boolean

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 }

/**
 * A value in the type of a property. Texts are read as packages and dtexec write them (`True`, `5`, a member's name).
 *
 * @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO when the value does not fit
 */
export function toPropertyValue(type: PropertyType, value: unknown, property: string): PropertyValue {
  const found = convert(type, value)
  if (found !== undefined) return found
  const { reason, hint } = mismatch(type, value)
  throw dtsError('DTS_E_FAILEDPROPERTYSET_ERRORINFO', { property, reason }, { hint })
}

function convert(type: PropertyType, value: unknown): PropertyValue | undefined {
  if (type === 'String') return typeof value === 'string' ? value : undefined
  if (type === 'Object') return undefined
  if (type === 'Boolean') {
    if (typeof value === 'boolean') return value
    return typeof value === 'string' ? parseBoolean(value) : undefined
  }
  if (type === 'Int32') return toInteger(value)
  return toMember(type.enum, value)
}

function toInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value
  if (typeof number === 'bigint') return toInteger(Number(number))
  return typeof number === 'number' && Number.isInteger(number) && number >= int32.min && number <= int32.max
    ? number
    : undefined
}

function toMember(members: Readonly<Record<string, number>>, value: unknown): number | undefined {
  const number = toInteger(value)
  if (number !== undefined) return Object.values(members).includes(number) ? number : undefined
  if (typeof value !== 'string') return undefined
  const word = value.trim().toLowerCase()
  return Object.entries(members).find(([name]) => name.toLowerCase() === word)?.[1]
}

/** The name of an enumeration's member; undefined when the number is none. */
export function memberName(members: Readonly<Record<string, number>>, value: number): string | undefined {
  return Object.entries(members).find(([, number]) => number === value)?.[0]
}

function mismatch(type: PropertyType, given: unknown): { readonly reason: string; readonly hint: string } {
  const value = typeof given === 'string' ? modelText('quoted', { value: given }) : String(given)
  if (type === 'Boolean') return { reason: modelText('wantBoolean', { value }), hint: modelText('wantBooleanHint') }
  if (type === 'Int32')
    return { reason: modelText('wantInteger', { value }), hint: modelText('wantIntegerHint', int32) }
  if (typeof type === 'object') {
    const members = Object.entries(type.enum).map(([name, number]) => `${name} (${number})`)
    const hint = modelText('wantMemberHint', { members: members.join(', ') })
    return { reason: modelText('wantMember', { value, name: type.name }), hint }
  }
  return { reason: modelText('wantString', { value }), hint: modelText('wantStringHint') }
}
