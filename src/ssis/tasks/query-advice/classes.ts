// What is known of classes by their names alone, without asking a server.
import { foldName } from '../../../base/name-map.js'

/**
 * - instance: events about instances (`__InstanceCreationEvent` …), which most often need WITHIN
 * - event: any other event class; it is reported as it happens
 * - data: a class of instances
 * - unknown: a name that tells nothing
 */
export type ClassKind = 'instance' | 'event' | 'data' | 'unknown'

const instanceEvent = /^__instance(creation|deletion|modification|operation)event$/
const systemEvent = /^__\w*event$/
// Those of the kernel trace, of devices, power and shutdown, and of the registry.
const reportedEvent =
  /^(win32_\w*trace|win32_\w*(changeevent|managementevent|shutdownevent|systemevent|tableevent)|registry(tree|key|value)?(change)?event)$/
const standardData = /^(win32|cim)_(?!\w*indication$)/

/** SQL Server's events: every class of the namespace is one, such as DEADLOCK_GRAPH. */
const serverEvents = /^(root\\)?microsoft\\sqlserver\\serverevents(\\|$)/

/** @param namespace of the connection, in any form: `\root\cimv2` */
export function classKind(className: string, namespace: string): ClassKind {
  const name = foldName(className)
  if (instanceEvent.test(name)) return 'instance'
  if (systemEvent.test(name) || reportedEvent.test(name)) return 'event'
  if (name.startsWith('__')) return 'unknown'
  const place = foldName(namespace).replaceAll('/', '\\').replace(/^\\+/, '')
  if (serverEvents.test(place)) return 'event'
  return standardData.test(name) ? 'data' : 'unknown'
}

// Providers that report changes themselves, so that no interval is needed.
const reporters: Readonly<Record<string, RegExp>> = {
  win32_ntlogevent: /^__instancecreationevent$/,
  win32_currenttime: /^__instancemodificationevent$/,
  win32_localtime: /^__instancemodificationevent$/,
  win32_utctime: /^__instancemodificationevent$/,
}

/** True for instances whose events are known to need WITHIN: those of standard classes that no provider reports. */
export function needsPolling(eventClass: string, target: string, namespace: string): boolean {
  return classKind(target, namespace) === 'data' && reporters[foldName(target)]?.test(foldName(eventClass)) !== true
}

const files: ReadonlySet<string> = new Set([
  'cim_datafile',
  'cim_directory',
  'cim_logicalfile',
  'win32_codecfile',
  'win32_directory',
  'win32_shortcutfile',
])
const fileLinks: ReadonlySet<string> = new Set(['cim_directorycontainsfile', 'win32_subdirectory'])

/** Files and folders themselves, or which of them is in which; undefined for every other class. */
export function fileKind(className: string): 'files' | 'links' | undefined {
  const name = foldName(className)
  if (files.has(name)) return 'files'
  return fileLinks.has(name) ? 'links' : undefined
}

/** True for classes whose enumeration makes Windows Installer check, and repair, every product. */
export function isInstallerClass(className: string): boolean {
  return /^(win32|cim)_product$/i.test(className)
}
