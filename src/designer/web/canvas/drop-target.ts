// Into which container something falls, and where.
import { grid, headerHeight, isInside, type Point, padding, type Rect, snapped } from './geometry.js'
import type { Scene, SceneNode } from './scene.js'

/** Whether a node is one of these, or lies in one of them. */
function isWithin(scene: Scene, key: string, keys: ReadonlySet<string>): boolean {
  for (let at: string | null = key; at !== null; at = scene.nodes.get(at)?.parent ?? null) if (keys.has(at)) return true
  return false
}

/**
 * The innermost open container at a point of the canvas; the root of the scene where there is none.
 * @param moving keys of what is dragged, which cannot fall into itself
 */
export function containerAt(scene: Scene, point: Point, moving: ReadonlySet<string> = new Set()): string {
  let found = scene.root
  for (const [key, node] of scene.nodes) {
    if (!node.isContainer || node.hidden || node.collapsed || isWithin(scene, key, moving)) continue
    // Children stand behind their parents: the last that fits is the innermost.
    if (isInside(point, node.absolute)) found = key
  }
  return found
}

/** A point of the canvas as a place in a container, on the grid and below its header. */
export function placeIn(scene: Scene, container: string, point: Point): Point {
  const node = scene.nodes.get(container)
  if (!node) return snapped(point)
  const { x, y } = snapped({ x: point.x - node.absolute.x, y: point.y - node.absolute.y - headerHeight })
  return { x: Math.max(x, grid), y: Math.max(y, grid) }
}

/** The containers into which these nodes could go, the root included. */
export function possibleContainers(scene: Scene, moving: ReadonlySet<string>): string[] {
  const parents = new Set([...moving].map(key => scene.nodes.get(key)?.parent ?? scene.root))
  const others = [...scene.nodes].filter(([key, node]) => node.isContainer && !isWithin(scene, key, moving))
  return [scene.root, ...others.map(([key]) => key)].filter(key => parents.size !== 1 || !parents.has(key))
}

/** Where something new goes. */
export interface NewPlace {
  readonly parent: string
  readonly at?: Point
  /** The node that it follows. */
  readonly after?: string
}

function rectsIn(scene: Scene, parent: string): Rect[] {
  return (scene.children.get(parent) ?? []).flatMap(key => {
    const node = scene.nodes.get(key)
    return node ? [asPlace(node)] : []
  })
}

function asPlace(node: SceneNode): Rect {
  return node.parent === null ? node.rect : { ...node.rect, y: node.rect.y - headerHeight }
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The wanted place, or the next free one to its right. */
export function freePlace(scene: Scene, parent: string, wanted: Rect): Point {
  const taken = rectsIn(scene, parent)
  let { x } = wanted
  for (let blocked = true; blocked; ) {
    const other = taken.find(rect => overlaps({ ...wanted, x }, rect))
    blocked = other !== undefined
    if (other) x = Math.ceil((other.x + other.width + 3 * grid) / grid) * grid
  }
  return snapped({ x, y: wanted.y })
}

/** Where a thing of this size goes that nobody placed: into the selected container, after the selected task, else below all. */
export function placeForNew(scene: Scene, selected: readonly string[], size: Pick<Rect, 'width' | 'height'>): NewPlace {
  const only = selected.length === 1 && selected[0] !== undefined ? scene.nodes.get(selected[0]) : undefined
  if (only && !only.isContainer) {
    const parent = only.parent ?? scene.root
    const { x, y, width, height } = asPlace(only)
    const middle = x + width / 2 - size.width / 2
    const wanted = { x: Math.max(middle, parent === scene.root ? middle : grid), y: y + height + 6 * grid, ...size }
    return { parent, at: freePlace(scene, parent, wanted), after: only.view.key }
  }
  const parent = only ? only.view.key : scene.root
  const taken = rectsIn(scene, parent)
  const left = taken.length ? Math.min(...taken.map(({ x }) => x)) : padding
  const bottom = taken.length ? Math.max(...taken.map(({ y, height }) => y + height)) + 6 * grid : padding
  return { parent, at: snapped({ x: left, y: bottom }) }
}

/**
 * Into which container a paste goes.
 * @param copied keys of what the clipboard came from, as far as it is of this document
 */
export function pasteParent(scene: Scene, selected: readonly string[], copied: ReadonlySet<string>): string {
  const only = selected.length === 1 && selected[0] !== undefined ? scene.nodes.get(selected[0]) : undefined
  if (only?.isContainer && !only.collapsed && !copied.has(only.view.key)) return only.view.key
  const first = selected[0] === undefined ? undefined : scene.nodes.get(selected[0])
  return first?.parent ?? scene.root
}
