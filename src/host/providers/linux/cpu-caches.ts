// The caches of processors: /sys/devices/system/cpu/cpu*/cache (Documentation/ABI/testing/sysfs-devices-system-cpu).
import type { Machine } from '../../machine.js'

const folder = '/sys/devices/system/cpu'
const units: Readonly<Record<string, number>> = { K: 1, M: 1024, G: 1024 * 1024 }

/** One cache, shared by one processor or more. */
export interface CpuCache {
  readonly level: number
  /** The kernel's word: `Data`, `Instruction`, `Unified`. */
  readonly type: string | null
  /** Kilobytes. */
  readonly size: number | null
  /** Bytes. */
  readonly lineSize: number | null
  readonly ways: number | null
}

/** Each cache once, by level, then in the order of the processors. Empty where the machine does not tell. */
export function readCaches(machine: Machine): readonly CpuCache[] {
  const found = new Map<string, CpuCache>()
  const cpus = machine.list(folder).flatMap(name => /^cpu(\d+)$/.exec(name)?.[1] ?? [])
  for (const cpu of cpus.sort((a, b) => Number(a) - Number(b))) {
    const caches = `${folder}/cpu${cpu}/cache`
    for (const name of machine.list(caches).sort()) {
      if (!/^index\d+$/.test(name)) continue
      const value = (file: string) => machine.value(`${caches}/${name}/${file}`)
      const level = wholeNumber(value('level'))
      if (level === null || level === 0) continue
      const type = value('type')
      const key = `${level} ${type} ${value('shared_cpu_list') ?? cpu}`
      if (found.has(key)) continue
      found.set(key, {
        level,
        type,
        size: kilobytes(value('size')),
        lineSize: wholeNumber(value('coherency_line_size')),
        ways: wholeNumber(value('ways_of_associativity')),
      })
    }
  }
  return [...found.values()].sort((a, b) => a.level - b.level)
}

/** `32K` as kilobytes. */
export function kilobytes(text: string | null): number | null {
  const match = /^(\d{1,9})([KMG])$/.exec(text ?? '')
  const size = match ? Number(match[1]) * (units[match[2] ?? 'K'] ?? 1) : 0
  return size > 0 && size <= 0xffff_ffff ? size : null
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
