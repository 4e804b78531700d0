// Exact decimal numbers as bigint: 1.50 with scale 2 is 150n.

const powers: bigint[] = [1n]

/** 10 to the power of n. */
export function power10(exponent: number): bigint {
  for (let next = powers.length; next <= exponent; next += 1) powers.push((powers[next - 1] ?? 1n) * 10n)
  return powers[exponent] ?? 10n ** BigInt(exponent)
}

const absolute = (value: bigint) => (value < 0n ? -value : value)

/** Divides and rounds half away from zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const rest = absolute(dividend % divisor)
  if (rest * 2n < absolute(divisor)) return quotient
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n
}

/** With another number of digits after the point; digits that go are dropped. */
export function rescale(value: bigint, from: number, to: number): bigint {
  if (from === to) return value
  return to > from ? value * power10(to - from) : value / power10(from - to)
}

/** With another number of digits after the point; rounded half away from zero. */
export function rescaleRounded(value: bigint, from: number, to: number): bigint {
  return to >= from ? rescale(value, from, to) : divideRounded(value, power10(from - to))
}

/** Whether it has at most so many digits. */
export function hasDigits(value: bigint, digits: number): boolean {
  return absolute(value) < power10(digits)
}

export function exactText(value: bigint, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(absolute(value)).padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

const form = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?$/

/** Reads decimal digits, also with an exponent; undefined when the text is no number or too large for any type. */
export function parseExact(text: string): { value: bigint; scale: number } | undefined {
  const match = form.exec(text)
  if (!match || text.length > 400 || (!match[2] && !match[3])) return undefined
  const fraction = match[3] ?? ''
  const exponent = Number(match[4] ?? 0)
  const digits = BigInt(`${match[2]}${fraction}`)
  const value = match[1] === '-' ? -digits : digits
  const scale = fraction.length - exponent
  if (scale > 700 || scale < -700) return undefined
  return scale >= 0 ? { value, scale } : { value: value * power10(-scale), scale: 0 }
}

export function exactToNumber(value: bigint, scale: number): number {
  return scale === 0 ? Number(value) : Number(exactText(value, scale))
}

/** A finite number in full digits. */
export function exactOfNumber(value: number): { value: bigint; scale: number } {
  return parseExact(String(value)) ?? { value: 0n, scale: 0 }
}
