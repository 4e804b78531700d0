// "Cast (SSIS Expression)" and "Integration Services Data Types": what can become what, and how.
import { convertText } from './cast-text.js'
import { type Convert, castFailed, exactFits, tooLarge } from './convert.js'
import { exactOfNumber, exactToNumber, rescale } from './exact.js'
import { convertMoment, dateZero, type Moment, momentFits, momentOfDate, ticksPerDay } from './moments.js'
import { type Family, rangeOf, type TypeInfo, typeInfo } from './type-info.js'
import type { ExpressionType } from './types.js'
import type { Value } from './values.js'

/** What the diagram of legal casts has beyond casts between families and types of the same one. */
const legal: Readonly<Partial<Record<ExpressionType, readonly ExpressionType[]>>> = {
  DT_BYTES: ['DT_R4', 'DT_UI4', 'DT_I8', 'DT_UI8', 'DT_GUID', 'DT_STR', 'DT_WSTR', 'DT_IMAGE', 'DT_TEXT', 'DT_NTEXT'],
  DT_GUID: ['DT_BYTES', 'DT_STR', 'DT_WSTR'],
  DT_I4: ['DT_BYTES'],
  DT_I8: ['DT_BYTES', 'DT_FILETIME'],
  DT_UI4: ['DT_BYTES'],
  DT_UI8: ['DT_BYTES', 'DT_FILETIME'],
  DT_FILETIME: ['DT_I8', 'DT_UI8'],
  DT_IMAGE: ['DT_BYTES', 'DT_TEXT', 'DT_NTEXT'],
  DT_TEXT: ['DT_STR', 'DT_IMAGE', 'DT_NTEXT'],
  DT_NTEXT: ['DT_WSTR', 'DT_IMAGE', 'DT_TEXT'],
}

/** Numbers that dates cannot come from, and dates that do not come from any number. */
const datelessNumbers = new Set<ExpressionType>(['DT_CY', 'DT_NUMERIC', 'DT_I8', 'DT_UI8'])
const numberlessDates = new Set<ExpressionType>([
  'DT_DBTIME2',
  'DT_DBTIMESTAMP2',
  'DT_DBTIMESTAMPOFFSET',
  'DT_FILETIME',
])

const isScalar = (family: Family) =>
  family === 'integer' || family === 'real' || family === 'exact' || family === 'boolean'

/** Whether the diagram of the documentation allows a cast. */
export function castIsLegal(from: TypeInfo, to: TypeInfo): boolean {
  if (from.type === to.type || legal[from.type]?.includes(to.type)) return true
  if (from.family === 'text') return true
  if (to.family === 'text') return from.family !== 'blob' && from.family !== 'bytes'
  if (isScalar(from.family)) {
    if (isScalar(to.family)) return true
    if (to.type === 'DT_DATE') return !['DT_CY', 'DT_DECIMAL', 'DT_I8', 'DT_UI8'].includes(from.type)
    return (
      to.family === 'moment' &&
      from.family !== 'boolean' &&
      !datelessNumbers.has(from.type) &&
      !numberlessDates.has(to.type)
    )
  }
  if (from.family !== 'moment') return false
  if (to.family === 'moment') return !(from.type === 'DT_DATE' && to.type === 'DT_FILETIME')
  return from.type === 'DT_DATE' && isScalar(to.family) && to.type !== 'DT_CY' && to.type !== 'DT_DECIMAL'
}

/** The conversion of a legal cast. `length` is that of the type to which it leads: characters or bytes. */
export function converter(from: TypeInfo, to: TypeInfo, length: number, offset: number): Convert {
  if (to.family === 'text' || from.family === 'text' || from.family === 'blob' || to.family === 'blob')
    return convertText(from, to, length, offset)
  if (to.family === 'bytes' || from.family === 'bytes' || from.family === 'guid')
    return convertBytes(from, to, length, offset)
  if (from.family === 'moment' && to.family === 'moment') return betweenMoments(from, to, offset)
  if (from.family === 'moment') return fromMoment(from, to, offset)
  if (to.family === 'moment') return toMoment(from, to, offset)
  return convertNumber(from, to, offset)
}

/** Numbers and Booleans among each other; True counts as -1. Digits after the point that have no place are dropped. */
export function convertNumber(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  if (from.family === 'boolean' && to.family !== 'boolean') {
    const convert = convertNumber(typeInfo('DT_I4'), to, offset)
    const small = to.family === 'integer' && rangeOf(to.type).min === 0n
    return (value, frame) => {
      // An unsigned type has no -1: all its bits are set instead.
      if (value && small) return bits(to, -1n)
      return convert(value ? -1 : 0, frame)
    }
  }
  switch (to.family) {
    case 'boolean':
      return value => (typeof value === 'bigint' ? value !== 0n : value !== 0 && value !== false)
    case 'integer':
      return toInteger(from, to, offset)
    case 'real':
      return toReal(from, to, offset)
    default:
      return toExact(from, to, offset)
  }
}

/** The value of these bits in an integer type. */
export function bits({ type }: TypeInfo, value: bigint): number | bigint {
  const { min, max } = rangeOf(type)
  const width = max - min + 1n
  const wrapped = ((((value - min) % width) + width) % width) + min
  return type === 'DT_I8' || type === 'DT_UI8' ? wrapped : Number(wrapped)
}

function toInteger(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  const { min, max } = rangeOf(to.type)
  const big = to.type === 'DT_I8' || to.type === 'DT_UI8'
  const [low, high] = [Number(min), Number(max)]
  return value => {
    if (typeof value === 'number' && !big) {
      const whole = Math.trunc(value)
      if (!(whole >= low && whole <= high)) throw tooLarge(from, to, offset)
      return whole + 0
    }
    if (typeof value === 'number' && !Number.isFinite(value)) throw tooLarge(from, to, offset)
    const whole = typeof value === 'bigint' ? rescale(value, scaleOf(from), 0) : BigInt(Math.trunc(Number(value)))
    if (whole < min || whole > max) throw tooLarge(from, to, offset)
    return big ? whole : Number(whole)
  }
}

const scaleOf = ({ family, scale }: TypeInfo) => (family === 'exact' ? scale : 0)

function toReal(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  const scale = scaleOf(from)
  const single = to.type === 'DT_R4'
  return value => {
    const real = typeof value === 'bigint' ? exactToNumber(value, scale) : Number(value)
    const kept = single ? Math.fround(real) : real
    if (!Number.isFinite(kept)) throw tooLarge(from, to, offset)
    return kept
  }
}

function toExact(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  return value => {
    const exact =
      typeof value === 'bigint' ? { value, scale: scaleOf(from) } : exactOfNumber(typeof value === 'number' ? value : 0)
    const kept = rescale(exact.value, exact.scale, to.scale)
    if (!exactFits(kept, to)) throw tooLarge(from, to, offset)
    return kept
  }
}

function betweenMoments(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  return (value, frame) => {
    const converted = convertMoment(value as Moment, from, to, () => momentOfDate(frame.now()))
    if (!momentFits(converted, to.type)) throw tooLarge(from, to, offset)
    return converted
  }
}

/** Automation dates count days from 30 December 1899. */
function fromMoment(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  if (from.type === 'DT_FILETIME') {
    const convert = convertNumber(typeInfo('DT_I8'), to, offset)
    return (value, frame) => convert((value as Moment).ticks - fileTimeZero, frame)
  }
  const convert = convertNumber(typeInfo('DT_R8'), to, offset)
  return (value, frame) => convert(Number((value as Moment).ticks - dateZero) / Number(ticksPerDay), frame)
}

/** 1 January 1601. */
const fileTimeZero = -116_444_736_000_000_000n

function toMoment(from: TypeInfo, to: TypeInfo, offset: number): Convert {
  const asDate = betweenMoments(typeInfo('DT_DATE'), to, offset)
  return (value, frame) => {
    if (to.type === 'DT_FILETIME') {
      const moment = { ticks: (value as bigint) + fileTimeZero, offset: 0 }
      if (!momentFits(moment, to.type)) throw tooLarge(from, to, offset)
      return moment
    }
    const days = typeof value === 'bigint' ? exactToNumber(value, scaleOf(from)) : Number(value)
    if (!(Math.abs(days) < 4_000_000)) throw tooLarge(from, to, offset)
    // Whole milliseconds: what a double keeps of a day.
    const ticks = dateZero + BigInt(Math.round(days * 86_400_000)) * 10_000n
    return asDate({ ticks, offset: 0 }, frame)
  }
}

function convertBytes(from: TypeInfo, to: TypeInfo, length: number, offset: number): Convert {
  if (from.family === 'guid')
    return value => (to.type === 'DT_GUID' ? value : guidBytes(String(value)).subarray(0, length))
  if (to.family === 'bytes') {
    if (from.family === 'bytes') return value => (value as Uint8Array).subarray(0, length)
    const size = from.type === 'DT_I4' || from.type === 'DT_UI4' ? 4 : 8
    return value => {
      const buffer = Buffer.alloc(8)
      buffer.writeBigInt64LE(BigInt.asIntN(64, BigInt(value as bigint | number)))
      return new Uint8Array(buffer.subarray(0, Math.min(size, length)))
    }
  }
  return value => fromBytes(value as Uint8Array, from, to, offset)
}

const widths: Readonly<Partial<Record<ExpressionType, number>>> = {
  DT_R4: 4,
  DT_UI4: 4,
  DT_I8: 8,
  DT_UI8: 8,
  DT_GUID: 16,
}

function fromBytes(bytes: Uint8Array, from: TypeInfo, to: TypeInfo, offset: number): Value {
  if (bytes.length !== widths[to.type]) throw castFailed(from, to, offset)
  const buffer = Buffer.from(bytes)
  switch (to.type) {
    case 'DT_R4':
      return buffer.readFloatLE()
    case 'DT_UI4':
      return buffer.readUInt32LE()
    case 'DT_I8':
      return buffer.readBigInt64LE()
    case 'DT_UI8':
      return buffer.readBigUInt64LE()
    default:
      return guidText(buffer)
  }
}

function guidBytes(guid: string): Uint8Array {
  const bytes = Buffer.from(guid.replace(/[{}-]/g, ''), 'hex')
  for (const [start, end] of [
    [0, 4],
    [4, 6],
    [6, 8],
  ] as const)
    bytes.subarray(start, end).reverse()
  return new Uint8Array(bytes)
}

function guidText(bytes: Buffer): string {
  const ordered = Buffer.from(bytes)
  for (const [start, end] of [
    [0, 4],
    [4, 6],
    [6, 8],
  ] as const)
    ordered.subarray(start, end).reverse()
  const hex = ordered.toString('hex').toUpperCase()
  return `{${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}}`
}
