// "Numeric, string, and Boolean literals": which type a number has as it is written.
import { failure } from './errors.js'
import { hasDigits, parseExact } from './exact.js'
import { numeric, numericDigits, rangeOf, type TypeInfo, typeInfo } from './type-info.js'
import type { ExpressionType } from './types.js'

const integerTypes: Readonly<Record<string, ExpressionType>> = {
  '': 'DT_I4',
  U: 'DT_UI4',
  L: 'DT_I8',
  UL: 'DT_UI8',
  LU: 'DT_UI8',
}

/** The type and value of a number literal. @throws ExpressionFailure */
export function numberLiteral(text: string, offset: number): { type: TypeInfo; value: number | bigint } {
  const isHex = /^0x/i.test(text)
  const digits = /^(?:0x[0-9a-f]+|[\d.]+(?:e[+-]?\d+)?)/i.exec(text)?.[0] ?? text
  const suffix = text.slice(digits.length).toUpperCase()
  const whole = isHex || /^\d+$/.test(digits)
  const wrong = () => failure(offset, 'DTS_E_EXPREVALINVALIDTOKEN', { token: text.slice(0, 100) })
  const overflow = (type: ExpressionType) =>
    failure(offset, 'DTS_E_EXPREVALLITERALOVERFLOW', { literal: text.slice(0, 100), type })
  if (whole) {
    const type = integerTypes[suffix]
    if (!type) throw wrong()
    // No integer type has more digits; BigInt would take long over very many.
    if (digits.length > 1000) throw overflow(type)
    const value = BigInt(digits)
    if (value > rangeOf(type).max) throw overflow(type)
    return { type: typeInfo(type), value: type === 'DT_I4' || type === 'DT_UI4' ? Number(value) : value }
  }
  if (/[eE]/.test(digits) || suffix !== '') {
    if (suffix !== '' && suffix !== 'F' && suffix !== 'L') throw wrong()
    const type = suffix === 'F' ? 'DT_R4' : 'DT_R8'
    const value = type === 'DT_R4' ? Math.fround(Number(digits)) : Number(digits)
    if (!Number.isFinite(value)) throw overflow(type)
    return { type: typeInfo(type), value }
  }
  const exact = parseExact(digits)
  if (!exact || exact.scale > numericDigits || !hasDigits(exact.value, numericDigits)) throw overflow('DT_NUMERIC')
  const integral = digits.replace(/^0+/, '').replace(/\..*$/, '').length
  return { type: numeric(Math.max(1, integral + exact.scale), exact.scale), value: exact.value }
}
