import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { CimDateTime } from '../../src/cim/datetime.js'

const berlin = CimDateTime.parse('20240115093042.123456+060')

describe('a point in time', () => {
  test('keeps its text', () => {
    expect(berlin.text).toBe('20240115093042.123456+060')
    expect(String(berlin)).toBe('20240115093042.123456+060')
    expect(inspect(berlin)).toBe('CimDateTime 20240115093042.123456+060')
  })

  test('has parts and an offset in minutes ahead of UTC', () => {
    expect(berlin.parts).toEqual({
      year: 2024,
      month: 1,
      day: 15,
      hours: 9,
      minutes: 30,
      seconds: 42,
      microseconds: 123456,
    })
    expect(berlin.offset).toBe(60)
    expect(CimDateTime.parse('20240115093042.000000-300').offset).toBe(-300)
    expect(CimDateTime.parse('20240115093042.000000-000').offset).toBe(0)
  })

  test('converts to the instant', () => {
    expect(berlin.toDate()?.toISOString()).toBe('2024-01-15T08:30:42.123Z')
    expect(berlin.microseconds()).toBe(1705307442123456n)
    expect(CimDateTime.parse('19691231235959.999999+000').microseconds()).toBe(-1n)
  })

  test('converts to ISO 8601 with its offset and its microseconds', () => {
    expect(berlin.toISOString()).toBe('2024-01-15T09:30:42.123456+01:00')
    expect(CimDateTime.parse('20240115093042.000000-330').toISOString()).toBe('2024-01-15T09:30:42-05:30')
    expect(CimDateTime.parse('20240115093042.000000-000').toISOString()).toBe('2024-01-15T09:30:42Z')
    expect(JSON.stringify([berlin])).toBe('["2024-01-15T09:30:42.123456+01:00"]')
  })

  test('the default of SWbemDateTime lies in the year 0', () => {
    const zero = CimDateTime.parse('00000101000000.000000+000')
    expect(zero.toDate()?.toISOString()).toBe('0000-01-01T00:00:00.000Z')
  })

  test('comes from a Date, in UTC or in a local time', () => {
    const date = new Date('2024-02-29T23:30:00.250Z')
    expect(CimDateTime.fromDate(date).text).toBe('20240229233000.250000+000')
    expect(CimDateTime.fromDate(date, 60).text).toBe('20240301003000.250000+060')
    expect(CimDateTime.fromDate(date, -300).text).toBe('20240229183000.250000-300')
  })

  test('comes from microseconds, before 1970 too', () => {
    expect(CimDateTime.fromMicroseconds(1705307442123456n, 60).text).toBe('20240115093042.123456+060')
    expect(CimDateTime.fromMicroseconds(-1n).text).toBe('19691231235959.999999+000')
  })

  test('days all over the years 0 to 9999 are those that Date has', () => {
    const date = new Date('0000-01-01T00:00:00Z')
    for (let day = 0; day < 3_652_425; day += 61) {
      const text = date.toISOString().slice(0, 10).replaceAll('-', '')
      if (CimDateTime.fromDate(date).text.slice(0, 8) !== text) throw new Error(text)
      if (CimDateTime.parseLoose(text).toDate()?.getTime() !== date.getTime()) throw new Error(text)
      date.setUTCDate(date.getUTCDate() + 61)
    }
    expect(date.getUTCFullYear()).toBe(10000)
  })

  test.each([
    ['an invalid Date', () => CimDateTime.fromDate(new Date(Number.NaN))],
    ['a year above 9999', () => CimDateTime.fromDate(new Date('+010000-01-01T00:00:00Z'))],
    ['a year below 0', () => CimDateTime.fromDate(new Date('-000001-01-01T00:00:00Z'))],
    ['an offset of four digits', () => CimDateTime.fromDate(new Date(0), 1000)],
    ['an offset that is no whole number', () => CimDateTime.fromDate(new Date(0), 0.5)],
  ])('%s is a type mismatch', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH' }))
  })
})

describe('asterisks', () => {
  const day = CimDateTime.parse('20240101******.000000+***')

  test('stand for whole fields, which are null', () => {
    expect(day.parts).toEqual({
      year: 2024,
      month: 1,
      day: 1,
      hours: null,
      minutes: null,
      seconds: null,
      microseconds: 0,
    })
    expect(day.offset).toBeNull()
  })

  test('leave no instant and no ISO form', () => {
    expect(day.toDate()).toBeNull()
    expect(day.microseconds()).toBeNull()
    expect(day.toISOString()).toBeNull()
    expect(JSON.stringify(day)).toBe('"20240101******.000000+***"')
    expect(CimDateTime.parse('20240101000000.******+000').toISOString()).toBeNull()
  })

  test('compare character by character', () => {
    const known = CimDateTime.parse('20240101000000.000000+000')
    const unknown = CimDateTime.parse('20240101000000.000000+***')
    expect(known.equals(unknown)).toBe(false)
    expect(unknown.compare(known)).toBe(-1)
    expect(day.equals(CimDateTime.parse('20240101******.000000+***'))).toBe(true)
  })
})

describe('an interval', () => {
  const interval = CimDateTime.parse('00000012023405.000006:000')

  test('has days, a clock and no offset', () => {
    expect(interval.isInterval).toBe(true)
    expect(berlin.isInterval).toBe(false)
    expect(interval.parts).toEqual({ days: 12, hours: 2, minutes: 34, seconds: 5, microseconds: 6 })
    expect(interval.offset).toBeNull()
    expect(interval.toDate()).toBeNull()
    expect(interval.microseconds()).toBe(1046045000006n)
  })

  test('prints as an ISO 8601 duration', () => {
    expect(interval.toISOString()).toBe('P12DT2H34M5.000006S')
    expect(CimDateTime.parse('00000001000000.000000:000').toISOString()).toBe('P1D')
    expect(CimDateTime.parse('00000000000030.000000:000').toISOString()).toBe('PT30S')
    expect(CimDateTime.parse('00000000000000.500000:000').toISOString()).toBe('PT0.500000S')
    expect(CimDateTime.parse('00000000000000.000000:000').toISOString()).toBe('PT0S')
  })

  test('is made from fields, which carry over', () => {
    expect(CimDateTime.interval({ days: 1, hours: 2, minutes: 3, seconds: 4, microseconds: 5 }).text).toBe(
      '00000001020304.000005:000',
    )
    expect(CimDateTime.interval({ minutes: 1500, microseconds: 1_500_000 }).text).toBe('00000001010001.500000:000')
    expect(CimDateTime.interval({}).text).toBe('00000000000000.000000:000')
  })

  test.each([{ seconds: -1 }, { hours: 0.5 }, { days: 100_000_000 }, { days: Number.NaN }])(
    'refuses the fields %j',
    fields => {
      expect(() => CimDateTime.interval(fields)).toThrow(expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH' }))
    },
  )
})

describe('comparison', () => {
  test('is between instants, whatever the offsets', () => {
    const utc = CimDateTime.parse('20240115083042.123456+000')
    expect(berlin.equals(utc)).toBe(true)
    expect(berlin.compare(CimDateTime.parse('20240115083042.123457+000'))).toBe(-1)
    expect(berlin.compare(CimDateTime.parse('20240115093042.123455+060'))).toBe(1)
    expect(CimDateTime.parse('20240101000000.000000-000').equals(CimDateTime.parse('20240101000000.000000+000'))).toBe(
      true,
    )
  })

  test('between an instant and an interval says nothing', () => {
    expect(berlin.compare(CimDateTime.parse('00000012023405.000006:000'))).toBeUndefined()
    expect(berlin.equals(CimDateTime.parse('00000012023405.000006:000'))).toBe(false)
  })
})

describe('reading', () => {
  test.each([
    '',
    '20240115',
    '20241301000000.000000+000',
    '20240230000000.000000+000',
    '20230229000000.000000+000',
    '20240431000000.000000+000',
    '20240101240000.000000+000',
    '20240101006000.000000+000',
    '20240101000060.000000+000',
    '2024010100000*.000000+000',
    '202401010000**.00000*+000',
    '20240101000000.000000:001',
    '00000012******.000000:000',
    '20240101000000.000000 000',
    '20240101000000,000000+000',
    ' 20240101000000.000000+000',
    '20240101000000.000000+0000',
    '２0240101000000.000000+000',
  ])('refuses %j', text => {
    expect(() => CimDateTime.parse(text)).toThrow(WmiError)
    expect(() => CimDateTime.parse(text)).toThrow(/is not a value of type datetime/)
  })

  test('accepts 29 February of a leap year and of an unknown year', () => {
    expect(CimDateTime.parse('20240229000000.000000+000').parts).toMatchObject({ month: 2, day: 29 })
    expect(CimDateTime.parse('****0229000000.000000+000').parts).toMatchObject({ year: null, day: 29 })
    expect(CimDateTime.parse('2024**31000000.000000+000').parts).toMatchObject({ month: null, day: 31 })
  })

  test.each([
    ['20050117', '20050117000000.000000+000'],
    ['2005011708', '20050117080000.000000+000'],
    ['200501170830', '20050117083000.000000+000'],
    ['20050117083015', '20050117083015.000000+000'],
    ['20050117083015.25', '20050117083015.250000+000'],
    ['20050117083015.250000-300', '20050117083015.250000-300'],
    ['2005-01-17', '20050117000000.000000+000'],
    ['2005/01/17 08:30', '20050117083000.000000+000'],
    ['2005-01-17 08:30:15', '20050117083015.000000+000'],
    ['2005-01-17T08:30:15.5Z', '20050117083015.500000+000'],
    ['2005-01-17T08:30:15.1234567+05:30', '20050117083015.123456+330'],
    ['2005-01-17T08:30:15-0500', '20050117083015.000000-300'],
    [' 00000001000000.000000:000 ', '00000001000000.000000:000'],
    ['20240101******.000000+***', '20240101******.000000+***'],
  ])('loosely, %j is %s', (text, expected) => {
    expect(CimDateTime.parseLoose(text).text).toBe(expected)
  })

  test.each(['', 'today', '2005', '200501', '17/01/2005', '2005-01/17', '2005-02-30', '2005-01-17T08:30:15+17:00'])(
    'even loosely, %j is refused',
    text => {
      expect(() => CimDateTime.parseLoose(text)).toThrow(expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH' }))
    },
  )
})
