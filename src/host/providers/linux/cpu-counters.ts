// Counters that the kernel keeps for each logical processor.
import type { Machine } from '../../machine.js'

/**
 * The sums of the columns of /proc/interrupts or /proc/softirqs, by the number of the processor:
 *
 *              CPU0       CPU1
 *     24:          1          0  IO-APIC   5-edge   ACPI:Ged
 *    ERR:          0
 */
export function readPerCpu(machine: Machine, file: '/proc/interrupts' | '/proc/softirqs'): ReadonlyMap<string, number> {
  const [head = '', ...lines] = (machine.text(file) ?? '').split('\n')
  const columns = Array.from(head.matchAll(/CPU(\d+)/g), ([, number = '']) => number)
  const sums = columns.map(() => 0)
  for (const line of lines) {
    const [label = '', ...values] = line.trim().split(/\s+/, columns.length + 1)
    // Errors and misses are counted for all processors together.
    if (!label.endsWith(':') || /^(ERR|MIS):$/.test(label)) continue
    for (const [index, value] of values.entries()) sums[index] = (sums[index] ?? 0) + (Number(value) || 0)
  }
  return new Map(columns.map((number, index) => [number, sums[index] ?? 0]))
}

/** Documentation/admin-guide/pm/cpuidle.rst: microseconds in the sleep states of a processor, and how often they were entered. */
export interface IdleTime {
  readonly time: number
  readonly count: number
}

/**
 * By depth: C1 with its variants 1, C2 2, all deeper states 3, for ACPI knows none below C3. Processors whose states are named
 * otherwise have none here.
 *
 * @param cpu the number of a logical processor
 */
export function readIdleStates(machine: Machine, cpu: string): ReadonlyMap<number, IdleTime> {
  const folder = `/sys/devices/system/cpu/cpu${cpu}/cpuidle`
  const found = new Map<number, IdleTime>()
  for (const state of machine.list(folder).filter(name => name.startsWith('state'))) {
    const level = /^C(\d+)/.exec(machine.value(`${folder}/${state}/name`) ?? '')?.[1]
    const time = counted(machine.value(`${folder}/${state}/time`))
    const count = counted(machine.value(`${folder}/${state}/usage`))
    if (level === undefined || level === '0' || time === null || count === null) continue
    const depth = Math.min(Number(level), 3)
    const { time: before, count: entered } = found.get(depth) ?? { time: 0, count: 0 }
    found.set(depth, { time: before + time, count: entered + count })
  }
  return found
}

function counted(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
