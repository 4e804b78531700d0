import { describe, expect, test } from 'vitest'
import { Package, VariableDataType } from '../../src/ssis/index.js'
import { changedLines, smallPackage, variable, withVariables } from './samples.js'
import { thrown } from './thrown.js'

const open = (...items: string[]) => Package.parse(withVariables(...items))

test.each([
  [5, '1E+300'],
  [7, '04/21/2008 09:03:29 AM'],
  [11, 'True'],
  [3, ' +5'],
])('setting the value that is there keeps its text (type %i, %s)', (type, text) => {
  const file = smallPackage(
    `<DTS:Variables><DTS:Variable DTS:DTSID="{V}" DTS:Namespace="User" DTS:ObjectName="V"><DTS:VariableValue DTS:DataType="${type}">${text}</DTS:VariableValue></DTS:Variable></DTS:Variables>`,
  )
  const pkg = Package.parse(file)
  const variable = pkg.variables.get('User::V')
  variable.value = variable.value as never
  expect(pkg.toXml()).toBe(file)
})

describe('values by type', () => {
  const date = new Date(2008, 3, 21, 9, 3, 29)

  test.each<[keyof typeof VariableDataType, string, unknown, unknown, string]>([
    ['Int16', '-5', -5, 32767, '32767'],
    ['Int32', '0', 0, -2147483648, '-2147483648'],
    ['Single', '0.1', Math.fround(0.1), 2.5, '2.5'],
    ['Double', '1.5E+20', 1.5e20, 0.25, '0.25'],
    ['DateTime', '4/21/2008 9:03:29 AM', date, new Date(2026, 11, 31, 0, 5, 9), '12/31/2026 12:05:09 AM'],
    ['String', 'a &lt; b', 'a < b', 'x > y', 'x &gt; y'],
    ['Boolean', '-1', true, false, '0'],
    ['Decimal', '12345678901234567890.5', '12345678901234567890.5', '0.10', '0.10'],
    ['SByte', '-128', -128, 127, '127'],
    ['Byte', '255', 255, 0, '0'],
    ['UInt16', '65535', 65535, 1, '1'],
    ['UInt32', '4294967295', 4294967295, 7, '7'],
    ['Int64', '-9223372036854775808', -9223372036854775808n, 9223372036854775807n, '9223372036854775807'],
    ['UInt64', '18446744073709551615', 18446744073709551615n, 5n, '5'],
  ])('%s', (type, text, value, next, nextText) => {
    const item = variable('X', VariableDataType[type], text)
    const pkg = open(item)
    const target = pkg.variables.get('User::X')
    expect(target.dataType).toBe(VariableDataType[type])
    expect(target.value).toEqual(value)
    target.value = next
    expect(target.value).toEqual(next)
    expect(pkg.toXml()).toBe(withVariables(item.replace(`>${text}<`, `>${nextText}<`)))
    expect(Package.parse(pkg.toXml()).variables.get('User::X').value).toEqual(next)
  })

  test.each<[keyof typeof VariableDataType, unknown]>([
    ['Int16', 32768],
    ['Int32', 1.5],
    ['Int32', '5'],
    ['Int32', null],
    ['Single', 'x'],
    ['DateTime', '4/21/2008'],
    ['DateTime', new Date(Number.NaN)],
    ['String', 5],
    ['String', null],
    ['Boolean', 1],
    ['Byte', -1],
    ['Int64', 2n ** 63n],
    ['UInt64', -1],
    ['Decimal', 'one'],
  ])('a value of another type is refused: %s %o', (type, value) => {
    const target = open(variable('X', VariableDataType[type], '')).variables.get('User::X')
    const error = thrown(() => Object.assign(target, { value }))
    expect(error).toMatchObject({ code: 0xc001f009, symbol: 'DTS_E_RUNTIMEVARIABLETYPECHANGE' })
    expect(error.message).toBe(`the variable "User::X" is of type ${type} and cannot take a value of another type`)
  })

  test('integers fit 64-bit variables whatever their JavaScript type', () => {
    const target = open(variable('X', VariableDataType.Int64, '0')).variables.get('User::X')
    target.value = 5
    expect(target.value).toBe(5n)
  })

  test('an Object holds anything, in memory only', () => {
    const envelope = '<x:Envelope xmlns:x="urn:soap"><x:Body /></x:Envelope>'
    const pkg = open(variable('X', VariableDataType.Object, envelope))
    const target = pkg.variables.get('User::X')
    expect(target.value).toBeNull()
    const table = { rows: [1, 2] }
    target.value = table
    expect(target.value).toBe(table)
    expect(pkg.toXml()).toBe(withVariables(variable('X', VariableDataType.Object, envelope)))
  })

  test('a text that is not of its type loads, and is refused when it is read', () => {
    const target = open(variable('X', VariableDataType.Int32, 'many')).variables.get('User::X')
    const error = thrown(() => target.value)
    expect(error.symbol).toBe('DTS_E_PERSISTENCEERROR')
    expect(error.message).toContain('"many"')
    target.value = 3
    expect(target.value).toBe(3)
  })

  test('dates: US order, 12 o’clock, without time, ISO; impossible ones are refused', () => {
    const read = (text: string) => open(variable('X', VariableDataType.DateTime, text)).variables.get('User::X').value
    expect(read('12/1/2024 12:00:00 PM')).toEqual(new Date(2024, 11, 1, 12))
    expect(read('12/1/2024 12:30:00 AM')).toEqual(new Date(2024, 11, 1, 0, 30))
    expect(read('2/29/2024')).toEqual(new Date(2024, 1, 29))
    expect(read('2024-02-29 13:14:15')).toEqual(new Date(2024, 1, 29, 13, 14, 15))
    for (const text of ['13/1/2024', '2/30/2024', '1/1/2024 13:00:00 PM', '1/1/2024 25:00:00', 'yesterday'])
      expect(thrown(() => read(text)).symbol).toBe('DTS_E_PERSISTENCEERROR')
  })

  test('white space is kept by the attribute that keeps it', () => {
    const pkg = open(variable('X', VariableDataType.String, 'x'))
    pkg.variables.get('User::X').value = '  '
    expect(changedLines(withVariables(variable('X', 8, 'x')), pkg.toXml()).added).toEqual([
      '        DTS:DataType="8"',
      '        xml:space="preserve">  </DTS:VariableValue>',
    ])
  })

  test('text of each type, as /SET gives it', () => {
    const pkg = open(
      variable('I', VariableDataType.Int32, '0'),
      variable('B', VariableDataType.Boolean, '0'),
      variable('S', VariableDataType.String, ''),
      variable('D', VariableDataType.DateTime, ''),
    )
    const put = (name: string, text: string) => {
      const target = pkg.variables.get(name)
      target.properties.get('Value').setValue(target, text)
      return target.value
    }
    expect([put('I', '-7'), put('B', 'TRUE'), put('S', '0'), put('D', '1/2/2026')]).toEqual([
      -7,
      true,
      '0',
      new Date(2026, 0, 2),
    ])
    expect(thrown(() => put('I', 'seven')).code).toBe(0xc001f009)
  })
})
