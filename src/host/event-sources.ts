import type { CimClass } from '../cim/class.js'

/** Instance events that a provider reports, as on a Windows server, so that a query needs no WITHIN for them. */
const reported: readonly { readonly target: string; readonly event: string }[] = [
  { target: 'Win32_NTLogEvent', event: '__InstanceCreationEvent' },
  { target: 'Win32_CurrentTime', event: '__InstanceModificationEvent' },
]

/**
 * True when events of this class about instances of the target class need no polling: the repository sees its own changes.
 *
 * @param provided whether a provider serves the target
 */
export function hasEvents(eventClass: CimClass, target: CimClass, provided: boolean): boolean {
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
