import type { CimInstance } from '../../cim/instance.js'
import { eventOf, instanceEventNames } from '../../wmi/event-instance.js'
import type { InstanceChange } from '../../wql/snapshot.js'
import type { ClassTable } from '../class-table.js'
import { Occurrence } from './occurrence.js'

/** The intrinsic event of a change to an instance. */
export function instanceOccurrence(classes: ClassTable, change: InstanceChange): Occurrence {
  const eventClass = classes.require(instanceEventNames[change.kind])
  return new Occurrence(eventClass, () =>
    eventOf(eventClass, {
      TargetInstance: change.instance,
      ...(change.kind === 'modification' ? { PreviousInstance: change.previous } : {}),
    }),
  )
}

/** What happened, from the copies before and after; null when there is neither. */
export function changeOf(before: CimInstance | null, after: CimInstance | null): InstanceChange | null {
  if (after === null) return before && { kind: 'deletion', instance: before }
  return before === null
    ? { kind: 'creation', instance: after }
    : { kind: 'modification', instance: after, previous: before }
}
