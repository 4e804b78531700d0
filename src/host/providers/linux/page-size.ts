// getauxval(3): /proc/self/auxv holds pairs of a type and a value, each as wide as a pointer.
import { readFileSync } from 'node:fs'
import type { Machine } from '../../machine.js'

/** AT_PAGESZ */
const pageSizeType = 6

/** Bytes in a page of memory: 4096 on most machines, 16384 or 65536 on some ARM ones. */
export function pageSize(machine: Machine): number {
  try {
    const vector = readFileSync(machine.path('/proc/self/auxv'))
    const words = vector.length >> 2
    const wide = pageSizeAt(words / 4, index => [
      Number(vector.readBigUInt64LE(index * 16)),
      vector.readUInt32LE(index * 16 + 8),
    ])
    const narrow = pageSizeAt(words / 2, index => [vector.readUInt32LE(index * 8), vector.readUInt32LE(index * 8 + 4)])
    return wide ?? narrow ?? 4096
  } catch {
    return 4096
  }
}

function pageSizeAt(pairs: number, pair: (index: number) => readonly [type: number, value: number]): number | null {
  for (let index = 0; index < Math.floor(pairs); index += 1) {
    const [type, value] = pair(index)
    if (type === pageSizeType && value >= 4096 && (value & (value - 1)) === 0) return value
  }
  return null
}
