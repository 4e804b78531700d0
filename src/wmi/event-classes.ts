// The system's own event classes, where no server is asked for them: WMI SDK "__InstanceOperationEvent".
import { WmiError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { CimClass, type CimProperty, noQualifiers } from '../cim/class.js'
import type { CimTypeName } from '../cim/types.js'

// They are declared the same everywhere.
const eventBase = ['__Event', '__IndicationRelated', '__SystemClass']
const operation = ['__InstanceOperationEvent', ...eventBase]
const stamps = { SECURITY_DESCRIPTOR: 'uint8', TIME_CREATED: 'uint64' } as const
const target = { ...stamps, TargetInstance: 'object' } as const
const eventClasses: NameMap<CimClass> = NameMap.from([
  eventClass('__InstanceOperationEvent', eventBase, target),
  eventClass('__InstanceCreationEvent', operation, target),
  eventClass('__InstanceDeletionEvent', operation, target),
  eventClass('__InstanceModificationEvent', operation, { ...target, PreviousInstance: 'object' }),
  eventClass('__AggregateEvent', ['__IndicationRelated', '__SystemClass'], {
    NumberOfEvents: 'uint32',
    Representative: 'object',
  }),
])

/** True for the classes of instance events, and for aggregates of events. */
export function isSystemEvent(name: string): boolean {
  return eventClasses.has(name)
}

/** The declaration of an instance event or an aggregate. @throws WmiError WBEM_E_NOT_EVENT_CLASS for any other class */
export function systemEventClass(name: string): CimClass {
  const found = eventClasses.get(name)
  if (!found) throw new WmiError('WBEM_E_NOT_EVENT_CLASS', name)
  return found
}

function eventClass(
  name: string,
  derivation: readonly string[],
  types: Readonly<Record<string, CimTypeName>>,
): CimClass {
  const properties = Object.entries(types).map(
    ([property, type]): CimProperty => ({
      name: property,
      type,
      isArray: property === 'SECURITY_DESCRIPTOR',
      qualifiers: noQualifiers,
      defaultValue: null,
      origin: name,
      propagated: false,
    }),
  )
  return new CimClass({
    name,
    derivation,
    qualifiers: noQualifiers,
    properties: NameMap.from(properties),
    methods: new NameMap(),
  })
}
