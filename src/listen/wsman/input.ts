import { WmiError } from '../../base/errors.js'
import { foldName, NameMap } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import type { CimClass, CimElement } from '../../cim/class.js'
import type { NamedValues, WmiServices } from '../../wmi/services.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { namespaces } from '../../wsman/names.js'
import { readValues } from '../../wsman/values/index.js'
import type { XmlElement } from '../../xml/index.js'
import { type Ask, callOptions } from './ask.js'

/** Classes of embedded objects that one request may name. */
const mostClasses = 50

/**
 * The values of properties or parameters that the element of a body gives.
 * @throws WmiError ERROR_WSMAN_INVALID_XML_NAMESPACE when it is not in the namespace of the resource, WBEM_E_TYPE_MISMATCH
 */
export async function readInput(
  ask: Ask,
  services: WmiServices,
  element: XmlElement,
  elements: readonly CimElement[],
): Promise<NamedValues> {
  if (foldName(element.namespace) !== foldName(ask.header.uri))
    throw wsmanError('ERROR_WSMAN_INVALID_XML_NAMESPACE', listenText('instanceNamespace', { name: element.namespace }))
  const classes = await classesOf(ask, services, embeddedClasses(element, elements))
  return readValues(element, elements, {
    home: { server: services.server, namespace: services.namespace },
    classNamed: name => classes.get(name),
  })
}

/** The classes of embedded objects, as far as declarations and elements name them. */
function embeddedClasses(element: XmlElement, elements: readonly CimElement[]): Set<string> {
  const names = new Set<string>()
  for (const { type, className } of elements) if (type === 'object' && className) names.add(foldName(className))
  for (const child of element.descendants()) {
    const [, name] = /(?:^|:)(\w+)_Type$/.exec(child.get('type', namespaces.xsi) ?? '') ?? []
    if (name !== undefined) names.add(foldName(name))
    if (names.size >= mostClasses) break
  }
  return names
}

/** Those that exist; the others' values are texts. */
async function classesOf(ask: Ask, services: WmiServices, names: Iterable<string>): Promise<NameMap<CimClass>> {
  const classes = new NameMap<CimClass>()
  for (const name of names) {
    try {
      classes.set(name, await services.getClass(name, callOptions(ask)))
    } catch (error) {
      if (!(error instanceof WmiError) || ask.signal.aborted) throw error
    }
  }
  return classes
}
