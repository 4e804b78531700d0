// What a resource URI names: DSP0227 5, [MS-WSMV] 2.2.4 (the two families of URIs).
import { foldName } from '../base/name-map.js'
import { normalizeNamespace } from '../cim/path.js'
import { namespaceSelector, resources, wmiResource } from './names.js'
import type { Resource, Selector } from './types.js'

/** wmi: the namespace stands in the URI; cim: in the selector `__cimnamespace`. */
export type ResourceFamily = 'wmi' | 'cim'

/** A resource URI by its parts. */
export interface ResourceName {
  /** class: one class or its instances; all: every class (queries, associations, events); schema: class declarations. */
  readonly kind: 'class' | 'all' | 'schema'
  readonly family: ResourceFamily
  /** With backslashes; undefined when the URI does not say (family cim). */
  readonly namespace: string | undefined
  /** Empty unless `kind` is class. */
  readonly className: string
}

const cimSchema = '/cim-schema/2/'

/** The parts of a resource URI, in any case; undefined when it names no resource of WMI. */
export function readResourceUri(uri: string): ResourceName | undefined {
  const folded = foldName(uri)
  if (folded === foldName(resources.schema))
    return { kind: 'schema', family: 'cim', namespace: undefined, className: '' }
  if (folded === foldName(resources.allClasses)) return all('cim', undefined)
  if (folded.startsWith(foldName(resources.wmi))) {
    const rest = uri.slice(resources.wmi.length)
    const slash = rest.lastIndexOf('/')
    if (slash < 0) return undefined
    const namespace = normalizeNamespace(rest.slice(0, slash))
    return namespace === '' ? undefined : named(rest.slice(slash + 1), 'wmi', namespace)
  }
  // Other vendors' schemas have URIs of their own with the same end: DSP0230 5.
  const at = folded.lastIndexOf(cimSchema)
  return at < 0 ? undefined : named(uri.slice(at + cimSchema.length), 'cim', undefined)
}

function named(className: string, family: ResourceFamily, namespace: string | undefined): ResourceName | undefined {
  if (className === '*') return all(family, namespace)
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(className) ? { kind: 'class', family, namespace, className } : undefined
}

function all(family: ResourceFamily, namespace: string | undefined): ResourceName {
  return { kind: 'all', family, namespace, className: '' }
}

/** The URI of a class, or of all classes (`*`). @param namespace with either slash */
export function resourceUri(family: ResourceFamily, namespace: string, className: string): string {
  if (family === 'wmi') return wmiResource(namespace, className)
  return className === '*' ? resources.allClasses : resources.cim + className
}

/** The resource of a class, or of all classes (`*`), in a namespace. */
export function classResource(family: ResourceFamily, namespace: string, className: string): Resource {
  return { uri: resourceUri(family, namespace, className), selectors: namespaceSelectors(family, namespace) }
}

/** The resource from which a class's declaration, or without a name those of all classes, are read as CIM-XML. */
export function schemaResource(namespace: string, className?: string): Resource {
  const named = className === undefined ? [] : [{ name: 'ClassName', value: className }]
  return { uri: resources.schema, selectors: [...namespaceSelectors('cim', namespace), ...named] }
}

/** The selectors that say the namespace: none in the family that has it in the URI. */
export function namespaceSelectors(family: ResourceFamily, namespace: string): Selector[] {
  return family === 'wmi' ? [] : [{ name: namespaceSelector, value: namespace.replaceAll('\\', '/') }]
}

/** The namespace that a resource names in its URI or its selectors, with backslashes; undefined when it names none. */
export function namespaceOf(resource: Resource): string | undefined {
  const selector = resource.selectors.find(({ name }) => foldName(name) === namespaceSelector)
  if (typeof selector?.value === 'string' && selector.value.trim() !== '')
    return normalizeNamespace(selector.value.trim())
  return readResourceUri(resource.uri)?.namespace
}

/** The selectors that are keys: all but the one of the namespace. */
export function keySelectors(resource: Resource): Selector[] {
  return resource.selectors.filter(({ name }) => foldName(name) !== namespaceSelector)
}
