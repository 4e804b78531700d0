import type { CimClass } from '../cim/class.js'

/** Instance events that a provider reports, as on a Windows server, so that a query needs no WITHIN for them. */
const reported: readonly { readonly target: string; readonly event: string }[] = [
  { target: 'Win32_NTLogEvent', event: '__InstanceCreationEvent' },
  { target: 'Win32_CurrentTime', event: '__InstanceModificationEvent' },
]

/** Events that a Windows server reports and of which this host learns nothing by itself, with the classes below them. */
const unreported: readonly string[] = [
  'Win32_ThreadTrace',
  'Win32_ModuleTrace',
  'Win32_DeviceChangeEvent',
  'Win32_PowerManagementEvent',
  'Win32_ComputerSystemEvent',
]

/** True when only a provider of the user's own can report this event. */
export function isUnreported(eventClass: CimClass): boolean {
  return unreported.some(name => eventClass.isA(name))
}

/**
 * True when events of this class about instances of the target class need no polling: the repository sees its own changes.
 *
 * @param provided whether a provider serves the target
 */
export function hasEvents(eventClass: CimClass, target: CimClass, provided: boolean): boolean {
  // No interval would help: the hub says why these are refused.
  if (eventClass.isA('__MethodInvocationEvent')) return true
  // The repository keeps namespaces, whoever enumerates them.
  if (target.isA('__NAMESPACE')) return true
  const isDynamic = provided || target.qualifiers.get('dynamic')?.value === true
  if (!isDynamic && !target.isAbstract) return true
  return isReported(eventClass, target)
}

/** True when a provider reports these events of the class. */
export function isReported(eventClass: CimClass, target: CimClass): boolean {
  return reported.some(({ target: name, event }) => target.isA(name) && eventClass.isA(event))
}
