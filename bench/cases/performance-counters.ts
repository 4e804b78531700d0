import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { connect } from '../../src/index.js'
import { pair, type Row } from '../measure.js'

/** Raw performance data beside a bare read of the files it needs; a formatted class reads them twice, and waits in between. */
export async function run(): Promise<Row[]> {
  if (process.platform !== 'linux') return []
  const wmi = await connect({ namespace: 'root\\cimv2', embedded: true })
  const cases: readonly (readonly [query: string, read: () => void])[] = [
    ['SELECT * FROM Win32_PerfRawData_PerfProc_Process', readProcesses],
    [
      'SELECT * FROM Win32_PerfRawData_PerfOS_Processor',
      () => readAll('/proc/stat', '/proc/interrupts', '/proc/softirqs', '/proc/uptime'),
    ],
    [
      'SELECT PercentProcessorTime FROM Win32_PerfRawData_PerfOS_Processor',
      () => readAll('/proc/stat', '/proc/uptime'),
    ],
    ['SELECT * FROM Win32_PerfRawData_PerfOS_Memory', () => readAll('/proc/meminfo', '/proc/vmstat', '/proc/uptime')],
    ['SELECT * FROM Win32_PerfRawData_PerfDisk_PhysicalDisk', () => readAll('/proc/diskstats', '/proc/self/mountinfo')],
    ['SELECT * FROM Win32_PerfRawData_Tcpip_NetworkInterface', () => readAll('/proc/net/dev', '/proc/uptime')],
  ]
  const rows: Row[] = []
  for (const [query, read] of cases) {
    let count = 0
    const ours = async () => {
      count = (await wmi.query(query).toArray()).length
    }
    const time = await pair(ours, read, 25)
    rows.push({
      what: `${query} (${count} instances) beside bare reads`,
      ours: `${time.a.toFixed(2)} ms`,
      beside: `${time.b.toFixed(2)} ms`,
      ratio: `${time.ratio.toFixed(2)} × its time`,
    })
  }
  await wmi.close()
  return rows
}

function readProcesses(): void {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    readAll(...['stat', 'status', 'io'].map(file => `/proc/${pid}/${file}`))
    attempt(() => readlinkSync(`/proc/${pid}/exe`))
    attempt(() => statSync(`/proc/${pid}/fd`))
  }
}

function readAll(...files: readonly string[]): void {
  for (const file of files) attempt(() => readFileSync(file))
}

function attempt(read: () => unknown): void {
  try {
    read()
  } catch {
    // The process may have ended, or be another user's.
  }
}
