import { foldName } from '../../../base/name-map.js'
import type { Machine } from '../../machine.js'
import type { ProviderRegistration } from '../../provider.js'
import { type NetworkCounters, readNetworkCounters } from '../linux/network-counters.js'
import { adapterName, interfacesOf, type NetworkInterface } from '../network-interface.js'
import { hasProcfs } from '../system-name.js'
import { PerfClock } from './clocks.js'
import { type Counter, once, type PerfInstance, single } from './object.js'
import { type PerfOptions, perfRegistration } from './provider.js'

interface Interface extends PerfInstance {
  readonly adapter: NetworkInterface
  readonly traffic: () => NetworkCounters | null
}

const counted = (read: (counters: NetworkCounters) => number): Counter<Interface> =>
  single(({ traffic }) => {
    const counters = traffic()
    return counters && read(counters)
  })

/** Linux does not tell unicast from other packets, nor counts a queue, connections of the hardware or unknown protocols. */
const counters: Readonly<Record<string, Counter<Interface>>> = {
  BytesReceivedPersec: counted(({ received }) => received.bytes),
  BytesSentPersec: counted(({ sent }) => sent.bytes),
  BytesTotalPersec: counted(({ received, sent }) => received.bytes + sent.bytes),
  CurrentBandwidth: single(({ adapter }) => adapter.speed),
  PacketsOutboundDiscarded: counted(({ sent }) => sent.discarded),
  PacketsOutboundErrors: counted(({ sent }) => sent.errors),
  PacketsPersec: counted(({ received, sent }) => received.packets + sent.packets),
  PacketsReceivedDiscarded: counted(({ received }) => received.discarded),
  PacketsReceivedErrors: counted(({ received }) => received.errors),
  PacketsReceivedPersec: counted(({ received }) => received.packets),
  PacketsSentPersec: counted(({ sent }) => sent.packets),
}

/**
 * Network Interface: /proc/net/dev. An instance has the name of its adapter in the letters that Windows allows here, and a
 * number behind it when several adapters are called alike.
 */
export function networkInterfaceCountersProvider(machine: Machine, options: PerfOptions = {}): ProviderRegistration {
  const object = { name: 'Tcpip_NetworkInterface', counters, hasTotal: () => false, instances: () => read(machine) }
  return perfRegistration(machine, new PerfClock(machine), object, options)
}

function read(machine: Machine): Interface[] {
  if (!hasProcfs(machine)) return []
  const traffic = once(() => readNetworkCounters(machine))
  const used = new Set<string>()
  return interfacesOf(machine, () => null).map(adapter => ({
    name: uniqueName(instanceName(adapterName(adapter)), used),
    id: adapter.name,
    adapter,
    traffic: () => traffic().get(adapter.name) ?? null,
  }))
}

const replaced: Readonly<Record<string, string>> = { '(': '[', ')': ']', '#': '_', '/': '_', '\\': '_' }

/** `Intel(R) I210 #2` is `Intel[R] I210 _2`. */
function instanceName(name: string): string {
  return name.replace(/[()#/\\]/g, letter => replaced[letter] ?? letter)
}

function uniqueName(name: string, used: Set<string>): string {
  let unique = name
  for (let number = 2; used.has(foldName(unique)); number += 1) unique = `${name} _${number}`
  used.add(foldName(unique))
  return unique
}
