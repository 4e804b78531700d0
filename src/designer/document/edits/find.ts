import { editText } from '../../../base/texts/designer-edits.js'
import { type Executable, ExecutableContainer, type PrecedenceConstraint } from '../../../ssis/index.js'
import { DesignerError } from '../../failure.js'
import type { OpenDocument } from '../../workspace/index.js'
import { notFor } from './edit-handler.js'

type RefusalKey = 'notContainer' | 'intoItself' | 'connectSelf'

/** @throws DesignerError notFound; invalid for what holds no executables */
export function containerAt(document: OpenDocument, key: string): ExecutableContainer {
  const found = document.entryOf(key)
  if (found.kind !== 'container') throw notFor(key)
  if (found.object instanceof ExecutableContainer) return found.object
  throw refused('notContainer', found.object.name)
}

/** A task or a container that another container holds. @throws DesignerError notFound, invalid */
export function executableAt(
  document: OpenDocument,
  key: string,
): { readonly executable: Executable; readonly parent: ExecutableContainer } {
  const found = document.entryOf(key)
  if (found.kind !== 'container') throw notFor(key)
  const { object } = found
  if (object.parent instanceof ExecutableContainer)
    for (const executable of object.parent.executables)
      if (executable === object) return { executable, parent: object.parent }
  throw notFor(object.name)
}

/** @throws DesignerError notFound, invalid */
export function constraintAt(document: OpenDocument, key: string): PrecedenceConstraint {
  const found = document.entryOf(key)
  if (found.kind === 'constraint') return found.object
  throw notFor(key)
}

export function refused(key: RefusalKey, name: string): DesignerError {
  return new DesignerError({ kind: 'invalid', message: editText(key, { name }) })
}
