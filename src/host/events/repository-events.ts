import { foldName } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import type { CimValue } from '../../cim/value.js'
import { classObject } from '../../wmi/class-object.js'
import { eventOf } from '../../wmi/event-instance.js'
import { maskOf } from '../access/row-mask.js'
import type { RepositoryChange } from '../changes.js'
import type { Scope } from '../scope.js'
import { changeOf, instanceOccurrence } from './instance-events.js'
import { Occurrence } from './occurrence.js'

/**
 * The events of a change to the repository as one caller sees them: of a class a class event, of an instance an instance
 * event, of a namespace both. Instances of classes that a provider serves are left to polls, which see them too.
 */
export function repositoryOccurrences(scope: Scope, change: RepositoryChange): Occurrence[] {
  if (foldName(change.namespace) !== foldName(scope.namespace.name)) return []
  if (change.kind === 'class') return classOccurrences(scope, change.before, change.after)
  const className = (change.after ?? change.before)?.__CLASS
  if (className === undefined || !scope.allows('enable', className)) return []
  if (change.kind === 'namespace' && !mayEnter(scope, change.after ?? change.before)) return []
  const before = seenBy(scope, change.before)
  const after = seenBy(scope, change.after)
  if (change.kind === 'namespace')
    return [...operation(scope, 'Namespace', before, after), ...instanceOccurrences(scope, before, after)]
  return scope.handle(className) ? [] : instanceOccurrences(scope, before, after)
}

function instanceOccurrences(scope: Scope, before: CimInstance | null, after: CimInstance | null): Occurrence[] {
  const change = changeOf(before, after)
  return change ? [instanceOccurrence(scope.classes, change)] : []
}

function classOccurrences(scope: Scope, before: CimClass | null, after: CimClass | null): Occurrence[] {
  const object = (cimClass: CimClass | null) => cimClass && classObject(scope.view(cimClass), scope.namespace.home)
  return operation(scope, 'Class', object(before), object(after))
}

/** A `__ClassOperationEvent` or `__NamespaceOperationEvent` of the kind that the copies tell. */
function operation(
  scope: Scope,
  what: 'Class' | 'Namespace',
  before: CimInstance | null,
  after: CimInstance | null,
): Occurrence[] {
  const kind = before === null ? 'Creation' : after === null ? 'Deletion' : 'Modification'
  const values: Record<string, CimValue> = { [`Target${what}`]: after ?? before }
  if (kind === 'Modification') values[`Previous${what}`] = before
  const eventClass = scope.classes.require(`__${what}${kind}Event`)
  return [new Occurrence(eventClass, () => eventOf(eventClass, values))]
}

/** Namespaces that a caller may not enter are not listed to it either. */
function mayEnter(scope: Scope, namespace: CimInstance | null): boolean {
  return scope.mayEnter(`${scope.namespace.name}\\${namespace?.Name}`)
}

/** The instance without what the caller may not see. */
function seenBy(scope: Scope, instance: CimInstance | null): CimInstance | null {
  if (instance === null) return null
  const cimClass = scope.classes.get(instance.__CLASS)
  if (!cimClass || maskOf(scope, cimClass) === null) return instance
  return scope.reader(cimClass).read(instance)
}
