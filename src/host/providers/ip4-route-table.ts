import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { interfaceIndexes } from './linux/interface-indexes.js'
import { isGateway, isUsable, type Route, readRoutes4 } from './linux/routes.js'

/** Type of the WMI SDK: direct to the destination, or by way of a gateway. */
const types = { direct: 3, indirect: 4 } as const
const widest = 0x7fff_ffff

/** Win32_IP4RouteTable: the IPv4 routes of the main table that are in use. */
export function ip4RouteTableProvider(machine: Machine): ProviderRegistration {
  function* rows(): Generator<ProviderRow> {
    if (machine.platform !== 'linux') return
    const indexes = interfaceIndexes(machine)
    const told = new Set<string>()
    for (const route of readRoutes4(machine)) {
      const index = indexes.get(route.interfaceName)
      if (index === undefined || !isUsable(route.flags)) continue
      const row = rowOf(route, index)
      // Routes that differ in metric or table alone are one to Windows; the first is the one that is taken.
      const key = [row.Destination, row.Mask, row.NextHop, index].join()
      if (!told.has(key)) yield row
      told.add(key)
    }
  }

  return { classes: ['Win32_IP4RouteTable'], provider: { enumerate: rows } }
}

function rowOf({ destination, prefix, gateway, metric, flags }: Route, index: number): ProviderRow {
  return {
    Destination: destination,
    Mask: maskOf(prefix),
    NextHop: gateway,
    InterfaceIndex: index,
    Name: destination,
    Caption: destination,
    Metric1: metric <= widest ? metric : null,
    Type: isGateway(flags) ? types.indirect : types.direct,
  }
}

function maskOf(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0
  return [24, 16, 8, 0].map(shift => (bits >>> shift) & 0xff).join('.')
}
