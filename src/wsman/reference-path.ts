// Endpoint references and WMI object paths say the same; [MS-WSMV] has the former, `__PATH` the latter.
import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { wsmanText } from '../base/texts/wsman.js'
import type { CimClass } from '../cim/class.js'
import type { InstanceHome } from '../cim/instance.js'
import { formatObjectPath, type ObjectPath, type PathKey, tryParseObjectPath } from '../cim/path.js'
import { cimTypes } from '../cim/types.js'
import { wsmanError } from './faults/wsman-error.js'
import { anonymousRole } from './names.js'
import {
  keySelectors,
  namespaceOf,
  namespaceSelectors,
  type ResourceFamily,
  readResourceUri,
  resourceUri,
} from './resource.js'
import type { EndpointReference, Resource, Selector } from './types.js'

/**
 * The reference to the object of a path.
 * @param cimClass the object's class: tells the name of a single key that the path does not name, and which keys are references.
 * Without it a key's text counts as a reference when it is a path with a namespace or with named keys.
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH for a key without a name whose class is not given or has several
 */
export function referenceOfPath(
  path: ObjectPath,
  family: ResourceFamily,
  defaultNamespace: string,
  cimClass?: CimClass,
): EndpointReference {
  const namespace = path.namespace ?? defaultNamespace
  const keys = (path.keys ?? []).map(key => selectorOfKey(key, family, namespace, path.className, cimClass))
  return {
    address: anonymousRole,
    uri: resourceUri(family, namespace, path.className),
    selectors: [...keys, ...namespaceSelectors(family, namespace)],
  }
}

function selectorOfKey(
  key: PathKey,
  family: ResourceFamily,
  namespace: string,
  className: string,
  cimClass: CimClass | undefined,
): Selector {
  const only = cimClass?.keys.length === 1 ? cimClass.keys[0] : undefined
  const name = key.name ?? only?.name
  if (name === undefined)
    throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', wsmanText('keyName', { class: className }), {
      hint: wsmanText('keyNameHint', { class: className }),
    })
  const declared = cimClass?.keys.find(property => foldName(property.name) === foldName(name))
  const reference = typeof key.value === 'string' ? referencedPath(key.value, declared?.type) : undefined
  if (reference) return { name, value: referenceOfPath(reference, family, namespace) }
  return { name, value: String(key.value) }
}

function referencedPath(text: string, type: string | undefined): ObjectPath | undefined {
  if (type !== undefined && type !== 'reference') return undefined
  const path = tryParseObjectPath(text)
  if (!path || (path.keys ?? []).some(key => key.name === null)) return undefined
  if (type === 'reference') return path
  return path.keys !== null || (path.singleton && path.namespace !== null) ? path : undefined
}

/** What is known of a reference besides its own words. */
export interface ReferenceContext {
  /** Tells the types of keys: without it all are texts. */
  readonly cimClass?: CimClass | undefined
  /** The reference is known to name an instance: without keys it is the one of a singleton. */
  readonly instance?: boolean
}

/**
 * The path of the object that a resource or a reference names. @param home says the server, and the namespace where the reference does not
 * @throws WmiError ERROR_WSMAN_INVALID_RESOURCE_URI when it names no class
 */
export function pathOfReference(resource: Resource, home: InstanceHome, context: ReferenceContext = {}): ObjectPath {
  const name = readResourceUri(resource.uri)
  if (name?.kind !== 'class')
    throw wsmanError('ERROR_WSMAN_INVALID_RESOURCE_URI', wsmanText('noClassUri', { uri: shortened(resource.uri) }))
  const keys = keySelectors(resource).map(selector => keyOfSelector(selector, home, context.cimClass))
  const namespace = namespaceOf(resource) ?? home.namespace
  return {
    server: namespace === null ? null : home.server,
    namespace,
    className: context.cimClass?.name ?? name.className,
    keys: keys.length > 0 ? keys : null,
    singleton: keys.length === 0 && (context.instance ?? context.cimClass?.isSingleton ?? false),
  }
}

/** The text of the path of the instance that a reference names: the value of a property of reference type. */
export function pathTextOfReference(reference: EndpointReference, home: InstanceHome): string {
  return formatObjectPath(pathOfReference(reference, home, { instance: true }))
}

function keyOfSelector({ name, value }: Selector, home: InstanceHome, cimClass: CimClass | undefined): PathKey {
  const property = cimClass?.keys.find(key => foldName(key.name) === foldName(name))
  const key = property?.name ?? name
  if (typeof value !== 'string') return { name: key, value: pathTextOfReference(value, home) }
  if (property?.type === 'boolean' && /^(?:true|false|1|0)$/i.test(value.trim()))
    return { name: key, value: /^(?:true|1)$/i.test(value.trim()) }
  // Paths write char16 keys as numbers.
  const numeric = property && (cimTypes[property.type].kind === 'integer' || property.type === 'char16')
  if (numeric && /^[+-]?\d{1,20}$/.test(value.trim()))
    return { name: key, value: BigInt(value.trim().replace('+', '')) }
  return { name: key, value }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
