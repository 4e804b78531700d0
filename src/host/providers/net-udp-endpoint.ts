import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { ownedSockets, uniqueNames } from './owned-sockets.js'

/** MSFT_NetUDPEndpoint: the UDP sockets of the machine. */
export function netUDPEndpointProvider(machine: Machine): ProviderRegistration {
  function* rows(query: ProviderQuery): Generator<ProviderRow> {
    const unique = uniqueNames()
    for (const socket of ownedSockets(machine, 'udp', query)) {
      const { localAddress, localPort, remoteAddress, remotePort, owner } = socket
      // A connected socket shares its port with others of the same program.
      const peer = remotePort === 0 ? [] : [remoteAddress, remotePort]
      const name = unique([localAddress, localPort, ...peer].join('++'), socket)
      yield {
        Name: name,
        InstanceID: name,
        CreationClassName: 'MSFT_NetUDPEndpoint',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: machine.hostName,
        LocalAddress: localAddress,
        LocalPort: localPort,
        OwningProcess: owner,
      }
    }
  }

  return {
    classes: ['MSFT_NetUDPEndpoint'],
    namespace: 'root\\StandardCimv2',
    provider: { fixed: ['LocalAddress', 'LocalPort'], enumerate: rows },
  }
}
