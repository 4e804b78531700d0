import { formatDate, parseBoolean, parseDate } from './dtsx/values.js'
import { VariableDataType } from './enums.js'

/** One type that variables have: its name, what it holds in JavaScript, and its text in package files. */
export interface VariableType {
  readonly code: VariableDataType
  readonly name: keyof typeof VariableDataType
  readonly default: unknown
  /** The value as this type holds it; undefined when it does not fit. */
  accept(value: unknown): unknown
  /** Undefined when the text is not of this type. */
  parse(text: string): unknown
  format(value: unknown): string
  /** Saved with IncludeInDebugDump 6789 instead of 2345. */
  readonly valueType: boolean
}

function integer(name: keyof typeof VariableDataType, bits: number, signed: boolean): VariableType {
  const min = signed ? -(2n ** BigInt(bits - 1)) : 0n
  const max = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n
  const big = bits === 64
  const accept = (value: unknown): number | bigint | undefined => {
    if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) return undefined
    const exact = BigInt(value)
    if (exact < min || exact > max) return undefined
    return big ? exact : Number(exact)
  }
  return {
    code: VariableDataType[name],
    name,
    default: big ? 0n : 0,
    accept,
    parse: text => (/^\s*[+-]?\d+\s*$/.test(text) ? accept(BigInt(text.replace('+', ''))) : undefined),
    format: String,
    valueType: true,
  }
}

function real(name: keyof typeof VariableDataType): VariableType {
  const round = (value: number) => (name === 'Single' ? Math.fround(value) : value)
  return {
    code: VariableDataType[name],
    name,
    default: 0,
    accept: value => (typeof value === 'number' ? round(value) : undefined),
    parse: text => (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text) ? round(Number(text)) : undefined),
    // The shortest text that reads back to the same single-precision number.
    format: value => (name === 'Single' ? shortestSingle(Number(value)) : String(value)),
    valueType: true,
  }
}

function shortestSingle(value: number): string {
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = String(Number(value.toPrecision(digits)))
    if (Math.fround(Number(text)) === value) return text
  }
  return String(value)
}

const decimalForm = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const acceptDecimal = (value: unknown): string | undefined => {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  return typeof text === 'string' && decimalForm.test(text.trim()) ? text.trim() : undefined
}

const types: readonly VariableType[] = [
  integer('Int16', 16, true),
  integer('Int32', 32, true),
  integer('SByte', 8, true),
  integer('Byte', 8, false),
  integer('UInt16', 16, false),
  integer('UInt32', 32, false),
  integer('Int64', 64, true),
  integer('UInt64', 64, false),
  real('Single'),
  real('Double'),
  {
    code: VariableDataType.Decimal,
    name: 'Decimal',
    default: '0',
    accept: acceptDecimal,
    parse: acceptDecimal,
    format: String,
    valueType: true,
  },
  {
    code: VariableDataType.DateTime,
    name: 'DateTime',
    default: new Date(1899, 11, 30),
    accept: value => (value instanceof Date && !Number.isNaN(value.getTime()) ? value : undefined),
    parse: parseDate,
    format: value => formatDate(value as Date),
    valueType: true,
  },
  {
    code: VariableDataType.String,
    name: 'String',
    default: '',
    accept: value => (typeof value === 'string' ? value : undefined),
    parse: text => text,
    format: String,
    valueType: false,
  },
  {
    code: VariableDataType.Boolean,
    name: 'Boolean',
    default: false,
    accept: value => (typeof value === 'boolean' ? value : undefined),
    parse: parseBoolean,
    // Variables write -1 and 0 in every format.
    format: value => (value ? '-1' : '0'),
    valueType: true,
  },
  {
    code: VariableDataType.Object,
    name: 'Object',
    default: null,
    accept: value => (value === undefined ? null : value),
    parse: () => null,
    format: () => '',
    valueType: false,
  },
]

const byCode = new Map<number, VariableType>(types.map(type => [type.code, type]))

/** The type of a VARIANT code; codes that variables do not have count as Object. */
export function variableType(code: number): VariableType {
  return byCode.get(code) ?? (types.at(-1) as VariableType)
}

/** The type that a new variable takes from its value: Int32 for integers that fit, Object for what no other type holds. */
export function typeOfValue(value: unknown): VariableDataType {
  if (typeof value === 'string') return VariableDataType.String
  if (typeof value === 'boolean') return VariableDataType.Boolean
  if (value instanceof Date) return VariableDataType.DateTime
  if (typeof value === 'bigint') return VariableDataType.Int64
  if (typeof value !== 'number') return VariableDataType.Object
  if (!Number.isInteger(value)) return VariableDataType.Double
  return variableType(VariableDataType.Int32).accept(value) === undefined
    ? VariableDataType.Int64
    : VariableDataType.Int32
}
