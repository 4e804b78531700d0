// What a selection means for the commands.
import { encloses, type Rect } from './geometry.js'
import type { Scene } from './scene.js'

/** The selected nodes of a scene without those whose container is selected too, in the order of the scene. */
export function topmost(scene: Scene, selection: ReadonlySet<string>): string[] {
  const covered = (key: string): boolean => {
    const parent = scene.nodes.get(key)?.parent ?? null
    return parent !== null && (selection.has(parent) || covered(parent))
  }
  return [...scene.nodes.keys()].filter(key => selection.has(key) && !covered(key))
}

/** The selected constraints of a scene. */
export function selectedConstraints(scene: Scene, selection: ReadonlySet<string>): string[] {
  return [...scene.constraints.keys()].filter(key => selection.has(key))
}

/** The one container that holds all of them; undefined when they lie in several. */
export function commonParent(scene: Scene, keys: readonly string[]): string | undefined {
  const parents = new Set(keys.map(key => scene.nodes.get(key)?.parent ?? scene.root))
  return parents.size === 1 ? [...parents][0] : undefined
}

/**
 * Drops the containers inside which a marquee was drawn, for what is meant is what is in them, and constraints that
 * lead to what is not selected.
 */
export function marqueeSelection(scene: Scene, keys: Iterable<string>, marquee: Rect): string[] {
  const all = [...keys]
  const nodes = new Set(
    all.filter(key => {
      const node = scene.nodes.get(key)
      return node !== undefined && !node.hidden && !(node.isContainer && encloses(node.absolute, marquee))
    }),
  )
  const isHeld = (end: string | null | undefined) => typeof end === 'string' && nodes.has(end)
  return all.filter(key => {
    const constraint = scene.constraints.get(key)
    return nodes.has(key) || (isHeld(constraint?.from) && isHeld(constraint?.to))
  })
}

/** Everything that can be seen directly in the container of the focus, for "Select all". */
export function everything(scene: Scene): string[] {
  return [...scene.nodes].filter(([, { parent, hidden }]) => parent === null && !hidden).map(([key]) => key)
}
