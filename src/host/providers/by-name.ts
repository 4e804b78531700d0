import { foldName } from '../../base/name-map.js'
import type { ProviderRow } from '../provider.js'

/**
 * For each name the row that has it: of exactly this spelling, else the first of another, for names of this system may differ
 * in case alone; null where there is none.
 */
export function byName(
  rows: Iterable<ProviderRow>,
  names: readonly string[],
  nameOf: (row: ProviderRow) => unknown = row => row.Name,
): (ProviderRow | null)[] {
  const exact = new Map<string, ProviderRow>()
  const folded = new Map<string, ProviderRow>()
  for (const row of rows) {
    const name = String(nameOf(row))
    if (!exact.has(name)) exact.set(name, row)
    if (!folded.has(foldName(name))) folded.set(foldName(name), row)
  }
  return names.map(name => exact.get(name) ?? folded.get(foldName(name)) ?? null)
}
