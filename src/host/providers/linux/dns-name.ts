// hostname(1), hosts(5): the name of the machine and the domain that its own files give it.
import { hostname } from 'node:os'
import type { Machine } from '../../machine.js'

export interface DnsName {
  /** The first label, as spelled. */
  readonly host: string | null
  readonly domain: string | null
}

/**
 * The name the kernel has, and the domain from that name or from the line of /etc/hosts that has it, as `hostname -f` finds
 * it. No name server is asked.
 */
export function readDnsName(machine: Machine): DnsName {
  const name = machine.isReal
    ? hostname()
    : (machine.value('/proc/sys/kernel/hostname') ?? machine.value('/etc/hostname'))
  if (!name) return { host: null, domain: null }
  const [host = name] = name.split('.')
  return { host, domain: afterDot(name) ?? afterDot(hostsName(machine, name) ?? '') }
}

function afterDot(name: string): string | null {
  const dot = name.indexOf('.')
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1) : null
}

/** The canonical name, the first after the address, of the line that has the name. */
function hostsName(machine: Machine, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (const line of (machine.text('/etc/hosts') ?? '').split('\n')) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (names.some(known => known.toLowerCase() === wanted)) return names[0]
  }
  return undefined
}
