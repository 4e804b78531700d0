// Writing instances that a provider serves.
import { WmiError } from '../../base/errors.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass } from '../../cim/class.js'
import { InstanceShape } from '../../cim/instance.js'
import type { Call } from '../../wmi/call.js'
import { providerFailure } from '../failures.js'
import type { Provider, ProviderQuery, ProviderRow } from '../provider.js'
import type { ProviderHandle } from '../provider-table.js'
import { checkRow, RowReader } from '../row-reader.js'
import type { Scope } from '../scope.js'

type Writer = 'create' | 'put' | 'delete'

/**
 * Lets a provider create an instance, and answers the full path.
 *
 * @throws WmiError WBEM_E_PROVIDER_NOT_CAPABLE when it creates none, WBEM_E_PROVIDER_FAILURE, or what it throws
 */
export async function createProvided(
  scope: Scope,
  cimClass: CimClass,
  handle: ProviderHandle,
  values: ProviderRow,
  call: Call,
): Promise<string> {
  const provider = await loaded(handle, call)
  if (!provider.create) throw notCapable(cimClass, 'create')
  const keys = await asked(cimClass, call, () => provider.create?.(values, queryOf(scope, cimClass, call)))
  checkRow(keys, cimClass)
  const path = pathOf(scope, cimClass, { ...values, ...keys })
  if (path !== null) return path
  throw new WmiError('WBEM_E_PROVIDER_FAILURE', writingText('providerKeys', { class: cimClass.name }), {
    hint: writingText('providerKeysHint'),
  })
}

/** Lets a provider change the instance with these keys, and answers its full path. @throws as {@link createProvided} */
export async function putProvided(
  scope: Scope,
  cimClass: CimClass,
  keys: ProviderRow,
  values: ProviderRow,
  call: Call,
): Promise<string> {
  const provider = await providerOf(scope, cimClass, call)
  if (!provider.put) throw notCapable(cimClass, 'put')
  await asked(cimClass, call, () => provider.put?.(keys, values, queryOf(scope, cimClass, call)))
  return pathOf(scope, cimClass, keys) ?? cimClass.name
}

/** Lets a provider delete the instance with these keys. @throws as {@link createProvided} */
export async function deleteProvided(scope: Scope, cimClass: CimClass, keys: ProviderRow, call: Call): Promise<void> {
  const provider = await providerOf(scope, cimClass, call)
  if (!provider.delete) throw notCapable(cimClass, 'delete')
  await asked(cimClass, call, () => provider.delete?.(keys, queryOf(scope, cimClass, call)))
}

/** @throws WmiError WBEM_E_PROVIDER_NOT_FOUND for a dynamic class that nobody serves */
export function checkProvider(cimClass: CimClass): void {
  if (cimClass.qualifiers.get('dynamic')?.value !== true) return
  throw new WmiError('WBEM_E_PROVIDER_NOT_FOUND', writingText('noProvider', { class: cimClass.name }), {
    hint: writingText('noProviderHint'),
  })
}

async function providerOf(scope: Scope, cimClass: CimClass, call: Call): Promise<Provider> {
  const handle = scope.handle(cimClass.name)
  if (handle) return loaded(handle, call)
  checkProvider(cimClass)
  throw notCapable(cimClass, 'put')
}

async function loaded(handle: ProviderHandle, call: Call): Promise<Provider> {
  const provider = handle.get()
  return provider instanceof Promise ? call.wait(provider) : provider
}

async function asked<T>(cimClass: CimClass, call: Call, ask: () => T | Promise<T>): Promise<T> {
  try {
    return await call.wait(Promise.resolve(ask()))
  } catch (error) {
    throw providerFailure(error, cimClass.name)
  }
}

function notCapable(cimClass: CimClass, writer: Writer): WmiError {
  const message = writingText('notCapable', { class: cimClass.name, operation: writingText(writer) })
  const hint = writingText('notCapableHint', { class: cimClass.name })
  return new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', message, { hint })
}

function pathOf(scope: Scope, cimClass: CimClass, values: ProviderRow): string | null {
  const shape = new InstanceShape(cimClass, { home: scope.namespace.home, select: cimClass.keys })
  return new RowReader(shape, scope.classes).read(values).__PATH
}

function queryOf({ caller, context }: Scope, cimClass: CimClass, call: Call): ProviderQuery {
  return {
    class: cimClass,
    wants: () => true,
    equals: () => undefined,
    references: () => undefined,
    where: null,
    caller,
    context,
    signal: call.signal,
  }
}
