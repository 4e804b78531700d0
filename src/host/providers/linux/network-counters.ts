// proc_pid_net(5), /proc/net/dev:
//   name: bytes packets errs drop fifo frame compressed multicast  bytes packets errs drop fifo colls carrier compressed
import type { Machine } from '../../machine.js'

/** What went through an interface in one direction. */
export interface Traffic {
  readonly bytes: number
  readonly packets: number
  readonly errors: number
  readonly discarded: number
}

export interface NetworkCounters {
  readonly received: Traffic
  readonly sent: Traffic
}

/** By the name of the interface. */
export function readNetworkCounters(machine: Machine): ReadonlyMap<string, NetworkCounters> {
  const found = new Map<string, NetworkCounters>()
  for (const [, name = '', text = ''] of (machine.text('/proc/net/dev') ?? '').matchAll(/^\s*([^\s:|]+):(.*)$/gm)) {
    const counts = text.trim().split(/\s+/)
    if (counts.length < 16 || !counts.every(each => /^\d+$/.test(each))) continue
    found.set(name, { received: traffic(counts, 0), sent: traffic(counts, 8) })
  }
  return found
}

function traffic(counts: readonly string[], from: number): Traffic {
  const at = (index: number) => Number(counts[from + index])
  return { bytes: at(0), packets: at(1), errors: at(2), discarded: at(3) }
}
