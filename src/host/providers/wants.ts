import type { ProviderQuery } from '../provider.js'

/** True when one of the columns is wanted: they come from one read. */
export function wantsAny(query: ProviderQuery, properties: readonly string[]): boolean {
  return properties.some(property => query.wants(property))
}
