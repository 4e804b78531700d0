import { fileURLToPath } from 'node:url'
import { node, type Row } from '../measure.js'

/**
 * Peak memory of a process that streams rows through `query`: four times the rows must not need more.
 * (The garbage collector lets the young generation reach its full size within the first 300,000 rows or so.)
 */
export async function run(): Promise<Row[]> {
  const child = fileURLToPath(new URL('../stream-rows-child.js', import.meta.url))
  const measure = async (rows: number) =>
    JSON.parse(await node([child, String(rows)])) as { peak: number; milliseconds: number }
  const small = await measure(500_000)
  const large = await measure(2_000_000)
  return [
    {
      what: 'peak memory, 2,000,000 rows beside 500,000',
      ours: `${large.peak.toFixed(0)} MB`,
      beside: `${small.peak.toFixed(0)} MB`,
      ratio: `${(large.peak / small.peak).toFixed(2)} ×`,
    },
    {
      what: '2,000,000 rows through query()',
      ours: `${(2000 / large.milliseconds).toFixed(2)} M rows/s`,
      beside: '',
      ratio: '',
    },
  ]
}
