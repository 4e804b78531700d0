import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { quickFixEngineeringProvider } from './quick-fix-engineering.js'
import { reference, singletonReference } from './reference.js'
import { referredKeys } from './referred.js'

/** Win32_OperatingSystemQFE: the operating system (Antecedent) with the updates that Win32_QuickFixEngineering tells (Dependent). */
export function operatingSystemQFEProvider(machine: Machine): ProviderRegistration {
  const { provider } = quickFixEngineeringProvider(machine)

  async function* rows(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const asked = referredKeys(query.references('Dependent'), 'HotFixID')
    const system = singletonReference(machine, 'Win32_OperatingSystem')
    for await (const { HotFixID } of provider.enumerate(query)) {
      const id = String(HotFixID)
      if (asked && !asked.has(foldName(id))) continue
      const update = reference(machine, 'Win32_QuickFixEngineering', { HotFixID: id, ServicePackInEffect: '' })
      yield { Antecedent: system, Dependent: update }
    }
  }

  return { classes: ['Win32_OperatingSystemQFE'], provider: { enumerate: rows } }
}
