import { WmiError } from '../base/errors.js'
import { foldName, NameMap } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import { formatObjectPath, type ObjectPath, parseObjectPath, samePath } from '../cim/path.js'
import type { CimScalar, CimValue } from '../cim/value.js'
import { Call } from '../wmi/call.js'
import { type Keys, keysOf } from '../wmi/path-keys.js'
import { providerFailure } from './failures.js'
import type { ProviderQuery, ProviderRow } from './provider.js'
import { checkRow, type RowReader } from './row-reader.js'
import { type Asker, enumerate, type Scope } from './scope.js'
import { type Part, stream } from './stream.js'

/** An instance that exists, as its own class. */
export interface LocatedInstance {
  readonly instance: CimInstance
  readonly class: CimClass
  readonly keys: ProviderRow
}

/** For whoever finds many instances. */
export interface LocateOptions {
  /** Only the keys are wanted; the provider may still tell more. */
  readonly keysOnly?: boolean
  /** Readers by class, kept from one search to the next: their instances share one shape. */
  readonly readers?: Map<CimClass, RowReader>
}

/**
 * Finds the instance of a path, which may name a superclass of the instance's own class.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_INVALID_OBJECT_PATH when the keys are not those of the class, or
 *   WBEM_E_NOT_FOUND
 */
export async function locate(
  scope: Scope,
  path: ObjectPath,
  call: Call,
  options: LocateOptions = {},
): Promise<LocatedInstance> {
  const cimClass = scope.classes.require(path.className)
  scope.demand('enable', cimClass.name)
  const keys = keysOf(cimClass, path)
  for (const served of scope.served(cimClass)) {
    const search = new Call({ signal: call.signal })
    try {
      const instance = await call.wait(findInstance(scope, served, keys, search, options))
      if (instance) return { instance, class: served, keys: Object.fromEntries(keys) }
    } catch (error) {
      throw providerFailure(error, served.name)
    } finally {
      search.end()
    }
  }
  throw new WmiError('WBEM_E_NOT_FOUND', hostText('noInstance', { object: formatObjectPath(path) }), {
    hint: hostText('noInstanceHint', { class: cimClass.name }),
  })
}

/** The instance of exactly one class. The call is the search's own, to be ended by whoever made it. */
export async function findInstance(
  scope: Scope,
  cimClass: CimClass,
  keys: Keys,
  call: Call,
  { keysOnly = false, readers }: LocateOptions,
): Promise<CimInstance | undefined> {
  const reader = readers?.get(cimClass) ?? scope.reader(cimClass)
  readers?.set(cimClass, reader)
  const hasKeys = keyTest(cimClass, keys)
  const read = (row: ProviderRow) => {
    const instance = reader.read(row)
    return hasKeys(instance) ? instance : undefined
  }
  const className = cimClass.name
  const stored = scope.namespace.instances.find(cimClass, keys)
  if (stored) return reader.read(stored)

  const handle = scope.handle(className)
  if (!handle) return undefined
  const query = keyQuery(cimClass, [keys], scope, call.signal, keysOnly)
  const provider = handle.get()
  const loaded = provider instanceof Promise ? await call.wait(provider) : provider
  if (!loaded.get || cimClass.keys.length === 0) {
    const checked = (row: ProviderRow) => {
      checkRow(row, cimClass)
      return read(row)
    }
    return first({ className, open: () => enumerate(handle, query), read: checked }, call)
  }
  return namedInstance(
    reader,
    cimClass,
    keys,
    await call.wait(Promise.resolve(loaded.get(Object.fromEntries(keys), query))),
  )
}

/** What a provider answers that was asked for one instance; it need not say again which. */
export function namedInstance(
  reader: RowReader,
  cimClass: CimClass,
  keys: Keys,
  row: ProviderRow | null | undefined,
): CimInstance | undefined {
  if (row === null || row === undefined) return undefined
  checkRow(row, cimClass)
  const instance = reader.read(row)
  const missing = [...keys].some(([name]) => instance[name] === null)
  return missing ? reader.read({ ...row, ...Object.fromEntries(keys) }) : instance
}

async function first(part: Part, call: Call): Promise<CimInstance | undefined> {
  for await (const instance of stream(() => [part], call)) return instance
  return undefined
}

/** A query limited to the keys of some instances: all that a provider without `get` sees of them. */
export function keyQuery(
  cimClass: CimClass,
  wanted: readonly Keys[],
  { caller, context }: Asker,
  signal: AbortSignal,
  keysOnly: boolean,
): ProviderQuery {
  const limits = new NameMap<readonly (string | number | bigint | boolean)[]>()
  const paths = new NameMap<readonly ObjectPath[]>()
  for (const { name, type } of cimClass.keys) {
    const values = [...new Set(wanted.map(keys => keys.get(name)))]
    if (type === 'reference')
      paths.set(
        name,
        values.map(value => parseObjectPath(String(value))),
      )
    // Equal datetimes and references can look different.
    else if (values.every(isLimit)) limits.set(name, values)
  }
  return {
    class: cimClass,
    wants: property => !keysOnly || cimClass.keys.some(key => foldName(key.name) === foldName(property)),
    equals: property => limits.get(property),
    references: property => paths.get(property),
    where: null,
    caller,
    context,
    signal,
  }
}

function isLimit(value: CimScalar | undefined): value is string | number | bigint | boolean {
  return value !== undefined && typeof value !== 'object'
}

/** Compares as paths do: texts without case, references by what they name. */
function keyTest(cimClass: CimClass, keys: Keys): (instance: CimInstance) => boolean {
  const tests = cimClass.keys.map(property => {
    const wanted = keys.get(property.name)
    return (instance: CimInstance) => wanted !== undefined && sameKey(property, instance[property.name] ?? null, wanted)
  })
  return instance => tests.every(test => test(instance))
}

function sameKey(property: CimProperty, value: CimValue, wanted: CimScalar): boolean {
  if (value === wanted) return true
  if (property.type === 'datetime') return String(value) === String(wanted)
  if (typeof value !== 'string' || typeof wanted !== 'string') return false
  if (property.type === 'reference') return samePath(value, wanted)
  return property.type === 'string' && foldName(value) === foldName(wanted)
}
