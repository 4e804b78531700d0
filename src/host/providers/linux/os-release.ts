// os-release(5)
import type { Machine } from '../../machine.js'
import { assignments } from './text.js'

/** What the distribution says of itself: `NAME`, `VERSION_ID`, `PRETTY_NAME` and so on; empty where it says nothing. */
export function readOsRelease(machine: Machine): ReadonlyMap<string, string> {
  return assignments(machine.text('/etc/os-release') ?? machine.text('/usr/lib/os-release') ?? '')
}
