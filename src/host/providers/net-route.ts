import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { interfaceIndexes } from './linux/interface-indexes.js'
import { isUsable, type Route, readRoutes4, readRoutes6 } from './linux/routes.js'
import { addressFamilies, stores } from './net-values.js'

/** MSFT_NetRoute: the routes that are in use: IPv4 of the main table, IPv6 of all tables. */
export function netRouteProvider(machine: Machine): ProviderRegistration {
  function* rows(): Generator<ProviderRow> {
    if (machine.platform !== 'linux') return
    const indexes = interfaceIndexes(machine)
    const told = new Set<string>()
    const families = [
      [addressFamilies.ipv4, readRoutes4(machine)],
      [addressFamilies.ipv6, readRoutes6(machine)],
    ] as const
    for (const [family, routes] of families) {
      for (const route of routes) {
        const row = isUsable(route.flags) && rowOf(route, family, indexes.get(route.interfaceName) ?? null)
        if (!row || told.has(row.InstanceID)) continue
        told.add(row.InstanceID)
        yield row
      }
    }
  }

  return { classes: ['MSFT_NetRoute'], namespace: 'root\\StandardCimv2', provider: { enumerate: rows } }
}

function rowOf(route: Route, family: number, index: number | null): ProviderRow & { readonly InstanceID: string } {
  const { destination, prefix, gateway, interfaceName, metric } = route
  const whole = `${destination}/${prefix}`
  return {
    InstanceID: [whole, gateway, interfaceName, metric].join('++'),
    DestinationPrefix: whole,
    NextHop: gateway,
    InterfaceIndex: index,
    InterfaceAlias: interfaceName,
    AddressFamily: family,
    // Those of Linux have 32 bits.
    RouteMetric: metric <= 0xffff ? metric : null,
    Store: stores.active,
  }
}
