import { ExecutableContainer, ParameterVariable } from '../../../ssis/index.js'
import { removePackageParameter } from '../../../ssis/package-parameters.js'
import type { DocumentObject, OpenDocument } from '../../workspace/index.js'
import { type EditHandler, notFor, projectObject } from './edit-handler.js'

/** Executables with their constraints, constraints, connections, variables, parameters, event handlers. */
export const remove: EditHandler<'remove'> = (document, { objects }) => {
  const found = objects.map(key => document.entryOf(key))
  for (const entry of found) removeOne(document, entry)
  return []
}

function removeOne(document: OpenDocument, entry: DocumentObject): void {
  const { package: pkg } = document
  if (entry.kind === 'connection') {
    if (entry.object.scope === 'project') throw projectObject(entry.object.name)
    pkg.connections.remove(indexOf(pkg.connections, entry.object))
  } else if (entry.kind === 'variable') {
    const { parent } = entry.object
    parent.variables.remove(indexOf(parent.variables, entry.object))
  } else if (entry.kind === 'parameter') {
    if (!(entry.object instanceof ParameterVariable) || entry.object.namespace === '$Project')
      throw projectObject(entry.object.qualifiedName)
    removePackageParameter(pkg, entry.object.id)
  } else if (entry.kind === 'constraint') {
    const at = indexOf(entry.parent.precedenceConstraints, entry.object)
    // It is gone already with one of its ends.
    if (at >= 0) entry.parent.precedenceConstraints.remove(at)
  } else {
    const { parent, containerType } = entry.object
    if (!parent) throw notFor(entry.object.name)
    if (containerType === 'eventHandler') parent.eventHandlers.remove(entry.object.name)
    else if (parent instanceof ExecutableContainer) {
      // It is gone already with a container around it.
      const at = indexOf(parent.executables, entry.object)
      if (at >= 0) parent.executables.remove(at)
    }
  }
}

/** By place, for files have objects that share a name or an ID. */
function indexOf(items: Iterable<unknown>, wanted: unknown): number {
  return [...items].indexOf(wanted)
}
