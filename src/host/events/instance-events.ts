import { foldName } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { eventOf } from '../../wmi/event-instance.js'
import type { InstanceChange, InstanceChangeKind } from '../../wql/snapshot.js'
import type { ClassTable } from '../class-table.js'
import { Occurrence } from './occurrence.js'

const classNames: Readonly<Record<InstanceChangeKind, string>> = {
  creation: '__InstanceCreationEvent',
  deletion: '__InstanceDeletionEvent',
  modification: '__InstanceModificationEvent',
}

/** True when a query on this event class may want this kind of change. */
export function wantsKind(eventClass: CimClass, kind: InstanceChangeKind): boolean {
  const name = foldName(eventClass.name)
  return name === foldName(classNames[kind]) || name === '__instanceoperationevent' || name === '__event'
}

/** The intrinsic event of a change to an instance. */
export function instanceOccurrence(classes: ClassTable, change: InstanceChange): Occurrence {
  const eventClass = classes.require(classNames[change.kind])
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
