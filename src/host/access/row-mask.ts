import { foldName } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import type { Condition } from '../../wql/ast.js'
import type { Limits } from '../../wql/limits.js'
import type { AccessPolicy, PersonalProperties } from '../access-policy.js'
import type { Caller } from '../caller.js'
import type { ProviderQuery } from '../provider.js'
import { ownerOf } from './row-owner.js'

/** What one caller does not see in the rows of one class. */
export class RowMask {
  readonly #hidden: ReadonlySet<string>
  readonly #personal: readonly PersonalProperties[]

  constructor(hidden: Iterable<string>, personal: readonly PersonalProperties[]) {
    this.#hidden = new Set([...hidden].map(foldName))
    this.#personal = personal
  }

  hides(property: string): boolean {
    return this.#hidden.has(foldName(property))
  }

  isPersonal(property: string): boolean {
    const folded = foldName(property)
    return this.#personal.some(({ names }) => [...names].some(name => foldName(name) === folded))
  }

  /** True when the property may be null where the row has a value. */
  covers(property: string): boolean {
    return this.hides(property) || this.isPersonal(property)
  }

  /** True for a row of somebody else, and for one of which nobody knows whose it is. */
  isForeign(row: object): boolean {
    if (this.#personal.length === 0) return false
    const owner = ownerOf(row)
    return owner === null || !this.#personal.every(each => each.owns(owner))
  }
}

/**
 * What a provider may know of a WHERE clause that tests what the caller does not see: which rows it leaves out would tell.
 * The host tests all of it, on what is seen.
 */
export function maskedLimits(
  mask: RowMask | null,
  where: Condition | null,
  limits: Limits,
): Pick<ProviderQuery, 'where' | 'equals' | 'references'> {
  const isTold = mask !== null && [...limits.properties].some(property => mask.covers(property))
  return {
    where: isTold ? null : where,
    equals: property => (mask?.covers(property) ? undefined : limits.equals(property)),
    references: property => (mask?.covers(property) ? undefined : limits.references(property)),
  }
}

interface Asked {
  readonly state: { readonly access: AccessPolicy }
  readonly caller: Caller
  readonly namespace: { readonly name: string }
}

/** What the policy hides of a class, and of the classes above it; null when that is nothing. */
export function maskOf({ state: { access }, caller, namespace }: Asked, cimClass: CimClass): RowMask | null {
  const hidden: string[] = []
  const personal: PersonalProperties[] = []
  for (const className of [cimClass.name, ...cimClass.derivation]) {
    hidden.push(...(access.hidden(caller, namespace.name, className) ?? []))
    const own = access.personal?.(caller, namespace.name, className) ?? null
    if (own !== null) personal.push(own)
  }
  return hidden.length > 0 || personal.length > 0 ? new RowMask(hidden, personal) : null
}
