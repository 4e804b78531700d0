import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { byName } from './by-name.js'
import type { ServiceFacts } from './linux/service-facts.js'
import { readServices } from './linux/services.js'
import { invokes } from './methods.js'
import { harmlessServiceMethods, serviceMethods } from './service-methods.js'

type Column = (service: ServiceFacts, machine: Machine) => unknown

const columns: Readonly<Record<string, Column>> = {
  // Neither systemd nor scripts can pause.
  AcceptPause: () => false,
  AcceptStop: service => service.acceptsStop,
  Caption: service => service.displayName,
  CreationClassName: () => 'Win32_Service',
  Description: service => service.description,
  DisplayName: service => service.displayName,
  Name: service => service.name,
  PathName: service => service.pathName,
  ProcessId: service => service.processId,
  ServiceType: () => 'Own Process',
  Started: service => service.running,
  StartMode: service => service.startMode,
  StartName: service => service.startName,
  State: service => (service.running === null ? null : service.running ? 'Running' : 'Stopped'),
  SystemCreationClassName: () => 'Win32_ComputerSystem',
  SystemName: (_, machine) => machine.hostName,
}

/**
 * Win32_Service from the unit files and control groups of systemd: Running is a service that has processes. StartMode is
 * Disabled when masked, Auto when something wants it or it was enabled by an alias, else Manual. Without systemd the scripts
 * of /etc/init.d are the services; whether one runs is known only by its pid file. Other systems show none.
 * ExitCode, ErrorControl, TagId, CheckPoint, WaitHint and Status have no counterpart in files and stay null.
 */
export function serviceProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_Service'],
    provider: {
      fixed: ['Name', 'CreationClassName', 'SystemCreationClassName', 'SystemName'],
      harmless: harmlessServiceMethods,
      ...invokes(serviceMethods(machine)),
      enumerate: query => enumerate(machine, query, limitOf(query)),
      get(keys, query) {
        const [row] = enumerate(machine, query, [String(keys.Name)])
        return row ?? null
      },
      // The folders of units are listed once for all.
      getMany(keys, query) {
        const names = keys.map(({ Name }) => String(Name))
        return byName(enumerate(machine, query, names), names)
      },
    },
  }
}

function limitOf(query: ProviderQuery): readonly string[] | undefined {
  return query.equals('Name')?.map(String)
}

function* enumerate(
  machine: Machine,
  query: ProviderQuery,
  limit: readonly string[] | undefined,
): Generator<ProviderRow> {
  // WQL compares without case.
  const wanted = limit && new Set(limit.map(name => name.toLowerCase()))
  const passes = (name: string) => wanted?.has(name.toLowerCase()) ?? true
  const asked = Object.entries(columns).filter(([name]) => query.wants(name))
  for (const service of readServices(machine, passes)) {
    const row: Record<string, unknown> = {}
    for (const [name, column] of asked) row[name] = column(service, machine)
    yield row
  }
}
