// Casts to and from texts, and between the types of large objects.
import { decodeText, encodeText, throughCodePage } from './code-pages.js'
import { type Convert, castFailed, exactFits, tooLarge } from './convert.js'
import { exactText, parseExact, rescale } from './exact.js'
import { type Moment, momentFits, momentOfDate, momentText, parseMoment } from './moments.js'
import { rangeOf, type TypeInfo } from './type-info.js'
import type { Value } from './values.js'

/** The conversion of a legal cast to or from a text or a large object. `length` counts characters or bytes. */
export function convertText(from: TypeInfo, to: TypeInfo, length: number, offset: number): Convert {
  if (to.family === 'text') {
    const show = textOf(from)
    const { codePage } = to
    if (to.type === 'DT_STR') return value => throughCodePage(show(value), codePage, length)
    return value => cut(show(value), length)
  }
  if (to.family === 'blob' || from.family === 'blob') return convertBlob(from, to, length)
  return fromText(from, to, length, offset)
}

const cut = (text: string, length: number) => (text.length > length ? text.slice(0, length) : text)

/** How a value of a type is written as text. */
export function textOf(from: TypeInfo): (value: Exclude<Value, null>) => string {
  switch (from.family) {
    case 'exact':
      return value => exactText(value as bigint, from.scale)
    case 'real':
      return value => realText(value as number, from.type === 'DT_R4' ? 7 : 15)
    case 'boolean':
      return value => (value ? 'True' : 'False')
    case 'moment':
      return value => momentText(value as Moment, from)
    case 'bytes':
      return value =>
        Buffer.from(value as Uint8Array)
          .toString('hex')
          .toUpperCase()
    default:
      return String
  }
}

/** A floating-point number in as many digits as its type keeps, with an exponent where it would need more. */
export function realText(value: number, digits: number): string {
  if (value === 0) return '0'
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e')
  const power = Number(exponent)
  const significant = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  if (power >= digits || power < -4)
    return `${significant}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  return String(Number(value.toPrecision(digits)))
}

const guid = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i

const realForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function fromText(from: TypeInfo, to: TypeInfo, length: number, offset: number): Convert {
  const bad = () => castFailed(from, to, offset)
  switch (to.family) {
    case 'boolean':
      return value => {
        const word = String(value).trim().toLowerCase()
        if (word === 'true') return true
        if (word === 'false') return false
        const number = parseExact(word)
        if (!number) throw bad()
        return number.value !== 0n
      }
    case 'integer': {
      const { min, max } = rangeOf(to.type)
      const big = to.type === 'DT_I8' || to.type === 'DT_UI8'
      return value => {
        const text = String(value).trim()
        if (!/^[+-]?\d{1,40}$/.test(text)) throw bad()
        const whole = BigInt(text.replace('+', ''))
        if (whole < min || whole > max) throw tooLarge(from, to, offset)
        return big ? whole : Number(whole)
      }
    }
    case 'real':
      return value => {
        const text = String(value).trim()
        if (!realForm.test(text)) throw bad()
        const real = to.type === 'DT_R4' ? Math.fround(Number(text)) : Number(text)
        if (!Number.isFinite(real)) throw tooLarge(from, to, offset)
        return real
      }
    case 'exact':
      return value => {
        const exact = parseExact(String(value).trim())
        if (!exact) throw bad()
        const kept = rescale(exact.value, exact.scale, to.scale)
        if (!exactFits(kept, to)) throw tooLarge(from, to, offset)
        return kept
      }
    case 'moment':
      return (value, frame) => {
        const moment = parseMoment(String(value), to, () => momentOfDate(frame.now()))
        if (!moment) throw bad()
        if (!momentFits(moment, to.type)) throw tooLarge(from, to, offset)
        return moment
      }
    case 'guid':
      return value => {
        const match = guid.exec(String(value).trim())
        if (!match) throw bad()
        return `{${match[1]?.toUpperCase()}}`
      }
    default:
      return value => {
        const text = String(value)
        if (!/^(?:0[xX])?(?:[0-9a-fA-F]{2})*$/.test(text)) throw bad()
        return new Uint8Array(Buffer.from(text.replace(/^0x/i, ''), 'hex').subarray(0, length))
      }
  }
}

/** A large object is held as text (DT_TEXT, DT_NTEXT) or bytes (DT_IMAGE). */
function convertBlob(from: TypeInfo, to: TypeInfo, length: number): Convert {
  const bytesIn = from.type === 'DT_IMAGE' || from.type === 'DT_BYTES'
  const bytesOut = to.type === 'DT_IMAGE' || to.type === 'DT_BYTES'
  if (bytesIn && bytesOut) return value => (value as Uint8Array).subarray(0, length)
  if (bytesIn) {
    const { codePage } = to
    if (to.type === 'DT_NTEXT') return value => Buffer.from(value as Uint8Array).toString('utf16le')
    return value => decodeText(value as Uint8Array, codePage)
  }
  if (bytesOut) {
    if (from.type === 'DT_TEXT' || from.type === 'DT_STR')
      return value => encodeText(String(value), from.codePage).subarray(0, length)
    return value => new Uint8Array(Buffer.from(String(value), 'utf16le').subarray(0, length))
  }
  if (to.type === 'DT_TEXT') return value => throughCodePage(String(value), to.codePage, Number.POSITIVE_INFINITY)
  return value => String(value)
}
