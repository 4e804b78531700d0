import { describe, expect, test } from 'vitest'
import { classLimitsOf, type LimitValue, limitsOf, parseWql } from '../../src/wql/index.js'
import { fixtureClass } from './support.js'

function where(condition: string) {
  const query = parseWql(`SELECT * FROM Test_Item WHERE ${condition}`)
  return 'where' in query ? query.where : null
}

const item = fixtureClass('Test_Item')

describe('the values to which a condition limits a property', () => {
  test.each<[string, string, readonly LimitValue[] | undefined]>([
    ['Name = "a"', 'name', ['a']],
    ['"a" = Name', 'NAME', ['a']],
    ['Name = "a"', 'Size', undefined],
    ['Name LIKE "a"', 'Name', ['a']],
    ['Name LIKE "a%"', 'Name', undefined],
    ['Name <> "a"', 'Name', undefined],
    ['Name >= "a"', 'Name', undefined],
    ['Name IS NULL', 'Name', undefined],
    ['NOT Name = "a"', 'Name', undefined],
    ['NOT NOT Name = "a"', 'Name', undefined],
    ['Name = "a" AND Size > 5', 'Name', ['a']],
    ['Size > 5 AND (Name = "a" OR Name = "B")', 'Name', ['a', 'B']],
    ['Name = "a" OR Name = "A" OR Name = "b"', 'Name', ['a', 'b']],
    ['Name = "a" OR Size = 5', 'Name', undefined],
    ['Name = "a" OR Name IS NULL', 'Name', undefined],
    ['(Name = "a" OR Name = "b") AND Name = "b"', 'Name', ['b']],
    ['Name = "a" AND Flag = TRUE OR Name = "b"', 'Name', ['a', 'b']],
    ['Inner.P = 5', 'Inner', undefined],
    ['Inner ISA "X"', 'Inner', undefined],
    ['__CLASS = "Test_Item"', '__class', ['Test_Item']],
  ])('%s: the limit of %s', (condition, property, values) => {
    expect(limitsOf(where(condition), item).equals(property)).toEqual(values)
    expect(limitsOf(where(condition)).equals(property)).toEqual(values)
  })

  test.each<[string, string, readonly LimitValue[] | undefined]>([
    ['Size = "20"', 'Size', [20]],
    ['Size = TRUE', 'Size', [1]],
    ['Size = 2.0', 'Size', [2]],
    ['Size = 2.5', 'Size', []],
    ['Size = 2.5 OR Size = 3', 'Size', [3]],
    ['Big = 5', 'Big', [5n]],
    ['Big = "18446744073709551615"', 'Big', [18446744073709551615n]],
    ['Flag = 1', 'Flag', [true]],
    ['Flag = "false"', 'Flag', [false]],
    ['Name = 5', 'Name', ['5']],
    // Equal datetimes and reals can be written in many ways.
    ['When = "20240101"', 'When', undefined],
    ['Ratio = 1', 'Ratio', undefined],
    ['__PATH = "Test_Item.Id=1"', '__PATH', undefined],
  ])('with the class, %s: the limit of %s', (condition, property, values) => {
    expect(limitsOf(where(condition), item).equals(property)).toEqual(values)
  })

  test('without the class, integers are numbers where they are safe', () => {
    expect(limitsOf(where('Size = 20 OR Size = 9007199254740993')).equals('Size')).toEqual([20, 9007199254740993n])
  })

  test('no condition limits nothing', () => {
    const limits = limitsOf(null)
    expect(limits.equals('Name')).toBeUndefined()
    expect(limits.properties.size).toBe(0)
  })
})

test('the properties mentioned, folded, without what follows a dot', () => {
  const { properties } = limitsOf(where('NOT (Name = "a" OR Inner.P = 5) AND size IS NULL AND Label LIKE "%"'))
  expect([...properties].sort()).toEqual(['inner', 'label', 'name', 'size'])
})

describe('the classes to which a condition limits an embedded object', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['TargetInstance ISA "Win32_Process"', ['Win32_Process']],
    ['targetinstance isa Win32_Process AND TargetInstance.Name = "x"', ['Win32_Process']],
    ['TargetInstance ISA "A" OR TargetInstance ISA "B"', ['A', 'B']],
    ['TargetInstance ISA "A" OR TargetInstance.Name = "x"', undefined],
    ['TargetInstance.__CLASS = "A"', ['A']],
    ['TargetInstance.__CLASS LIKE "A%"', undefined],
    ['PreviousInstance ISA "A"', undefined],
    ['NOT TargetInstance ISA "A"', undefined],
    ['TargetInstance.Inner ISA "A"', undefined],
  ])('%s: %j', (condition, classes) => {
    expect(classLimitsOf(where(condition), 'TargetInstance')).toEqual(classes)
  })
})
