// Events as instances of their class: WMI SDK "__Event", "__InstanceOperationEvent".
import { foldName } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import { type CimInstance, InstanceShape } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'
import type { InstanceChangeKind } from '../wql/snapshot.js'

/** The classes of intrinsic events about instances. */
export const instanceEventNames: Readonly<Record<InstanceChangeKind, string>> = {
  creation: '__InstanceCreationEvent',
  deletion: '__InstanceDeletionEvent',
  modification: '__InstanceModificationEvent',
}

/** True when a query on this event class may want this kind of change. */
export function wantsKind(eventClass: string, kind: InstanceChangeKind): boolean {
  const name = foldName(eventClass)
  return name === foldName(instanceEventNames[kind]) || name === '__instanceoperationevent' || name === '__event'
}

const shapes = new WeakMap<CimClass, InstanceShape>()

/** An event has no path: its shape has no home. */
export function eventShape(eventClass: CimClass): InstanceShape {
  let shape = shapes.get(eventClass)
  if (!shape) {
    shape = new InstanceShape(eventClass)
    shapes.set(eventClass, shape)
  }
  return shape
}

/** An event from values of the declared types; TIME_CREATED is now unless it is given. */
export function eventOf(eventClass: CimClass, values: Readonly<Record<string, CimValue>>): CimInstance {
  const shape = eventShape(eventClass)
  return shape.create(
    shape.properties.map(({ name, defaultValue }) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      return value ?? (name === 'TIME_CREATED' ? fileTime(Date.now()) : defaultValue)
    }),
  )
}

/** 1970-01-01 in units of 100 ns since 1601-01-01, both UTC. */
const epoch = 116_444_736_000_000_000n

/** An instant in the unit of TIME_CREATED, from milliseconds since 1970. */
export function fileTime(milliseconds: number): bigint {
  return epoch + BigInt(Math.floor(milliseconds)) * 10_000n
}
