import type { CimClass } from '../cim/class.js'

/** Instance events that a Windows server reports without polling, so that a query needs no WITHIN for them. */
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
  const isDynamic = provided || target.qualifiers.get('dynamic')?.value === true
  if (!isDynamic && !target.isAbstract) return true
  return reported.some(({ target: name, event }) => target.isA(name) && eventClass.isA(event))
}
