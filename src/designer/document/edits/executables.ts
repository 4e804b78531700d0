import type { DtsContainer } from '../../../ssis/index.js'
import { uniqueName } from '../../../ssis/names.js'
import { Layout } from '../layout.js'
import type { EditHandler } from './edit-handler.js'
import { containerAt, executableAt } from './find.js'
import { setValues } from './set.js'

/** Pixels of what is new. */
const taskSize = { width: 200, height: 42 }
const containerSize = { width: 320, height: 180 }

/** A new task or container, where it was dropped and after what it is to follow. */
export const addExecutable: EditHandler<'addExecutable'> = (document, edit, context) => {
  const { parent: key, moniker, at, name, values = {}, after } = edit
  const container = containerAt(document, key)
  const executable = container.executables.add(moniker)
  if (name) executable.name = uniqueName(name, taken => container.executables.taken(taken, executable))
  setValues(document, { kind: 'container', object: executable }, values, context)
  if (at) {
    const layout = Layout.of(document.package)
    layout.setBox(executable, { ...at, ...sizeOf(executable) })
    layout.save()
  }
  if (after === undefined) return [executable]
  const before = executableAt(document, after)
  if (before.parent !== container) return [executable]
  return [executable, container.precedenceConstraints.add(before.executable, executable)]
}

/** Places in the layout of the file. Lines that lead to or from what moved are drawn anew by every designer. */
export const move: EditHandler<'move'> = (document, { nodes }) => {
  const layout = Layout.of(document.package)
  const moved = new Set<DtsContainer>()
  for (const { key, box } of nodes) {
    const { executable } = executableAt(document, key)
    layout.setBox(executable, box)
    moved.add(executable)
  }
  for (const constraint of document.objects.constraints) {
    const { precedenceExecutable: from, constrainedExecutable: to } = constraint
    if ((from && moved.has(from)) || (to && moved.has(to))) layout.removeBox(constraint.refId)
  }
  layout.save()
  return []
}

/** The size of a new node. */
export function sizeOf(executable: DtsContainer): { readonly width: number; readonly height: number } {
  return executable.children === null ? taskSize : containerSize
}
