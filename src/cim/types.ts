// The intrinsic types of CIM as WMI numbers them: [MS-WMIO] 2.2.82 CimType, WMI SDK CIMTYPE_ENUMERATION.
import { CimDateTime } from './datetime.js'
import { CimInstance } from './instance.js'
import { typeMismatch } from './mismatch.js'
import type { CimScalar } from './value.js'

export type CimTypeName =
  | 'sint8'
  | 'uint8'
  | 'sint16'
  | 'uint16'
  | 'sint32'
  | 'uint32'
  | 'sint64'
  | 'uint64'
  | 'real32'
  | 'real64'
  | 'boolean'
  | 'string'
  | 'char16'
  | 'datetime'
  | 'reference'
  | 'object'

/** One row of the type table. */
export interface CimType {
  /** The MOF keyword, but `reference` and `object` where MOF writes `Class ref` and a class name. */
  readonly name: CimTypeName
  /** CIMTYPE_ENUMERATION; an array adds {@link arrayFlag}. */
  readonly code: number
  readonly kind: 'integer' | 'real' | 'boolean' | 'text' | 'object'
  /** Bits of an integer or real, else 0. */
  readonly bits: number
  /** Reads the type's plain text form (not MOF, no quotes). @throws WmiError WBEM_E_TYPE_MISMATCH */
  parse(text: string): CimScalar
  /** The plain text form: digits, `TRUE`/`FALSE`, DMTF datetime, object path. */
  print(value: CimScalar): string
  /**
   * Brings what JavaScript programs naturally write to the declared type: a safe number for a 64-bit integer, a Date for a
   * datetime, numeric text for a number. @throws WmiError WBEM_E_TYPE_MISMATCH
   */
  coerce(value: unknown): CimScalar
}

/** Added to a type's code when the property is an array (CIM_FLAG_ARRAY). */
export const arrayFlag = 0x2000

function integer(name: CimTypeName, code: number, bits: number, signed: boolean): CimType {
  const min = signed ? -(2n ** BigInt(bits - 1)) : 0n
  const max = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n
  const wide = bits === 64
  const fromBig = (value: bigint, original: unknown): CimScalar => {
    if (value < min || value > max) throw typeMismatch(name, original)
    return wide ? value : Number(value)
  }
  const parse = (text: string): CimScalar => {
    const trimmed = text.trim()
    const match = /^([+-]?)(0x[0-9a-f]{1,16}|[0-9]{1,40})$/i.exec(trimmed)
    if (!match?.[2]) throw typeMismatch(name, text)
    const magnitude = BigInt(match[2])
    return fromBig(match[1] === '-' ? -magnitude : magnitude, text)
  }
  const low = Number(min)
  const high = Number(max)
  return {
    name,
    code,
    bits,
    kind: 'integer',
    parse,
    print: String,
    coerce(value) {
      if (typeof value === 'number' && Number.isInteger(value)) {
        if (!wide && value >= low && value <= high) return value
        if (Number.isSafeInteger(value)) return fromBig(BigInt(value), value)
      }
      if (typeof value === 'bigint') return fromBig(value, value)
      if (typeof value === 'string') return parse(value)
      if (typeof value === 'boolean') return wide ? BigInt(value) : Number(value)
      throw typeMismatch(name, value)
    },
  }
}

function real(name: CimTypeName, code: number, bits: number): CimType {
  // Neither MOF nor JSON can write what does not fit, nor NaN.
  const finite = (value: number, original: unknown): number => {
    const rounded = bits === 32 ? Math.fround(value) : value
    if (!Number.isFinite(rounded)) throw typeMismatch(name, original)
    return rounded
  }
  const parse = (text: string): CimScalar => {
    if (!/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) throw typeMismatch(name, text)
    return finite(Number(text), text)
  }
  return {
    name,
    code,
    bits,
    kind: 'real',
    parse,
    print: value => (bits === 32 ? shortestFloat32(Number(value)) : String(value)),
    coerce(value) {
      if (typeof value === 'number') return finite(value, value)
      if (typeof value === 'bigint') return finite(Number(value), value)
      if (typeof value === 'string') return parse(value)
      throw typeMismatch(name, value)
    },
  }
}

/** The fewest digits that read back as the same 32-bit value. */
function shortestFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(value)
}

const booleanTexts: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
])

const rows: readonly CimType[] = [
  integer('sint8', 16, 8, true),
  integer('uint8', 17, 8, false),
  integer('sint16', 2, 16, true),
  integer('uint16', 18, 16, false),
  integer('sint32', 3, 32, true),
  integer('uint32', 19, 32, false),
  integer('sint64', 20, 64, true),
  integer('uint64', 21, 64, false),
  real('real32', 4, 32),
  real('real64', 5, 64),
  {
    name: 'boolean',
    code: 11,
    bits: 0,
    kind: 'boolean',
    parse(text) {
      const value = booleanTexts.get(text.trim().toLowerCase())
      if (value === undefined) throw typeMismatch('boolean', text)
      return value
    },
    print: value => (value ? 'TRUE' : 'FALSE'),
    coerce(value) {
      if (typeof value === 'boolean') return value
      if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
        return this.parse(String(value))
      throw typeMismatch('boolean', value)
    },
  },
  text('string', 8),
  {
    ...text('char16', 103),
    parse: char16,
    coerce(value) {
      // Object paths write char16 keys as numbers.
      if ((typeof value === 'number' && Number.isInteger(value)) || typeof value === 'bigint') {
        if (value >= 0 && value <= 0xffff) return String.fromCharCode(Number(value))
      }
      if (typeof value === 'string') return char16(value)
      throw typeMismatch('char16', value)
    },
  },
  {
    name: 'datetime',
    code: 101,
    bits: 0,
    kind: 'text',
    parse: value => CimDateTime.parse(value),
    print: String,
    coerce(value) {
      if (value instanceof CimDateTime) return value
      if (value instanceof Date) return CimDateTime.fromDate(value)
      if (typeof value === 'string') return CimDateTime.parseLoose(value)
      throw typeMismatch('datetime', value)
    },
  },
  {
    ...text('reference', 102),
    coerce(value) {
      if (typeof value === 'string') return value
      if (value instanceof CimInstance && value.__PATH !== null) return value.__PATH
      throw typeMismatch('reference', value)
    },
  },
  {
    name: 'object',
    code: 13,
    bits: 0,
    kind: 'object',
    parse(value) {
      throw typeMismatch('object', value)
    },
    print: value => (value instanceof CimInstance ? value.__CLASS : String(value)),
    coerce(value) {
      if (value instanceof CimInstance) return value
      throw typeMismatch('object', value)
    },
  },
]

function text(name: CimTypeName, code: number): CimType {
  return {
    name,
    code,
    bits: 0,
    kind: 'text',
    parse: value => value,
    print: String,
    coerce(value) {
      if (typeof value === 'string') return value
      throw typeMismatch(name, value)
    },
  }
}

function char16(value: string): string {
  if (value.length !== 1) throw typeMismatch('char16', value)
  return value
}

/** The type table by name. */
export const cimTypes = Object.fromEntries(rows.map(type => [type.name, type])) as Readonly<
  Record<CimTypeName, CimType>
>

/** The type table by CIMTYPE code, without the array flag. */
export const cimTypeByCode: ReadonlyMap<number, CimType> = new Map(rows.map(type => [type.code, type]))
