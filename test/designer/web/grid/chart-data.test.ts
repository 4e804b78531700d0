import { expect, test } from 'vitest'
import { moved } from '../../../../src/designer/web/grid/cells.js'
import { axisColumns, chartData, numericColumns, rowNumber } from '../../../../src/designer/web/grid/chart-data.js'
import { arranged, tsvOf } from '../../../../src/designer/web/grid/rows.js'

const columns = [
  { name: 'Name', type: 'string', isKey: false },
  { name: 'Size', type: 'uint64', isKey: false },
  { name: 'At', type: 'datetime', isKey: false },
]
const rows = [
  ['b', '18446744073709551615', '20130415162843.000000+120'],
  ['a', 2, '2013-04-15T14:28:44Z'],
  ['c', null, null],
]

test('numbers are drawn, numbers and times can lie below', () => {
  expect(numericColumns(columns)).toEqual([1])
  expect(axisColumns(columns)).toEqual([1, 2])
})

test('values stand over the number of their row, gaps stay gaps', () => {
  const { x, isTime, series } = chartData(columns, rows, rowNumber, [1])
  expect([x, isTime]).toEqual([[1, 2, 3], false])
  expect(series).toEqual([{ name: 'Size', values: [2 ** 64, 2, null], least: 2, most: 2 ** 64, mean: 2 ** 63 + 1 }])
})

test('times are seconds; rows without one are left out', () => {
  const { x, isTime } = chartData(columns, rows, 2, [1])
  expect(isTime).toBe(true)
  expect(x).toEqual([1366036123, 1366036124])
})

test('a filter compares a column, or looks for a text anywhere', () => {
  const names = (filter: string) => arranged(rows, columns, filter, undefined).map(([name]) => name)
  expect(names('Size > 2')).toEqual(['b'])
  expect(names('size<=2')).toEqual(['a'])
  expect(names('Name <> A')).toEqual(['b', 'c'])
  expect(names('18446744073709551615')).toEqual(['b'])
  expect(names('Nothing > 1')).toEqual([])
})

test('rows for a spreadsheet keep to their lines', () => {
  expect(tsvOf([['a\tb', 'c\nd', null, ['x', 1]]])).toBe('a b\tc d\t\tx, 1')
})

test.each([
  ['ArrowUp', false, { row: 0, column: 0 }, { row: -1, column: 0 }],
  ['ArrowUp', false, { row: -1, column: 0 }, { row: -1, column: 0 }],
  ['ArrowRight', false, { row: 3, column: 2 }, { row: 3, column: 2 }],
  ['PageDown', false, { row: 3, column: 1 }, { row: 9, column: 1 }],
  ['End', true, { row: 0, column: 0 }, { row: 9, column: 2 }],
  ['Home', false, { row: 5, column: 2 }, { row: 5, column: 0 }],
  ['x', false, { row: 5, column: 2 }, undefined],
])('%s (Ctrl %s) leads on', (key, ctrl, from, to) => {
  expect(moved(from, key, ctrl, { rows: 10, columns: 3, page: 8 })).toEqual(to)
})
