import type { Machine } from '../machine.js'
import type { ProviderQuery } from '../provider.js'
import { readSockets, type Socket, socketOwners } from './linux/sockets.js'

export interface OwnedSocket extends Socket {
  readonly owner: number | null
}

/** The sockets that a question is about. Who holds them is looked up when OwningProcess is wanted, and only where it is limited to. */
export function ownedSockets(machine: Machine, protocol: 'tcp' | 'udp', query: ProviderQuery): OwnedSocket[] {
  if (machine.platform !== 'linux') return []
  const sockets = readSockets(machine, protocol)
  if (!query.wants('OwningProcess')) return sockets.map(socket => ({ ...socket, owner: null }))
  const pids = query.equals('OwningProcess')?.filter(pid => typeof pid === 'number')
  const owners = socketOwners(machine, pids)
  return sockets.flatMap(socket => {
    const owner = owners.get(socket.inode) ?? null
    return pids && owner === null ? [] : { ...socket, owner }
  })
}

/** Gives each row a name of its own: sockets that share a port (SO_REUSEPORT) are told apart by their inodes. */
export function uniqueNames(): (name: string, socket: Socket) => string {
  const told = new Set<string>()
  return (name, { inode }) => {
    const unique = told.has(name) ? `${name}++${inode}` : name
    told.add(name)
    return unique
  }
}
