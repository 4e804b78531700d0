// The kernel's socket tables, /proc/net/{tcp,udp}{,6}, and whose each socket is.
//   sl  local_address rem_address   st tx_queue:rx_queue tr:tm->when retrnsmt   uid  timeout inode ...
import type { Machine } from '../../machine.js'
import { byteOrder, socketAddress } from './hex-address.js'
import { processIds } from './processes.js'

export interface Socket {
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  /** As tcp_states.h numbers them. */
  readonly state: number
  /** 0 for a connection that no program holds any more. */
  readonly inode: string
}

const line = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2})(?: \S+){3} +\d+ +\d+ (\d+)/gim

/** The sockets of a protocol, IPv4 before IPv6. */
export function readSockets(machine: Machine, protocol: 'tcp' | 'udp'): Socket[] {
  const order = byteOrder(machine)
  return ['', '6'].flatMap(version =>
    [...(machine.text(`/proc/net/${protocol}${version}`) ?? '').matchAll(line)].flatMap(fields => {
      const [, localHex = '', localPort = '', remoteHex = '', remotePort = '', state = '', inode = ''] = fields
      const localAddress = socketAddress(localHex, order)
      const remoteAddress = socketAddress(remoteHex, order)
      if (localAddress === null || remoteAddress === null) return []
      const [local = 0, remote = 0, number = 0] = [localPort, remotePort, state].map(hex => Number.parseInt(hex, 16))
      return { localAddress, localPort: local, remoteAddress, remotePort: remote, state: number, inode }
    }),
  )
}

/**
 * The process that holds each socket, by inode; of several the first. Those of other users' processes are only told to who
 * may look into them.
 *
 * @param pids absent: all processes
 */
export function socketOwners(machine: Machine, pids?: readonly number[]): ReadonlyMap<string, number> {
  const owners = new Map<string, number>()
  for (const pid of pids ?? processIds(machine)) {
    for (const file of machine.list(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(machine.link(`/proc/${pid}/fd/${file}`) ?? '')?.[1]
      if (inode !== undefined && !owners.has(inode)) owners.set(inode, pid)
    }
  }
  return owners
}
