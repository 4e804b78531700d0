import { WmiError } from '../../../base/errors.js'
import { NameMap } from '../../../base/name-map.js'
import type { CimClass } from '../../../cim/class.js'
import type { DataQuery, EventQuery } from '../../../wql/ast.js'
import { classLimitsOf } from '../../../wql/limits.js'
import type { Lease } from '../leases.js'

/** What a connection knows of the classes of a query. */
export interface Known {
  readonly from: CimClass | undefined
  readonly hasSubclasses: boolean
  /** How many instances classes had when they were read last. */
  readonly counts: NameMap<number>
}

/** Asks for the class of a query; its instances are not read. @throws WmiError of the server, the reason of the signal */
export async function knownOf(
  { from, where }: DataQuery | EventQuery,
  { schema }: Lease,
  signal: AbortSignal,
): Promise<Known> {
  const counts = new NameMap<number>()
  for (const name of [from, ...(classLimitsOf(where, 'TargetInstance') ?? [])]) {
    const count = schema.countOf(name)
    if (count !== undefined) counts.set(name, count)
  }
  const found = await schema.classOf(from, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof WmiError) return undefined
    throw error
  })
  const hasSubclasses = found !== undefined && (await schema.subclassesOf(found.name, signal)).length > 0
  return { from: found, hasSubclasses, counts }
}
