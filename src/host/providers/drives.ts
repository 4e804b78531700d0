import { existsSync } from 'node:fs'
import type { Machine } from '../machine.js'

/** A drive letter such as `C:` and the folder for which it stands. */
export interface Drive {
  readonly letter: string
  readonly folder: string
}

/** The drives of the machine's map; on Windows, where every path is its own, the letters that answer. */
export function drivesOf(machine: Machine): readonly Drive[] {
  if (machine.platform !== 'win32') return Array.from(machine.drives.drives, ([letter, folder]) => ({ letter, folder }))
  // A: and B: would set a floppy drive in motion.
  return [...'CDEFGHIJKLMNOPQRSTUVWXYZ']
    .map(letter => ({ letter: `${letter}:`, folder: `${letter}:\\` }))
    .filter(({ folder }) => existsSync(folder))
}
