import type { Machine } from '../../machine.js'

export interface Dhcp {
  /** Null when nothing on the system says whether the addresses come from DHCP. */
  readonly enabled: boolean | null
  readonly server: string | null
}

/**
 * What is known about DHCP for IPv4 on an interface: a lease that systemd-networkd holds, or an `iface` line of Debian's
 * interfaces(5). Other network managers do not tell in a file.
 */
export function readDhcp(machine: Machine, name: string, index: number): Dhcp {
  const leases = '/run/systemd/netif/leases'
  if (machine.list(leases).includes(String(index))) {
    const server = /^SERVER_ADDRESS=(.+)$/m.exec(machine.text(`${leases}/${index}`) ?? '')?.[1] ?? null
    return { enabled: true, server }
  }
  const method = interfaceMethods(machine).get(name)
  return { enabled: method === undefined ? null : method === 'dhcp', server: null }
}

/** The methods (`dhcp`, `static`, `manual`) of interfaces(5) by interface, for IPv4. */
function interfaceMethods(machine: Machine): ReadonlyMap<string, string> {
  const folder = '/etc/network/interfaces.d'
  const files = ['/etc/network/interfaces', ...machine.list(folder).map(name => `${folder}/${name}`)]
  const methods = new Map<string, string>()
  for (const file of files)
    for (const [, name = '', method = ''] of (machine.text(file) ?? '').matchAll(/^\s*iface\s+(\S+)\s+inet\s+(\S+)/gm))
      methods.set(name, method)
  return methods
}
