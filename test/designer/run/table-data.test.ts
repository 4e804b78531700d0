import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { csvRecords } from '../../../src/designer/run/csv.js'
import { mostRows, ofDataTable, ofFile, ofText } from '../../../src/designer/run/table-data.js'
import { DataTable, OutputType } from '../../../src/ssis/index.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const table = { outputType: OutputType.DataTable, header: true } as const

test('what is written as RFC 4180 is read as it was', () => {
  const record = (fields: readonly string[]): string =>
    `${fields.map(field => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\r\n`
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é') })
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1 }), { maxLength: 20 }), records => {
      expect([...csvRecords(records.map(record).join(''))]).toEqual(records)
    }),
  )
})

test.each([
  ['a,b', [['a', 'b']]],
  [
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['"open,\r\nto the end', [['open,\r\nto the end']]],
  ['"a"b,c', [['ab', 'c']]],
  ['a"b,c', [['a"b', 'c']]],
  ['\r\n', [['']]],
  ['', []],
])('%j is read somehow', (text, records) => {
  expect([...csvRecords(text)]).toEqual(records)
})

test('columns of a text get the type that all their values have', () => {
  const text =
    'Name,Size,Big,Share,On,At\r\nC:,1,18446744073709551615,0.5,True,20260101000000.000000+000\r\nD:,,2,1,False,\r\n'
  const { columns, rows, more } = ofText(text, table)
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'Name string',
    'Size sint32',
    'Big uint64',
    'Share real64',
    'On boolean',
    'At datetime',
  ])
  expect(rows).toEqual([
    ['C:', 1, '18446744073709551615', 0.5, true, '20260101000000.000000+000'],
    ['D:', null, '2', 1, false, null],
  ])
  expect(more).toBe(false)
})

test('rows of unlike length, and a text without names', () => {
  expect(ofText('A\r\n1,2\r\n', table)).toMatchObject({
    columns: [{ name: 'A' }, { name: 'Column 2' }],
    rows: [[1, 2]],
  })
  expect(ofText('x,y\r\n', { ...table, header: false }).rows).toEqual([['x', 'y']])
})

test('the other forms are tables too', () => {
  const text = 'Caption, Linux, of a kind\r\nVersion, 6\r\n'
  expect(ofText(text, { outputType: OutputType.PropertyNameAndValue, header: true }).rows).toEqual([
    ['Caption', 'Linux, of a kind'],
    ['Version', '6'],
  ])
  expect(ofText('1\r\n2\r\n', { outputType: OutputType.PropertyValue, header: true }).rows).toEqual([['1'], ['2']])
})

test('a table in memory has its values in a form that JSON has', () => {
  const data = new DataTable([
    { name: 'Id', type: 'uint64', isArray: false },
    { name: 'Tags', type: 'string', isArray: true },
    { name: 'Load', type: 'real64', isArray: false },
  ])
  data.add([18446744073709551615n, ['a', 'b'], Number.NaN])
  data.add([null, null, 1.5])
  expect(ofDataTable(data)).toEqual({
    columns: [
      { name: 'Id', type: 'uint64', isKey: false },
      { name: 'Tags', type: 'string[]', isKey: false },
      { name: 'Load', type: 'real64', isKey: false },
    ],
    rows: [
      ['18446744073709551615', ['a', 'b'], 'NaN'],
      [null, null, 1.5],
    ],
    more: false,
  })
})

test('no more is kept than there is room for, and no half line', async () => {
  const many = join(folder, 'many.csv')
  writeFileSync(many, `N\r\n${'1\r\n'.repeat(mostRows + 5)}`)
  expect(await ofFile(many, table)).toMatchObject({ more: true, rows: { length: mostRows } })
  const wide = join(folder, 'wide.csv')
  writeFileSync(wide, `N\r\n${`${'x'.repeat(999_998)}\r\n`.repeat(20)}`)
  const cut = await ofFile(wide, table)
  expect(cut?.more).toBe(true)
  for (const [value] of cut?.rows ?? []) expect(value).toHaveLength(999_998)
  expect(await ofFile(join(folder, 'gone.csv'), table)).toBeUndefined()
  expect(await ofFile(folder, table)).toBeUndefined()
})
