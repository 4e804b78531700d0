import { expect, test } from 'vitest'
import { DataTable } from '../../../src/ssis/tasks/data-table.js'

const name = { name: 'Name', type: 'string', isArray: false } as const
const size = { name: 'Size', type: 'uint64', isArray: false } as const

test('rows read as lists and as objects', () => {
  const table = new DataTable([name, size])
  table.add(['a', 1n])
  table.add(['b', null])
  expect(table.columns).toEqual([name, size])
  expect(table.rows).toEqual([
    ['a', 1n],
    ['b', null],
  ])
  expect([...table]).toEqual(table.rows)
  expect(table.toArray()).toEqual([
    { Name: 'a', Size: 1n },
    { Name: 'b', Size: null },
  ])
})

test('tables join by column name, and neither of them changes', () => {
  const first = new DataTable([name, size])
  first.add(['a', 1n])
  const second = new DataTable([
    { ...size, name: 'SIZE' },
    { ...name, name: 'Label' },
  ])
  second.add([2n, 'b'])
  const joined = first.concat(second)
  expect(joined.columns.map(column => column.name)).toEqual(['Name', 'Size', 'Label'])
  expect(joined.rows).toEqual([
    ['a', 1n, null],
    [null, 2n, 'b'],
  ])
  expect([first.rows.length, second.rows.length]).toEqual([1, 1])
})

test('a column called __proto__ is a column', () => {
  const table = new DataTable([{ ...name, name: '__proto__' }])
  table.add(['a'])
  expect(Object.entries(table.toArray()[0] ?? {})).toEqual([['__proto__', 'a']])
})
