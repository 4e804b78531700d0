import { fileURLToPath } from 'node:url'
import { node, type Row } from '../measure.js'

/** Peak memory of a package whose WMI Data Reader writes a table to a file: four times the rows must not need more. */
export async function run(): Promise<Row[]> {
  const child = fileURLToPath(new URL('../table-file-child.js', import.meta.url))
  const measure = async (rows: number) =>
    JSON.parse(await node([child, String(rows)])) as { peak: number; milliseconds: number; bytes: number }
  const small = await measure(250_000)
  const large = await measure(1_000_000)
  return [
    {
      what: 'peak memory, a table of 1,000,000 rows to a file beside 250,000',
      ours: `${large.peak.toFixed(0)} MB`,
      beside: `${small.peak.toFixed(0)} MB`,
      ratio: `${(large.peak / small.peak).toFixed(2)} ×`,
    },
    {
      what: '1,000,000 rows to a file',
      ours: `${(1000 / large.milliseconds).toFixed(2)} M rows/s`,
      beside: `${(large.bytes / 1e6).toFixed(0)} MB written`,
      ratio: '',
    },
  ]
}
