import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect } from '../../src/index.js'
import { pair, type Row } from '../measure.js'

/** `SELECT * FROM Win32_Process` beside a bare read of the files it needs, without looking at them. */
export async function run(): Promise<Row[]> {
  if (process.platform !== 'linux') return []
  const wmi = await connect({ namespace: 'root\\cimv2', embedded: true })
  let rows = 0
  const time = await pair(
    async () => {
      rows = 0
      for await (const _row of wmi.query('SELECT * FROM Win32_Process')) rows += 1
    },
    () => {
      for (const pid of readdirSync('/proc')) {
        if (!/^\d+$/.test(pid)) continue
        for (const file of ['stat', 'status', 'cmdline', 'io']) attempt(() => readFileSync(`/proc/${pid}/${file}`))
        attempt(() => readlinkSync(`/proc/${pid}/exe`))
      }
    },
    15,
  )
  await wmi.close()
  return [
    {
      what: `SELECT * FROM Win32_Process (${rows} processes) beside bare reads`,
      ours: `${time.a.toFixed(1)} ms`,
      beside: `${time.b.toFixed(1)} ms`,
      ratio: `${time.ratio.toFixed(2)} × its time`,
    },
  ]
}

function attempt(read: () => unknown): void {
  try {
    read()
  } catch {
    // The process may have ended, or be another user's.
  }
}
