import { connect } from '../../src/connect/connect.js'
import { ListenerChild } from '../listener-child.js'
import type { Row } from '../measure.js'

/** A million rows over NTLM: what both processes need at most, beside a hundred thousand rows. */
export async function run(): Promise<Row[]> {
  const small = await stream(100_000)
  const large = await stream(1_000_000)
  return [
    {
      what: 'peak memory of the client, 1,000,000 rows beside 100,000',
      ours: `${large.client} MB`,
      beside: `${small.client} MB`,
      ratio: `${(large.client / small.client).toFixed(2)} ×`,
    },
    {
      what: 'peak memory of the listener, the same',
      ours: `${large.listener} MB`,
      beside: `${small.listener} MB`,
      ratio: `${(large.listener / small.listener).toFixed(2)} ×`,
    },
    {
      what: '1,000,000 rows over NTLM, sealed',
      ours: `${(1e6 / large.milliseconds).toFixed(0)} k rows/s`,
      beside: '',
      ratio: '',
    },
  ]
}

async function stream(rows: number): Promise<{ client: number; listener: number; milliseconds: number }> {
  const child = await ListenerChild.start(rows)
  const wmi = await connect({ server: child.http, namespace: 'root\\bench', username: 'bench', password: 'bench' })
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  const start = performance.now()
  let count = 0
  for await (const row of wmi.query('SELECT * FROM Bench_Row')) count += row.Id === null ? 0 : 1
  const milliseconds = performance.now() - start
  clearInterval(timer)
  if (count !== rows) throw new Error(`${count} rows came instead of ${rows}`)
  const listener = await child.memory()
  await wmi.close()
  await child.stop()
  return { client: Math.round(peak / 1e6), listener, milliseconds }
}
