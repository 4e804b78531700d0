// proc_stat(5): `cpuN user nice system idle iowait irq softirq steal guest guest_nice`, in clock ticks since the start.
import type { Machine } from '../../machine.js'

/** Time spent and time idle of each logical processor. */
export type CpuTimes = ReadonlyMap<number, { readonly total: number; readonly idle: number }>

export function readCpuTimes(machine: Machine): CpuTimes {
  const times = new Map<number, { total: number; idle: number }>()
  for (const match of (machine.text('/proc/stat') ?? '').matchAll(/^cpu(\d+) (.*)$/gm)) {
    // guest and guest_nice are in user and nice already.
    const ticks = (match[2] ?? '').split(' ').slice(0, 8).map(Number)
    times.set(Number(match[1]), {
      total: ticks.reduce((sum, value) => sum + value, 0),
      idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    })
  }
  return times
}

/** The share of time, in whole percent, that these processors worked between two readings; null when no time passed. */
export function loadBetween(before: CpuTimes, after: CpuTimes, cpus: readonly number[]): number | null {
  let total = 0
  let idle = 0
  for (const cpu of cpus) {
    const from = before.get(cpu)
    const to = after.get(cpu)
    if (!from || !to) continue
    total += to.total - from.total
    // Idle time may run backwards by a tick.
    idle += Math.max(0, to.idle - from.idle)
  }
  return total > 0 ? Math.max(0, Math.round((100 * (total - idle)) / total)) : null
}
