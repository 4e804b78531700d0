import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import { fuzzCases } from '../vectors.js'

const runs = { numRuns: Math.ceil(fuzzCases / 3), seed: 20050117 }

/** A datetime of 25 characters whose forms agree with each other, or a WmiError. */
function readsOrRefuses(text: string): void {
  for (const parse of [CimDateTime.parse, CimDateTime.parseLoose]) {
    let value: CimDateTime
    try {
      value = parse(text)
    } catch (error) {
      expect(error).toBeInstanceOf(WmiError)
      expect(error).toMatchObject({ name: 'WBEM_E_TYPE_MISMATCH' })
      continue
    }
    expect(value.text).toHaveLength(25)
    expect(value.equals(CimDateTime.parse(value.text))).toBe(true)
    const microseconds = value.microseconds()
    expect(value.toISOString() === null).toBe(microseconds === null)
    expect(Object.keys(value.parts)[0]).toBe(value.isInterval ? 'days' : 'year')
    if (microseconds === null || value.isInterval) continue
    expect(value.toDate()?.getTime()).toBe(Number((microseconds - (((microseconds % 1000n) + 1000n) % 1000n)) / 1000n))
    expect(Date.parse(value.toISOString() ?? '')).toBe(value.toDate()?.getTime())
    expect(CimDateTime.fromMicroseconds(microseconds, value.offset ?? 0).equals(value)).toBe(true)
  }
}

const field = (digits: number) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.nat({ max: 10 ** Math.min(digits, 2) - 1 }).map(value => String(value).padStart(digits, '0')),
    },
    fc.constantFrom('*'.repeat(digits), '9'.repeat(digits), '1'.repeat(digits), '1'),
  )

describe('any text gives a datetime or a WmiError', () => {
  test('text of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), readsOrRefuses), runs)
  })

  test('digits, asterisks and signs', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789*.+-:TZ/ '), maxLength: 30 })
    fc.assert(fc.property(digits, readsOrRefuses), runs)
  })

  test('fields that may be out of range', () => {
    const text = fc
      .tuple(
        field(4),
        field(2),
        field(2),
        field(2),
        field(2),
        field(2),
        fc.constantFrom('.', ','),
        field(6),
        fc.constantFrom('+', '-', ':'),
        field(3),
      )
      .map(parts => parts.join(''))
    fc.assert(fc.property(text, readsOrRefuses), runs)
  })
})

test('an instant with any offset keeps its microseconds', () => {
  const microseconds = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n - 60_000_000_000n })
  fc.assert(
    fc.property(microseconds, fc.integer({ min: 0, max: 999 }), (instant, offset) => {
      const value = CimDateTime.fromMicroseconds(instant, offset)
      expect(value.microseconds()).toBe(instant)
      expect(value.offset).toBe(offset)
      expect(CimDateTime.parseLoose(value.toISOString() ?? '').microseconds()).toBe(instant)
    }),
    runs,
  )
})

test('a text of 10,000,000 digits is refused', () => {
  readsOrRefuses('1'.repeat(10_000_000))
})
