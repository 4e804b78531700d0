import { SaxesParser } from 'saxes'
import type { CimClass, CimInstance } from '../../src/cim/index.js'
import { cimTypes } from '../../src/cim/types.js'
import { WmiHost } from '../../src/host/index.js'
import { ItemsPage } from '../../src/wsman/rows/index.js'
import { RowWriter } from '../../src/wsman/values/index.js'
import { pair, type Row } from '../measure.js'
import { pageOf, pageRows, processPages, rowCount } from '../wsman-page.js'

/** What somebody would write around saxes: the same typed rows as plain objects, 64-bit integers as bigint, datetimes as text. */
function saxesRows(text: string, cimClass: CimClass): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = []
  let row: Record<string, unknown> | undefined
  let property = ''
  let value = ''
  let isNil = false
  let depth = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', tag => {
    depth += 1
    if (depth === 5) row = {}
    if (depth === 6) {
      property = tag.local
      value = ''
      isNil = tag.attributes['xsi:nil']?.value === 'true'
    }
  })
  parser.on('text', text => {
    if (depth >= 6) value += text
  })
  parser.on('closetag', () => {
    if (depth === 6 && row) {
      const type = cimClass.properties.get(property)?.type ?? 'string'
      const { kind, bits } = cimTypes[type]
      row[property] = isNil
        ? null
        : kind === 'integer'
          ? bits === 64
            ? BigInt(value)
            : Number(value)
          : kind === 'boolean'
            ? value === 'true'
            : value
    }
    if (depth === 5 && row) rows.push(row)
    depth -= 1
  })
  parser.write(text).close()
  return rows
}

/** Pages of Win32_Process to typed rows, beside JSON.parse of the same rows and beside a reader made with saxes; and the way back. */
export async function run(): Promise<Row[]> {
  await using services = new WmiHost().connect('root\\cimv2')
  const cimClass = await services.getClass('Win32_Process')
  const { rows, pages, documents, context } = processPages(cimClass)
  const read = () => {
    let kept: unknown
    for (const page of pages) for (const row of ItemsPage.read(page)?.instances(context) ?? []) kept = row
    return kept
  }
  const json = () => {
    let kept: unknown
    for (const document of documents) for (const row of JSON.parse(document.toString('utf8'))) kept = row
    return kept
  }
  const saxes = () => {
    let kept: unknown
    for (const page of pages) for (const row of saxesRows(page.toString('utf8'), cimClass)) kept = row
    return kept
  }
  const write = () => {
    const each = new RowWriter({ family: 'wmi', namespace: 'root\\cimv2' })
    let bytes = 0
    for (let start = 0; start < rowCount; start += pageRows) {
      let items = ''
      for (let row = start; row < start + pageRows; row += 1) items += each.instance(rows[row] as CimInstance)
      bytes += pageOf(items).length
    }
    return bytes
  }
  const stringify = () => {
    let bytes = 0
    for (let start = 0; start < rowCount; start += pageRows)
      bytes += Buffer.from(JSON.stringify(rows.slice(start, start + pageRows))).length
    return bytes
  }
  const besideJson = await pair(read, json)
  const besideSaxes = await pair(read, saxes)
  const writing = await pair(write, stringify)
  const speed = (milliseconds: number) => `${Math.round((rowCount / milliseconds) * 1000).toLocaleString('en')} rows/s`
  const line = (what: string, { a, b, ratio }: { a: number; b: number; ratio: number }): Row => ({
    what,
    ours: speed(a),
    beside: speed(b),
    ratio: `${(1 / ratio).toFixed(2)} × its speed`,
  })
  return [
    line(`pages of ${pageRows} Win32_Process to typed rows beside JSON.parse of the same rows`, besideJson),
    line('the same beside a reader made with saxes', besideSaxes),
    line('typed rows to pages beside JSON.stringify of the same rows', writing),
  ]
}
