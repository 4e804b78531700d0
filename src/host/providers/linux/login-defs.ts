// Which numbers belong to people's accounts: UID_MIN and UID_MAX of login.defs(5).
import type { Machine } from '../../machine.js'
import { numberAfter } from './text.js'

/** The smallest and the largest number that useradd gives to people; where the file does not say, its own defaults. */
export function personRange(machine: Machine): { readonly first: number; readonly last: number } {
  const text = machine.text('/etc/login.defs') ?? ''
  return { first: numberAfter(text, 'UID_MIN') ?? 1000, last: numberAfter(text, 'UID_MAX') ?? 60_000 }
}
