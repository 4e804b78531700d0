import { foldName, NameMap } from '../../src/base/name-map.js'
import { CimClass } from '../../src/cim/class.js'
import type { ObjectPath } from '../../src/cim/path.js'
import { type Caller, owner } from '../../src/host/caller.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../../src/host/provider.js'
import type { CallContext } from '../../src/wmi/services.js'

/** What a test asks a provider, in place of a parsed query. */
export interface FakeQuery {
  /** The class asked for; default the registration's first. */
  readonly class?: string
  /** Properties that are wanted; absent: all. */
  readonly wants?: readonly string[]
  /** Values to which properties are limited, as the WHERE clause would. */
  readonly equals?: Readonly<Record<string, readonly (string | number | bigint | boolean)[]>>
  /** Objects to which reference properties are limited. */
  readonly references?: Readonly<Record<string, readonly ObjectPath[]>>
  readonly caller?: Caller
  readonly context?: CallContext
  readonly signal?: AbortSignal
}

/** A ProviderQuery that answers from the test's own words; nothing is filtered afterwards. */
export function providerQuery(asked: FakeQuery = {}): ProviderQuery {
  const wanted = asked.wants && new Set(asked.wants.map(foldName))
  const limits = new NameMap<readonly (string | number | bigint | boolean)[]>()
  for (const [property, values] of Object.entries(asked.equals ?? {})) limits.set(property, values)
  return {
    class: new CimClass({
      name: asked.class ?? 'Test_Class',
      derivation: [],
      qualifiers: new NameMap(),
      properties: new NameMap(),
      methods: new NameMap(),
    }),
    wants: property => wanted?.has(foldName(property)) ?? true,
    equals: property => limits.get(property),
    references: property => asked.references?.[property],
    where: null,
    caller: asked.caller ?? owner,
    context: asked.context ?? {},
    signal: asked.signal ?? new AbortController().signal,
  }
}

/** All rows that a provider yields for the question. */
export async function providerRows(registration: ProviderRegistration, asked: FakeQuery = {}): Promise<ProviderRow[]> {
  const query = providerQuery({ class: registration.classes[0] ?? '', ...asked })
  const rows: ProviderRow[] = []
  for await (const row of registration.provider.enumerate(query)) rows.push(row)
  return rows
}

/** The instance with these keys as the provider's own `get` answers it; undefined when it has none. */
export async function providerGet(
  registration: ProviderRegistration,
  keys: ProviderRow,
  asked: FakeQuery = {},
): Promise<ProviderRow | null | undefined> {
  return registration.provider.get?.(keys, providerQuery({ class: registration.classes[0] ?? '', ...asked }))
}
