import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'

/** What accounts of all kinds have in common: Win32_Account. */
export function localAccount(machine: Machine, name: string): ProviderRow {
  return {
    Domain: machine.hostName,
    Name: name,
    Caption: `${machine.hostName}\\${name}`,
    LocalAccount: true,
    Status: 'OK',
  }
}

/** A class of accounts; `names` lists them. Names of this system may differ in case alone. */
export function localAccounts(
  className: string,
  machine: Machine,
  names: () => readonly string[],
): ProviderRegistration {
  return {
    classes: [className],
    provider: {
      fixed: ['LocalAccount'],
      enumerate: (_query: ProviderQuery) => names().map(name => localAccount(machine, name)),
      get(keys) {
        if (foldName(String(keys.Domain)) !== foldName(machine.hostName)) return null
        const all = names()
        const wanted = String(keys.Name)
        const found = all.find(name => name === wanted) ?? all.find(name => foldName(name) === foldName(wanted)) ?? null
        return found === null ? null : localAccount(machine, found)
      },
    },
  }
}
