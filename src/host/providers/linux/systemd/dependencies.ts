// systemd.unit(5) "Requires=", "Requisite=", "BindsTo=": what must be there for a service to run. Wants= is only a wish.
import type { Machine } from '../../../machine.js'
import { UnitCatalog } from './unit-catalog.js'
import { expandSpecifiers, readUnit } from './unit-file.js'

const settings = ['Unit.Requires', 'Unit.Requisite', 'Unit.BindsTo']
const suffix = '.service'

/** A service that needs another one; names without `.service`. */
export interface ServiceDependency {
  readonly dependent: string
  readonly antecedent: string
}

/** The services that services need, of those whose names (without `.service`) pass; units of other kinds are left out. */
export function* serviceDependencies(
  machine: Machine,
  passes: (dependent: string) => boolean,
): Generator<ServiceDependency> {
  const catalog = new UnitCatalog(machine)
  const host = machine.value('/proc/sys/kernel/hostname')
  const services = new Set(catalog.names())
  for (const name of [...services].sort()) {
    const dependent = name.slice(0, -suffix.length)
    if (!passes(dependent)) continue
    const unit = readUnit(machine, catalog.unit(name))
    const needed = settings
      .flatMap(setting => unit.get(setting) ?? [])
      .flatMap(value => expandSpecifiers(value, name, host).split(/\s+/))
      .concat(catalog.requiredBy(name))
      .map(each => catalog.resolve(each))
    for (const antecedent of new Set(needed))
      if (services.has(antecedent) && antecedent !== name)
        yield { dependent, antecedent: antecedent.slice(0, -suffix.length) }
  }
}
