import { type ConnectionManager, type Package, TaskHost } from '../../ssis/index.js'
import type { DocumentObjects } from '../workspace/index.js'

/** A text of task data that is longer names no connection. */
const longestReference = 400

/** Which nodes name which connection managers, by ID, refId or name, anywhere in their data: keys of nodes by keys of managers. */
export function usersOf(pkg: Package, objects: DocumentObjects): Map<string, string[]> {
  const managers = new Map<string, ConnectionManager>()
  for (const manager of pkg.connections)
    for (const reference of [manager.id, manager.refId, manager.name])
      if (reference) managers.set(reference.toUpperCase(), manager)
  const users = new Map<string, string[]>()
  if (managers.size === 0) return users
  for (const container of objects.containers) {
    if (!(container instanceof TaskHost) && container.containerType !== 'forEachLoop') continue
    const node = objects.keyOf(container) ?? ''
    for (const manager of named(container, managers)) {
      const key = objects.keyOf(manager) ?? ''
      users.set(key, [...(users.get(key) ?? []), node])
    }
  }
  return users
}

function named(
  container: { readonly node: TaskHost['node'] },
  managers: ReadonlyMap<string, ConnectionManager>,
): Set<ConnectionManager> {
  const found = new Set<ConnectionManager>()
  const look = (text: string) => {
    if (text.length > longestReference) return
    const manager = managers.get(text.toUpperCase())
    if (manager) found.add(manager)
  }
  for (const part of ['ObjectData', 'ForEachEnumerator'] as const) {
    const data = container.node.child(part)?.element
    if (!data) continue
    for (const element of data.descendants()) {
      for (const attribute of element.attributes) look(attribute.value)
      if (element.children.length === 0) look(element.text)
    }
  }
  return found
}
