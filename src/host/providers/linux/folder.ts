import { type Dirent, existsSync, readdirSync } from 'node:fs'
import type { Machine } from '../../machine.js'

/** The entries of a folder with their kinds; links are not followed. Empty where there is none. */
export function entriesOf(machine: Machine, folder: string): Dirent[] {
  try {
    return readdirSync(machine.path(folder), { withFileTypes: true })
  } catch {
    return []
  }
}

export function exists(machine: Machine, path: string): boolean {
  return existsSync(machine.path(path))
}
