import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { dpkgPackages } from './linux/packages/dpkg.js'
import { packageUpgrades } from './linux/packages/dpkg-log.js'

/**
 * Win32_QuickFixEngineering: the updates that are in effect and of which dpkg's log still tells when they came. What was
 * installed but never updated is none. HotFixID is name, architecture and version of the package; other package managers keep no
 * such log.
 */
export function quickFixEngineeringProvider(machine: Machine): ProviderRegistration {
  function* rows(): Generator<ProviderRow> {
    if (machine.platform !== 'linux') return
    const upgrades = packageUpgrades(machine)
    if (upgrades.length === 0) return
    const present = new Map(dpkgPackages(machine).map(each => [`${each.name}:${each.architecture}`, each]))
    for (const { name, architecture, version, date } of upgrades) {
      const found = present.get(`${name}:${architecture}`)
      if (found?.version !== version) continue
      const [year, month, day] = date.split('-').map(Number)
      yield {
        HotFixID: `${name}:${architecture}=${version}`,
        // A key: Windows leaves it empty too.
        ServicePackInEffect: '',
        CSName: machine.hostName,
        Caption: found.homepage,
        Description: 'Update',
        InstalledOn: `${month}/${day}/${year}`,
      }
    }
  }

  return { classes: ['Win32_QuickFixEngineering'], provider: { enumerate: rows } }
}
