import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { ownedSockets, uniqueNames } from './owned-sockets.js'

/** State of MSFT_NetTCPConnection by the numbers of tcp_states.h, from TCP_ESTABLISHED on; the last is TCP_NEW_SYN_RECV. */
const states = [5, 3, 4, 6, 7, 11, 1, 8, 10, 2, 9, 4] as const

/** MSFT_NetTCPConnection: the TCP sockets of the machine, listeners included. */
export function netTCPConnectionProvider(machine: Machine): ProviderRegistration {
  function* rows(query: ProviderQuery): Generator<ProviderRow> {
    const unique = uniqueNames()
    for (const socket of ownedSockets(machine, 'tcp', query)) {
      const { localAddress, localPort, remoteAddress, remotePort, state, owner } = socket
      yield {
        InstanceID: unique([localAddress, localPort, remoteAddress, remotePort].join('++'), socket),
        LocalAddress: localAddress,
        LocalPort: localPort,
        RemoteAddress: remoteAddress,
        RemotePort: remotePort,
        State: states[state - 1],
        OwningProcess: owner,
      }
    }
  }

  return {
    classes: ['MSFT_NetTCPConnection'],
    namespace: 'root\\StandardCimv2',
    provider: { fixed: ['LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort'], enumerate: rows },
  }
}
