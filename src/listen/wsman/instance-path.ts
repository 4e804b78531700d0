import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import type { CimClass } from '../../cim/class.js'
import type { ObjectPath } from '../../cim/path.js'
import type { WmiServices } from '../../wmi/services.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { pathOfReference } from '../../wsman/reference-path.js'
import { keySelectors } from '../../wsman/resource.js'
import { type Ask, callOptions, className } from './ask.js'

/** An instance that a request names. */
export interface NamedInstance {
  readonly cimClass: CimClass
  readonly path: ObjectPath
}

/** The class of the URI. @throws WmiError as getClass, ERROR_WSMAN_ACTION_NOT_SUPPORTED */
export function namedClass(ask: Ask, services: WmiServices): Promise<CimClass> {
  return services.getClass(className(ask), callOptions(ask))
}

/**
 * The instance that URI and selectors name.
 * @throws WmiError as getClass; ERROR_WSMAN_INVALID_URI_WMI_SINGLETON without keys, ERROR_WSMAN_INSUFFCIENT_SELECTORS,
 *   ERROR_WSMAN_UNEXPECTED_SELECTORS
 */
export async function namedInstance(ask: Ask, services: WmiServices): Promise<NamedInstance> {
  const cimClass = await namedClass(ask, services)
  checkKeys(ask, cimClass)
  return { cimClass, path: localPath(ask, services, cimClass, true) }
}

/** The instance that is named, or without keys the class itself: what a method is invoked on. @throws as {@link namedInstance} */
export async function namedObject(ask: Ask, services: WmiServices): Promise<NamedInstance> {
  const cimClass = await namedClass(ask, services)
  const bare = keySelectors(ask.header).length === 0
  if (!bare) checkKeys(ask, cimClass)
  return { cimClass, path: localPath(ask, services, cimClass, !bare) }
}

function localPath(ask: Ask, services: WmiServices, cimClass: CimClass, instance: boolean): ObjectPath {
  const home = { server: services.server, namespace: services.namespace }
  return { ...pathOfReference(ask.header, home, { cimClass, instance }), server: null, namespace: null }
}

function checkKeys(ask: Ask, cimClass: CimClass): void {
  const given = new Set(keySelectors(ask.header).map(({ name }) => foldName(name)))
  const keys = cimClass.keys.map(({ name }) => name)
  const hint = listenText('keysHint', { names: keys.join(', ') || '-' })
  if (given.size === 0 && !cimClass.isSingleton)
    throw wsmanError('ERROR_WSMAN_INVALID_URI_WMI_SINGLETON', listenText('noKeys', { class: cimClass.name }), { hint })
  const missing = keys.find(name => !given.has(foldName(name)))
  if (missing !== undefined && given.size > 0)
    throw wsmanError('ERROR_WSMAN_INSUFFCIENT_SELECTORS', listenText('keyMissing', { key: missing }), { hint })
  const known = new Set(keys.map(foldName))
  const unknown = keySelectors(ask.header).find(({ name }) => !known.has(foldName(name)))
  if (unknown)
    throw wsmanError('ERROR_WSMAN_UNEXPECTED_SELECTORS', listenText('keyUnknown', { key: unknown.name }), { hint })
}
