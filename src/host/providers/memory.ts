import { freemem, totalmem } from 'node:os'
import type { Machine } from '../machine.js'
import { numberAfter } from './linux/text.js'
import { hasProcfs } from './system-name.js'

/** Memory in kilobytes; what the machine does not tell is null. */
export interface Memory {
  readonly total: number | null
  /** What programs can still have, caches that give way included: proc_meminfo(5) MemAvailable. */
  readonly available: number | null
  readonly swapTotal: number | null
  readonly swapFree: number | null
}

export function readMemory(machine: Machine): Memory {
  if (hasProcfs(machine)) {
    const text = machine.text('/proc/meminfo') ?? ''
    return {
      total: numberAfter(text, 'MemTotal:'),
      // Kernels before 3.14 know free memory only.
      available: numberAfter(text, 'MemAvailable:') ?? numberAfter(text, 'MemFree:'),
      swapTotal: numberAfter(text, 'SwapTotal:'),
      swapFree: numberAfter(text, 'SwapFree:'),
    }
  }
  const kilobytes = (bytes: number) => (machine.isReal ? Math.floor(bytes / 1024) : null)
  return { total: kilobytes(totalmem()), available: kilobytes(freemem()), swapTotal: null, swapFree: null }
}
