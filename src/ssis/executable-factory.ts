import type { DtsNode } from './dtsx/node.js'
import type { ExecutableContainer } from './executable-container.js'
import { ForEachLoop } from './loops/for-each-loop.js'
import { ForLoop } from './loops/for-loop.js'
import { Sequence } from './sequence.js'
import { TaskHost } from './task-host.js'

/** What a container may hold. */
export type Executable = TaskHost | Sequence | ForLoop | ForEachLoop

const containers: Readonly<Record<string, typeof Sequence | typeof ForLoop | typeof ForEachLoop>> = {
  'stock:sequence': Sequence,
  'stock:forloop': ForLoop,
  'stock:foreachloop': ForEachLoop,
}

/** The object for an executable of a file, by its ExecutableType or CreationName in any case. */
export function makeExecutable(node: DtsNode, parent: ExecutableContainer): Executable {
  const type = node.get('ExecutableType') ?? node.get('CreationName') ?? ''
  const Container = containers[type.trim().toLowerCase()]
  return Container ? new Container(node, parent) : new TaskHost(node, parent)
}
