import { NameMap } from '../../src/base/name-map.js'
import { CimClass } from '../../src/cim/class.js'
import type { Provider, ProviderQuery, ProviderRegistration, ProviderRow } from '../../src/host/provider.js'

/** What a test asks of a provider without the host: `wants` absent means every column. */
export interface AskOptions {
  readonly wants?: readonly string[]
  readonly equals?: Readonly<Record<string, readonly (string | number | bigint | boolean)[]>>
  readonly signal?: AbortSignal
}

/** The query the host would hand to a provider of this class; names match in any case. */
export function providerQuery(className: string, options: AskOptions = {}): ProviderQuery {
  const wanted = options.wants && new Set(options.wants.map(name => name.toLowerCase()))
  const limits = new Map(Object.entries(options.equals ?? {}).map(([name, values]) => [name.toLowerCase(), values]))
  return {
    class: new CimClass({
      name: className,
      derivation: [],
      qualifiers: new NameMap(),
      properties: new NameMap(),
      methods: new NameMap(),
    }),
    wants: property => wanted?.has(property.toLowerCase()) ?? true,
    equals: property => limits.get(property.toLowerCase()),
    where: null,
    signal: options.signal ?? new AbortController().signal,
  }
}

/** All rows of the registration's first class, or of the one named. */
export async function rowsOf(
  registration: ProviderRegistration,
  options: AskOptions & { readonly className?: string } = {},
): Promise<ProviderRow[]> {
  const query = providerQuery(options.className ?? registration.classes[0] ?? '', options)
  const rows: ProviderRow[] = []
  for await (const row of registration.provider.enumerate(query)) rows.push(row)
  return rows
}

/** The only row there is. @throws Error when there are none or several */
export async function onlyRow(
  registration: ProviderRegistration,
  options: AskOptions & { readonly className?: string } = {},
): Promise<ProviderRow> {
  const rows = await rowsOf(registration, options)
  const [row] = rows
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows instead of one`)
  return row
}

/** What the provider's own `get` answers. @throws Error when it has none */
export async function getRow(
  registration: ProviderRegistration,
  keys: ProviderRow,
  options: AskOptions & { readonly className?: string } = {},
): Promise<ProviderRow | null> {
  const provider: Provider = registration.provider
  if (!provider.get) throw new Error('the provider has no get')
  return provider.get(keys, providerQuery(options.className ?? registration.classes[0] ?? '', options))
}
