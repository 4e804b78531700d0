import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { byName } from './by-name.js'

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

/** For each pair of Domain and Name the account that has it; null for other domains and where there is none. */
export function accountsOf(
  machine: Machine,
  keys: readonly ProviderRow[],
  rows: Iterable<ProviderRow>,
): (ProviderRow | null)[] {
  const found = byName(
    rows,
    keys.map(({ Name }) => String(Name)),
  )
  const isHere = ({ Domain }: ProviderRow) => foldName(String(Domain)) === foldName(machine.hostName)
  return keys.map((key, index) => (isHere(key) ? (found[index] ?? null) : null))
}

/** A class of accounts; `names` lists them. Names of this system may differ in case alone. */
export function localAccounts(
  className: string,
  machine: Machine,
  names: () => readonly string[],
): ProviderRegistration {
  const rows = () => names().map(name => localAccount(machine, name))
  return {
    classes: [className],
    provider: {
      fixed: ['LocalAccount'],
      enumerate: () => rows(),
      get: keys => accountsOf(machine, [keys], rows())[0] ?? null,
      getMany: keys => accountsOf(machine, keys, rows()),
    },
  }
}
