import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { runsSystemd } from './linux/sessions.js'
import { serviceDependencies } from './linux/systemd/dependencies.js'
import { reference } from './reference.js'
import { keyOf } from './referred.js'
import { hasProcfs } from './system-name.js'

/**
 * Win32_DependentService: each service (Dependent) with the services that it needs (Antecedent), as systemd's Requires=,
 * Requisite= and BindsTo= name them. A question about a dependent service reads its unit alone. TypeOfDependency is null, as
 * on Windows; scripts without systemd have no rows.
 */
export function dependentServiceProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_DependentService'], provider: { enumerate: query => rows(machine, query) } }
}

function* rows(machine: Machine, query: ProviderQuery): Generator<ProviderRow> {
  if (!hasProcfs(machine) || !runsSystemd(machine)) return
  const dependents = names(query, 'Dependent')
  const antecedents = names(query, 'Antecedent')
  const passes = (name: string) => dependents?.has(foldName(name)) ?? true
  for (const { dependent, antecedent } of serviceDependencies(machine, passes)) {
    if (antecedents && !antecedents.has(foldName(antecedent))) continue
    yield {
      Antecedent: reference(machine, 'Win32_Service', { Name: antecedent }),
      Dependent: reference(machine, 'Win32_Service', { Name: dependent }),
    }
  }
}

function names(query: ProviderQuery, property: string): ReadonlySet<string> | undefined {
  const paths = query.references(property)
  return paths && new Set(paths.map(path => foldName(String(keyOf(path, 'Win32_Service', 'Name') ?? ''))))
}
