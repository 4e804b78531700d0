// The data types of expressions ("Integration Services Data Types", "Integration Services Data Types in Expressions").
import type { ExpressionType } from './types.js'

export type Family = 'boolean' | 'integer' | 'real' | 'exact' | 'text' | 'moment' | 'guid' | 'bytes' | 'blob'

/** A type with what its values depend on. */
export interface TypeInfo {
  readonly type: ExpressionType
  readonly family: Family
  /** Most digits of an exact number. */
  readonly precision: number
  /** Digits after the point of an exact number, digits of the fraction of a second of DT_DBTIME2 and the like. */
  readonly scale: number
  /** Of DT_STR and DT_TEXT; 0 for others. */
  readonly codePage: number
}

interface Kind {
  readonly family: Family
  /** As an exact number: how many digits it may have. */
  readonly digits?: number
  readonly scale?: number
  /** Integers. */
  readonly bits?: number
  readonly signed?: boolean
  /** What stands between the parentheses of a cast after the type. */
  readonly parameters?: readonly Parameter[]
}

export type Parameter = 'length' | 'codePage' | 'precision' | 'scale'

const integer = (bits: number, signed: boolean, digits: number): Kind => ({ family: 'integer', bits, signed, digits })

/** Everything about a type that needs no parameters. */
export const kinds: Readonly<Record<ExpressionType, Kind>> = {
  DT_BOOL: { family: 'boolean' },
  DT_I1: integer(8, true, 3),
  DT_I2: integer(16, true, 5),
  DT_I4: integer(32, true, 10),
  DT_I8: integer(64, true, 19),
  DT_UI1: integer(8, false, 3),
  DT_UI2: integer(16, false, 5),
  DT_UI4: integer(32, false, 10),
  DT_UI8: integer(64, false, 20),
  DT_R4: { family: 'real' },
  DT_R8: { family: 'real' },
  DT_CY: { family: 'exact', digits: 19, scale: 4 },
  DT_DECIMAL: { family: 'exact', digits: 29, parameters: ['scale'] },
  DT_NUMERIC: { family: 'exact', digits: 38, parameters: ['precision', 'scale'] },
  DT_STR: { family: 'text', parameters: ['length', 'codePage'] },
  DT_WSTR: { family: 'text', parameters: ['length'] },
  DT_DATE: { family: 'moment', scale: 3 },
  DT_DBDATE: { family: 'moment' },
  DT_DBTIME: { family: 'moment' },
  DT_DBTIME2: { family: 'moment', parameters: ['scale'] },
  DT_DBTIMESTAMP: { family: 'moment', scale: 3 },
  DT_DBTIMESTAMP2: { family: 'moment', parameters: ['scale'] },
  DT_DBTIMESTAMPOFFSET: { family: 'moment', parameters: ['scale'] },
  DT_FILETIME: { family: 'moment', scale: 3 },
  DT_GUID: { family: 'guid' },
  DT_BYTES: { family: 'bytes', parameters: ['length'] },
  DT_TEXT: { family: 'blob', parameters: ['codePage'] },
  DT_NTEXT: { family: 'blob' },
  DT_IMAGE: { family: 'blob' },
}

/** The most that a type's parameter may be. */
export const largest: Readonly<Partial<Record<ExpressionType, Partial<Record<Parameter, number>>>>> = {
  DT_STR: { length: 8000 },
  DT_WSTR: { length: 4000 },
  DT_BYTES: { length: 8000 },
  DT_DECIMAL: { scale: 28 },
  DT_NUMERIC: { precision: 38, scale: 38 },
  DT_DBTIME2: { scale: 7 },
  DT_DBTIMESTAMP2: { scale: 7 },
  DT_DBTIMESTAMPOFFSET: { scale: 7 },
}

/** The most digits of DT_NUMERIC. */
export const numericDigits = 38

/** The type that a name means, in any case. */
export function typeNamed(name: string): ExpressionType | undefined {
  const upper = name.toUpperCase()
  return Object.hasOwn(kinds, upper) ? (upper as ExpressionType) : undefined
}

const plain = new Map<ExpressionType, TypeInfo>()

/** A type without parameters, or with those of its family's widest. */
export function typeInfo(type: ExpressionType): TypeInfo {
  const known = plain.get(type)
  if (known) return known
  const { family, digits = 0, scale = 0 } = kinds[type]
  const info = { type, family, precision: digits, scale, codePage: 0 }
  plain.set(type, info)
  return info
}

export function numeric(precision: number, scale: number): TypeInfo {
  return { type: 'DT_NUMERIC', family: 'exact', precision, scale, codePage: 0 }
}

export const bool = typeInfo('DT_BOOL')
export const i4 = typeInfo('DT_I4')
export const r8 = typeInfo('DT_R8')
export const wstr = typeInfo('DT_WSTR')
export const dbTimestamp = typeInfo('DT_DBTIMESTAMP')

export const isNumber = ({ family }: TypeInfo) => family === 'integer' || family === 'real' || family === 'exact'
/** Held as bigint: exact numbers as their digits without the point. */
export const isBig = ({ type, family }: TypeInfo) => family === 'exact' || type === 'DT_I8' || type === 'DT_UI8'
export const isTime = ({ type }: TypeInfo) => type === 'DT_DBTIME' || type === 'DT_DBTIME2'

/** The least and greatest value of an integer type. */
export function rangeOf(type: ExpressionType): { min: bigint; max: bigint } {
  const known = ranges.get(type)
  if (known) return known
  const { bits = 64, signed = true } = kinds[type]
  const range = signed
    ? { min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n }
    : { min: 0n, max: (1n << BigInt(bits)) - 1n }
  ranges.set(type, range)
  return range
}
const ranges = new Map<ExpressionType, { min: bigint; max: bigint }>()

const integersByBits: Readonly<Record<'signed' | 'unsigned', Readonly<Record<number, ExpressionType>>>> = {
  signed: { 8: 'DT_I1', 16: 'DT_I2', 32: 'DT_I4', 64: 'DT_I8' },
  unsigned: { 8: 'DT_UI1', 16: 'DT_UI2', 32: 'DT_UI4', 64: 'DT_UI8' },
}

/**
 * The type in which two numbers meet, by the documented table of implicit conversions; undefined where it has DT_NULL (DT_UI8
 * beside a signed integer). An exact result has the digits of neither: the operator decides.
 */
export function meeting(left: TypeInfo, right: TypeInfo): TypeInfo | undefined {
  if (left.type === right.type) return left.type === 'DT_DECIMAL' ? typeInfo('DT_NUMERIC') : left
  if (left.family === 'real' || right.family === 'real')
    return left.type === 'DT_R8' || right.type === 'DT_R8' ? r8 : typeInfo('DT_R4')
  if (left.family === 'exact' || right.family === 'exact') return typeInfo('DT_NUMERIC')
  const [a, b] = [kinds[left.type], kinds[right.type]]
  const bits = Math.max(a.bits ?? 0, b.bits ?? 0)
  if (a.signed === b.signed) return typeInfo(integersByBits[a.signed ? 'signed' : 'unsigned'][bits] ?? 'DT_I8')
  const unsigned = (a.signed ? b.bits : a.bits) ?? 0
  // The signed type must be wider than the unsigned one.
  const type = integersByBits.signed[Math.max(bits, unsigned * 2)]
  return type ? typeInfo(type) : undefined
}
