// IWbemServices::PutInstance and DeleteInstance ([MS-WMI] 3.1.4.3.12 and 3.1.4.3.14). Between looking and writing nothing is
// waited for where the repository keeps the instance, so two writers never work on the same state.
import { WmiError } from '../../base/errors.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { formatObjectPath, type ObjectPath } from '../../cim/path.js'
import type { CimValue } from '../../cim/value.js'
import type { Call } from '../../wmi/call.js'
import { type Keys, keysOf, withoutKeys } from '../../wmi/path-keys.js'
import { checkValues, modeOf, namedClass, type TypedValues, typedValues } from '../../wmi/property-values.js'
import type { NamedValues, PutOptions } from '../../wmi/services.js'
import { type LocatedInstance, locate } from '../locate.js'
import type { ProviderRow } from '../provider.js'
import type { Scope } from '../scope.js'
import { deleteNamespace, writeNamespace } from './namespaces.js'
import { checkProvider, createProvided, deleteProvided, putProvided } from './provided.js'
import { alreadyExists, checkFree, newInstance, storedInstance } from './stored.js'
import { checkWritable, isNamespaceClass } from './system-classes.js'

/**
 * Creates an instance of a class, or of the one below it that `__CLASS` among the values names, and answers its full path.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_ACCESS_DENIED, WBEM_E_ILLEGAL_OPERATION for an abstract class,
 *   WBEM_E_INVALID_OPERATION for the host's own, those of {@link typedValues}, WBEM_E_ILLEGAL_NULL, WBEM_E_INVALID_OBJECT
 *   without keys, WBEM_E_ALREADY_EXISTS, WBEM_E_PROVIDER_NOT_FOUND, or what the provider or the disk says
 */
export async function createInstance(
  scope: Scope,
  className: string,
  values: NamedValues,
  call: Call,
): Promise<string> {
  checkValues(values)
  const cimClass = classToCreate(scope, scope.classes.require(className), values)
  if (isNamespaceClass(cimClass)) {
    const given = typedValues(values, cimClass, scope.classes)
    return writeNamespace(scope, String(newInstance(scope, cimClass, given).Name), 'create')
  }
  return create(scope, cimClass, typedValues(values, cimClass, scope.classes), call)
}

/**
 * Changes or, as the mode allows, creates the instance that a path names, and answers its full path. What is not given
 * becomes what the class says, unless the put is partial.
 *
 * @throws WmiError as {@link createInstance}; WBEM_E_INVALID_OBJECT_PATH, WBEM_E_NOT_FOUND, WBEM_E_READ_ONLY for another
 *   value of a key; ArgumentError for the mode
 */
export async function putInstance(
  scope: Scope,
  path: ObjectPath,
  values: NamedValues,
  options: PutOptions,
  call: Call,
): Promise<string> {
  const mode = modeOf(options)
  checkValues(values)
  const named = scope.classes.require(path.className)
  const keys = keysOf(named, path)
  const text = formatObjectPath(path)
  if (isNamespaceClass(named)) {
    withoutKeys(typedValues(values, named, scope.classes), keys, text)
    return writeNamespace(scope, String(keys.get('Name')), mode)
  }
  checkWritable(named)
  scope.demand('partialWrite', named.name)
  if (!storedInstance(scope, named, keys)) {
    const located = await provided(scope, path, named, call)
    if (located && mode === 'create') throw alreadyExists(text)
    if (located) return change(scope, located, values, options, call)
  }
  const stored = storedInstance(scope, named, keys)
  if (stored && mode === 'create') throw alreadyExists(text)
  if (stored) return keep(scope, changed(scope, stored, values, options))
  if (mode === 'update') {
    throw new WmiError('WBEM_E_NOT_FOUND', writingText('missing', { object: text }), {
      hint: writingText('missingHint'),
    })
  }
  const cimClass = classToCreate(scope, named, values)
  const given = withoutKeys(typedValues(values, cimClass, scope.classes), keys, text)
  return create(scope, cimClass, withKeys(given, cimClass, keys), call)
}

/**
 * Deletes an instance; of `__NAMESPACE`, the namespace with all in it and below it.
 *
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH, WBEM_E_NOT_FOUND, WBEM_E_ACCESS_DENIED, WBEM_E_INVALID_OPERATION for the
 *   host's own, WBEM_E_PROVIDER_NOT_CAPABLE, or what the provider or the disk says
 */
export async function deleteInstance(scope: Scope, path: ObjectPath, call: Call): Promise<void> {
  const named = scope.classes.require(path.className)
  const keys = keysOf(named, path)
  if (isNamespaceClass(named)) return deleteNamespace(scope, String(keys.get('Name')))
  checkWritable(named)
  scope.demand('partialWrite', named.name)
  const stored = storedInstance(scope, named, keys)
  if (stored) {
    scope.demand('partialWrite', stored.__CLASS)
    scope.state.repository.deleteInstance(scope.namespace, stored)
    return scope.state.repository.saved()
  }
  const located = await locate(scope, path, call, { keysOnly: true })
  scope.demand('partialWrite', located.class.name)
  return deleteProvided(scope, located.class, located.keys, call)
}

/** @throws WmiError WBEM_E_INVALID_OBJECT when `__CLASS` names neither the class nor one below it */
function classToCreate(scope: Scope, named: CimClass, values: NamedValues): CimClass {
  const given = namedClass(values, scope.classes) ?? named
  if (given.isA(named.name)) return given
  throw new WmiError('WBEM_E_INVALID_OBJECT', writingText('otherClass', { name: given.name, class: named.name }), {
    hint: writingText('createClassHint', { class: named.name }),
  })
}

async function create(scope: Scope, cimClass: CimClass, given: TypedValues, call: Call): Promise<string> {
  checkWritable(cimClass)
  scope.demand('partialWrite', cimClass.name)
  checkConcrete(scope, cimClass)
  const handle = scope.handle(cimClass.name)
  if (handle) return createProvided(scope, cimClass, handle, rowOf(cimClass, given, true), call)
  checkProvider(cimClass)
  const instance = newInstance(scope, cimClass, given)
  checkFree(scope, cimClass, instance)
  return keep(scope, instance)
}

async function keep(scope: Scope, instance: CimInstance): Promise<string> {
  const { repository } = scope.state
  repository.putInstance(scope.namespace, instance)
  await repository.saved()
  return instance.__PATH ?? instance.__CLASS
}

/** The instance of a provider that a path names; null when none of the classes has one. */
async function provided(scope: Scope, path: ObjectPath, named: CimClass, call: Call): Promise<LocatedInstance | null> {
  if (![...scope.served(named)].some(({ name }) => scope.handle(name))) return null
  try {
    return await locate(scope, path, call, { keysOnly: true })
  } catch (error) {
    if (error instanceof WmiError && error.name === 'WBEM_E_NOT_FOUND') return null
    throw error
  }
}

/** Has a provider change an instance: what is given, and the defaults of all else unless the put is partial. */
function change(
  scope: Scope,
  { class: cimClass, keys }: LocatedInstance,
  values: NamedValues,
  { partial = false }: PutOptions,
  call: Call,
): Promise<string> {
  scope.demand('partialWrite', cimClass.name)
  checkKept(scope, cimClass, values)
  const path = cimClass.name
  const given = withoutKeys(
    typedValues(values, cimClass, scope.classes),
    new Map(Object.entries(keys)) as Map<string, CimValue>,
    path,
  )
  return putProvided(scope, cimClass, keys, rowOf(cimClass, given, !partial, keys), call)
}

/** An instance of the repository with its new values. */
function changed(scope: Scope, stored: CimInstance, values: NamedValues, { partial = false }: PutOptions): CimInstance {
  const cimClass = scope.classes.require(stored.__CLASS)
  scope.demand('partialWrite', cimClass.name)
  checkKept(scope, cimClass, values)
  const keys = new Map(cimClass.keys.map(({ name }) => [name, stored[name] ?? null] as const))
  const given = withoutKeys(typedValues(values, cimClass, scope.classes), keys, stored.__RELPATH ?? cimClass.name)
  return newInstance(scope, cimClass, given, ({ name, defaultValue }) =>
    partial || keys.has(name) ? (stored[name] ?? null) : defaultValue,
  )
}

/** @throws WmiError WBEM_E_INVALID_OBJECT when `__CLASS` names another class than the instance has */
function checkKept(scope: Scope, cimClass: CimClass, values: NamedValues): void {
  const given = namedClass(values, scope.classes)
  if (!given || cimClass.isA(given.name)) return
  throw new WmiError('WBEM_E_INVALID_OBJECT', writingText('otherClass', { name: given.name, class: cimClass.name }), {
    hint: writingText('putClassHint'),
  })
}

function withKeys(given: TypedValues, cimClass: CimClass, keys: Keys): TypedValues {
  for (const property of cimClass.keys) {
    const value = keys.get(property.name)
    if (value !== undefined) given.set(property.name, { property, value })
  }
  return given
}

/** Values as providers get them: what was given and, for whole instances, what the class says of all else but the keys. */
function rowOf(cimClass: CimClass, given: TypedValues, whole: boolean, keys: ProviderRow = {}): ProviderRow {
  const entries: [string, CimValue][] = []
  for (const property of cimClass.properties) {
    const known = given.get(property.name)
    if (known) entries.push([property.name, known.value])
    else if (whole && !Object.hasOwn(keys, property.name)) entries.push([property.name, property.defaultValue])
  }
  return Object.fromEntries(entries)
}

function checkConcrete({ classes }: Scope, cimClass: CimClass): void {
  if (!cimClass.isAbstract) return
  const below = [...classes.lineage(cimClass.name)].filter(name => !classes.require(name).isAbstract).slice(0, 5)
  throw new WmiError('WBEM_E_ILLEGAL_OPERATION', writingText('abstractClass', { class: cimClass.name }), {
    hint:
      below.length > 0
        ? writingText('abstractClassHint', { names: below.join(', ') })
        : writingText('abstractLeafHint'),
  })
}
