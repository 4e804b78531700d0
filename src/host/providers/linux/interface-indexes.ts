import type { Machine } from '../../machine.js'

/** The numbers of the interfaces by name, the loopback's too. */
export function interfaceIndexes(machine: Machine): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const name of machine.list('/sys/class/net')) {
    const index = machine.value(`/sys/class/net/${name}/ifindex`)
    if (index && /^\d{1,9}$/.test(index)) found.set(name, Number(index))
  }
  return found
}
