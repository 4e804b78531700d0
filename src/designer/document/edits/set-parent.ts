import type { DtsContainer } from '../../../ssis/index.js'
import { uniqueName } from '../../../ssis/names.js'
import { contentOf, fragmentOf, insertFragments } from '../fragments.js'
import { Layout } from '../layout.js'
import type { EditHandler } from './edit-handler.js'
import { sizeOf } from './executables.js'
import { containerAt, executableAt, refused } from './find.js'

/**
 * Executables into another container, with everything that is in them. Constraints to what does not come along go; names that are
 * taken there get a number.
 */
export const setParent: EditHandler<'setParent'> = (document, { nodes, parent: parentKey, at }) => {
  const target = containerAt(document, parentKey)
  const ids: string[] = []
  for (const key of nodes) {
    const { executable, parent } = executableAt(document, key)
    for (let holder: DtsContainer | null = target; holder; holder = holder.parent)
      if (holder === executable) throw refused('intoItself', executable.name)
    if (parent === target) continue
    executable.name = uniqueName(
      executable.name,
      name => parent.executables.taken(name, executable) || target.executables.taken(name),
    )
    ids.push(key)
  }
  if (ids.length === 0) return []
  // Cut from a text as it stands, then put in: both ends by their keys, for the objects are made anew.
  document.replaceText(contentOf(document.package))
  const place = containerAt(document, parentKey).node.element
  const fragments = ids.map(key => fragmentOf(executableAt(document, key).executable, place))
  const before = ids.map(key => executableAt(document, key).executable.refId)
  for (const key of ids) {
    const { executable, parent } = executableAt(document, key)
    parent.executables.remove([...parent.executables].indexOf(executable))
  }
  insertFragments(document, containerAt(document, parentKey), fragments)
  const layout = Layout.of(document.package)
  const moved = ids.map((key, index) => {
    const { executable } = executableAt(document, key)
    executable.followPlace()
    layout.rename(before[index] ?? '', executable.refId)
    const size = layout.boxOf(executable) ?? sizeOf(executable)
    if (at)
      layout.setBox(executable, { x: at.x + index * 24, y: at.y + index * 24, width: size.width, height: size.height })
    return executable
  })
  layout.save()
  return moved
}
