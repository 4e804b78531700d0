// Routes: /proc/net/route, whose addresses are numbers in the processor's byte order, and /proc/net/ipv6_route.
import type { Machine } from '../../machine.js'
import { address4, address6, byteOrder, prefixLength } from './hex-address.js'

export interface DefaultRoute {
  readonly interfaceName: string
  /** An IPv4 or IPv6 address. */
  readonly gateway: string
  readonly metric: number
}

/** Flags of route.h: in use, through a gateway, refused. */
const up = 0x1
const viaGateway = 0x2
const reject = 0x200

/** The ways out through a gateway: IPv4 before IPv6, then the cheapest first. */
export function readDefaultRoutes(machine: Machine): readonly DefaultRoute[] {
  return [...routes4(machine).sort(byMetric), ...routes6(machine).sort(byMetric)]
}

function byMetric(a: DefaultRoute, b: DefaultRoute): number {
  return a.metric - b.metric
}

function routes4(machine: Machine): DefaultRoute[] {
  return readRoutes4(machine).flatMap(({ interfaceName, destination, prefix, gateway, flags, metric }) =>
    destination === '0.0.0.0' && prefix === 0 && isGateway(flags) ? { interfaceName, gateway, metric } : [],
  )
}

function routes6(machine: Machine): DefaultRoute[] {
  return readRoutes6(machine).flatMap(({ interfaceName, destination, prefix, gateway, flags, metric }) =>
    destination === '::' && prefix === 0 && isGateway(flags) ? { interfaceName, gateway, metric } : [],
  )
}

/** A line of a routing table. */
export interface Route {
  readonly interfaceName: string
  readonly destination: string
  readonly prefix: number
  /** 0.0.0.0 or :: for what the interface reaches itself. */
  readonly gateway: string
  readonly metric: number
  readonly flags: number
}

/** The IPv4 routes of the main table. */
export function readRoutes4(machine: Machine): Route[] {
  const order = byteOrder(machine)
  return lines(machine, '/proc/net/route').flatMap(fields => {
    const [interfaceName, destinationHex = '', gatewayHex = '', flagsHex = '', , , metric = '', maskHex = ''] = fields
    const destination = address4(destinationHex, order)
    const gateway = address4(gatewayHex, order)
    const prefix = prefixLength(address4(maskHex, order) ?? '-')
    const flags = hexadecimal(flagsHex)
    if (!interfaceName || !destination || !gateway || prefix === null || flags === null) return []
    return /^\d{1,10}$/.test(metric)
      ? { interfaceName, destination, prefix, gateway, metric: Number(metric), flags }
      : []
  })
}

/** The IPv6 routes of all tables. */
export function readRoutes6(machine: Machine): Route[] {
  return lines(machine, '/proc/net/ipv6_route').flatMap(fields => {
    const [destinationHex = '', prefixHex = '', , , gatewayHex = '', metricHex = '', , , flagsHex = ''] = fields
    const interfaceName = fields[9]
    const destination = address6(destinationHex)
    const gateway = address6(gatewayHex)
    const [prefix, metric, flags] = [prefixHex, metricHex, flagsHex].map(hexadecimal)
    if (!interfaceName || !destination || !gateway) return []
    if (prefix == null || metric == null || flags == null || prefix > 128) return []
    return { interfaceName, destination, prefix, gateway, metric, flags }
  })
}

function hexadecimal(text: string): number | null {
  return /^[0-9A-F]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : null
}

function lines(machine: Machine, file: string): string[][] {
  return (machine.text(file) ?? '').split('\n').map(line => line.trim().split(/\s+/))
}

/** In use, by way of a gateway. */
export function isGateway(flags: number): boolean {
  return isUsable(flags) && (flags & viaGateway) !== 0
}

/** In use, and not there to refuse. */
export function isUsable(flags: number): boolean {
  return (flags & up) !== 0 && (flags & reject) === 0
}
