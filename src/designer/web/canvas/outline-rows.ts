// The control flow as a list, for who does not see the diagram.
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { conditionText, namesText } from './labels.js'
import { hasEnds, type Scene, type SceneNode } from './scene.js'

export interface OutlineRow {
  readonly key: string
  readonly node: SceneNode
  /** What follows it: `Success: then Write file`. */
  readonly follows: string
  readonly children: readonly OutlineRow[]
}

/** Rows of one container: what comes first, first. */
export function outlineRows(scene: Scene, parent: string = scene.root): OutlineRow[] {
  const keys = inOrder(scene, scene.children.get(parent) ?? [])
  return keys.flatMap(key => {
    const node = scene.nodes.get(key)
    if (!node) return []
    return [{ key, node, follows: followsOf(scene, key), children: node.isContainer ? outlineRows(scene, key) : [] }]
  })
}

/** The order in which they can run; what does not depend on each other as the file has it. */
function inOrder(scene: Scene, keys: readonly string[]): string[] {
  const inside = new Set(keys)
  const constraints = [...scene.constraints.values()]
    .filter(hasEnds)
    .filter(({ from, to }) => inside.has(from) && inside.has(to))
  const done = new Set<string>()
  let waiting = [...keys]
  while (waiting.length > 0) {
    const ready = waiting.filter(key =>
      constraints.every(({ from, to }) => to !== key || from === key || done.has(from)),
    )
    // In a circle nothing is ready: the file's order it is.
    for (const key of ready.length > 0 ? ready : waiting) done.add(key)
    waiting = waiting.filter(key => !done.has(key))
  }
  return [...done]
}

function followsOf(scene: Scene, key: string): string {
  const groups = new Map<string, string[]>()
  for (const constraint of scene.constraints.values()) {
    if (constraint.from !== key || constraint.to === null) continue
    const value = conditionText(constraint, constraint.expression)
    groups.set(value, [...(groups.get(value) ?? []), scene.nodes.get(constraint.to)?.view.name ?? ''])
  }
  return [...groups].map(([value, names]) => canvasText('thenNames', { value, names: namesText(names) })).join('; ')
}

/** The rows that can be seen, from top to bottom. */
export function flatRows(rows: readonly OutlineRow[]): OutlineRow[] {
  return rows.flatMap(row => [row, ...(row.node.collapsed ? [] : flatRows(row.children))])
}
