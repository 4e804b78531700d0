import { dtsError } from '../errors.js'
import type { Variable } from '../variable.js'
import { variableType } from '../variable-types.js'
import { exactText, parseExact } from './exact.js'
import { dateOfMoment, type Moment } from './moments.js'
import { kinds, type TypeInfo } from './type-info.js'
import type { ExpressionResult } from './types.js'
import type { Value } from './values.js'

/** A value as others get it. */
export function resultOf(value: Value, { type, family, scale }: TypeInfo): ExpressionResult {
  if (value === null) return { type, value }
  if (family === 'exact') return { type, value: exactText(value as bigint, scale) }
  if (family === 'moment') return { type, value: dateOfMoment(value as Moment) }
  return { type, value: value as Exclude<ExpressionResult['value'], null> }
}

/**
 * A result as a variable of this type holds it: numbers become other numbers where nothing is lost, dates DateTime, texts String,
 * Booleans Boolean, anything Object; NULL becomes the value that a new variable of the type has.
 *
 * @throws DtsError DTS_E_RUNTIMEVARIABLETYPECHANGE
 */
export function resultFor(result: ExpressionResult, variable: Variable): unknown {
  const type = variableType(variable.dataType)
  const wanted = type.name === 'Object' ? undefined : familyOf(type.name)
  const family = kinds[result.type].family
  const fits = wanted === undefined || resultFamilies[wanted].includes(family)
  const value = fits ? adapted(result, wanted, type.default) : undefined
  const accepted = value === undefined ? undefined : type.accept(value)
  if (accepted === undefined)
    throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: variable.qualifiedName, type: type.name })
  return accepted
}

type Wanted = 'text' | 'boolean' | 'moment' | 'integer' | 'real' | 'exact'

const others: Readonly<Record<string, Wanted>> = {
  String: 'text',
  Boolean: 'boolean',
  DateTime: 'moment',
  Single: 'real',
  Double: 'real',
  Decimal: 'exact',
}
const familyOf = (name: string): Wanted => others[name] ?? 'integer'

const numbers = ['integer', 'real', 'exact']
const resultFamilies: Readonly<Record<Wanted, readonly string[]>> = {
  // DT_TEXT and DT_NTEXT are held as texts; the bytes of DT_IMAGE are refused by the variable.
  text: ['text', 'blob', 'guid'],
  boolean: ['boolean'],
  moment: ['moment'],
  integer: numbers,
  real: numbers,
  exact: numbers,
}

/** The value in the JavaScript type of the wanted one; undefined where something would be lost. */
function adapted({ type, value }: ExpressionResult, wanted: Wanted | undefined, empty: unknown): unknown {
  if (value === null) return empty
  if (wanted === 'real') return inReal(value, kinds[type].family)
  if (wanted === 'integer') return inInteger(value)
  return value
}

function inReal(value: unknown, family: string): unknown {
  const number = Number(value)
  // Exact digits beyond those of a double go, as they do in a cast; whole numbers must stay the same.
  if (family === 'integer' && BigInt(value as number | bigint) !== BigInt(Math.trunc(number))) return undefined
  return Number.isFinite(number) ? number : undefined
}

function inInteger(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const exact = parseExact(value)
  if (!exact) return undefined
  const one = 10n ** BigInt(exact.scale)
  return exact.value % one === 0n ? exact.value / one : undefined
}
