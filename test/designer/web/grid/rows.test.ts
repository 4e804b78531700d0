import { describe, expect, test } from 'vitest'
import type { Column } from '../../../../src/designer/api/index.js'
import { arranged, compareCells, csvOf, jsonOf } from '../../../../src/designer/web/grid/rows.js'

const columns: readonly Column[] = [
  { name: 'Name', type: 'string', isKey: true },
  { name: 'Size', type: 'uint64', isKey: false },
]
const rows = [
  ['b "x", y', '9007199254740993'],
  ['a', null],
  ['C', '9007199254740992'],
]

describe('rows of a grid', () => {
  test('64-bit numbers are put in order exactly, nothing before all', () => {
    const sizes = arranged(rows, columns, '', { column: 1, descending: false }).map(([, size]) => size)
    expect(sizes).toEqual([null, '9007199254740992', '9007199254740993'])
    expect(compareCells('10', '9', true)).toBe(1)
    expect(compareCells(1.5, 1.25, true)).toBeGreaterThan(0)
  })

  test('texts are put in order by their letters, and backwards', () => {
    const names = arranged(rows, columns, '', { column: 0, descending: true }).map(([name]) => name)
    expect(names).toEqual(['C', 'b "x", y', 'a'])
  })

  test('a filter looks at every column', () => {
    expect(arranged(rows, columns, '0993', undefined)).toEqual([rows[0]])
    expect(arranged(rows, columns, 'c', undefined)).toEqual([rows[2]])
  })

  test('CSV quotes what needs it, JSON keeps null', () => {
    expect(csvOf(columns, rows)).toBe('Name,Size\r\n"b ""x"", y",9007199254740993\r\na,\r\nC,9007199254740992\r\n')
    expect(JSON.parse(jsonOf(columns, rows))[1]).toEqual({ Name: 'a', Size: null })
  })
})
