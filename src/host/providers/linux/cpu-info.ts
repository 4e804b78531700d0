// /proc/cpuinfo: blocks of `key : value`, one for each logical processor, in the words of its architecture.
import type { Machine } from '../../machine.js'

/** The lines of one logical processor. */
export type CpuInfo = ReadonlyMap<string, string>

/** The blocks that describe logical processors, in the kernel's order; blocks about the board are left out. */
export function readCpuInfo(machine: Machine): CpuInfo[] {
  const blocks = (machine.text('/proc/cpuinfo') ?? '').split(/\n\s*\n/)
  return blocks.map(parseBlock).filter(block => /^\d+$/.test(block.get('processor') ?? ''))
}

function parseBlock(block: string): CpuInfo {
  const found = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) found.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return found
}

/** The features of a processor as the kernel names them: `flags` on x86, `Features` on ARM. Empty when it names none. */
export function cpuFlags(cpu: CpuInfo): ReadonlySet<string> {
  const text = `${cpu.get('flags') ?? cpu.get('Features') ?? ''} ${cpu.get('vmx flags') ?? ''}`
  return new Set(text.split(' ').filter(Boolean))
}

/** Whether the first processor of an x86 machine has a feature; null where the kernel does not list features of x86. */
export function cpuHasFlag(machine: Machine, flag: string): boolean | null {
  const [first] = readCpuInfo(machine)
  return first?.has('flags') ? cpuFlags(first).has(flag) : null
}
