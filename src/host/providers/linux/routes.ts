// Default routes: /proc/net/route, whose addresses are numbers in the processor's byte order, and /proc/net/ipv6_route.
import { endianness } from 'node:os'
import type { Machine } from '../../machine.js'

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
  return lines(machine, '/proc/net/route').flatMap(fields => {
    const [interfaceName, destination, gateway = '', flags, , , metric, mask] = fields
    if (!interfaceName || destination !== '00000000' || mask !== '00000000' || !usable(flags)) return []
    if (!/^[0-9A-F]{8}$/i.test(gateway)) return []
    return { interfaceName, gateway: address4(gateway, machine.isReal ? endianness() : 'LE'), metric: Number(metric) }
  })
}

function routes6(machine: Machine): DefaultRoute[] {
  return lines(machine, '/proc/net/ipv6_route').flatMap(fields => {
    const [destination, length, , , gateway = '', metric = '', , , flags, interfaceName] = fields
    if (!interfaceName || !/^0{32}$/.test(destination ?? '') || length !== '00' || !usable(flags)) return []
    if (!/^[0-9a-f]{32}$/.test(gateway)) return []
    return { interfaceName, gateway: address6(gateway), metric: Number.parseInt(metric, 16) }
  })
}

function lines(machine: Machine, file: string): string[][] {
  return (machine.text(file) ?? '').split('\n').map(line => line.trim().split(/\s+/))
}

function usable(flags: string | undefined): boolean {
  const bits = Number.parseInt(flags ?? '', 16)
  return (bits & up) !== 0 && (bits & viaGateway) !== 0 && (bits & reject) === 0
}

function address4(hex: string, order: 'LE' | 'BE'): string {
  const bytes = [...Buffer.from(hex, 'hex')]
  return (order === 'LE' ? bytes.reverse() : bytes).join('.')
}

/** In the form of RFC 5952, which is also that of URLs. */
function address6(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).join(':')
  return new URL(`http://[${groups}]`).hostname.slice(1, -1)
}
