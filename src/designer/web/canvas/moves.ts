// What a move writes to the file: the boxes of what moved, and of what would otherwise jump.
import type { Box } from '../../api/index.js'
import { bounds, grid, headerHeight, type Point, padding, type Rect, smallestContainer } from './geometry.js'
import { boxOf, movedBox, type Scene, type SceneNode, sceneOf } from './scene.js'

/** Rows of a `move` edit. */
export type Moves = { key: string; box: Box }[]

/** Inside a container nothing lies above or left of its content. */
function clamped(node: SceneNode, place: Point): Point {
  if (node.parent === null) return place
  return { x: Math.max(place.x, grid), y: Math.max(place.y, headerHeight + grid) }
}

/**
 * The boxes to write when nodes get new places.
 * @param places relative to the parent, header included
 */
export function movesFor(scene: Scene, places: ReadonlyMap<string, Point>): Moves {
  const moves = new Map<string, Box>()
  const rects = new Map<string, Rect>()
  const parents = new Set<string | null>()
  for (const [key, place] of places) {
    const node = scene.nodes.get(key)
    if (!node) continue
    const to = clamped(node, place)
    moves.set(key, movedBox(node, to))
    rects.set(key, { ...node.rect, ...to })
    parents.add(node.parent)
  }
  // A place that was computed from what had none would be another one now: all of them are written.
  for (const parent of parents) {
    for (const key of scene.children.get(parent ?? scene.root) ?? []) {
      const node = scene.nodes.get(key)
      if (node?.computed && !moves.has(key)) moves.set(key, movedBox(node, node.rect))
    }
  }
  for (const parent of parents) grow(scene, parent, rects, moves)
  return [...moves].map(([key, box]) => ({ key, box }))
}

/** Containers that the file knows get as large as what is in them. */
function grow(scene: Scene, key: string | null, rects: Map<string, Rect>, moves: Map<string, Box>): void {
  const node = key === null ? undefined : scene.nodes.get(key)
  if (!node?.view.box) return
  const needs = contentOf(scene, node, rects)
  const box = moves.get(node.view.key) ?? node.view.box
  const width = Math.max(box.width, needs.width)
  const height = Math.max(box.height, needs.height)
  if (width > box.width || height > box.height) {
    moves.set(node.view.key, { ...box, width, height })
    const rect = rects.get(node.view.key) ?? node.rect
    rects.set(node.view.key, { ...rect, width, height })
  }
  grow(scene, node.parent, rects, moves)
}

/** The space that the content of a container needs. */
export function contentOf(
  scene: Scene,
  node: SceneNode,
  rects: ReadonlyMap<string, Rect> = new Map(),
): { readonly width: number; readonly height: number } {
  const children = scene.children.get(node.view.key) ?? []
  const area = bounds(children.flatMap(key => rects.get(key) ?? scene.nodes.get(key)?.rect ?? []))
  return {
    width: Math.max(smallestContainer.width, area ? area.x + area.width + padding : 0),
    height: Math.max(smallestContainer.height, area ? area.y + area.height + padding : 0),
  }
}

/** The box of a container that was drawn larger or smaller. */
export function resizeMoves(scene: Scene, key: string, size: Pick<Rect, 'width' | 'height'>): Moves {
  const node = scene.nodes.get(key)
  if (!node) return []
  const needs = contentOf(scene, node)
  const width = Math.max(needs.width, Math.round(size.width / grid) * grid)
  const height = Math.max(needs.height, Math.round(size.height / grid) * grid)
  return [
    ...movesFor(scene, new Map([[key, node.rect]])).filter(move => move.key !== key),
    { key, box: boxOf(node, { ...node.rect, width, height }) },
  ]
}

/** The boxes of everything in a container, inner containers too, when it is arranged anew. */
export function layoutMoves(scene: Scene, container: string): Moves {
  const inside = [...scene.nodes.values()].filter(node => isIn(scene, node, container))
  const parent = scene.nodes.get(container)
  const nodes = new Map(inside.map(({ view }) => [view.key, { ...view, box: null }]))
  const arranged = sceneOf(nodes, scene.constraints, container, new Set())
  const moves = [...arranged.nodes].map(([key, node]) => ({ key, box: boxOf(node, node.rect) }))
  if (!parent) return moves
  const area = bounds([...arranged.nodes.values()].filter(node => node.parent === null).map(({ rect }) => rect))
  const width = Math.max(smallestContainer.width, area ? area.x + area.width + padding : 0)
  const height = Math.max(smallestContainer.height, area ? headerHeight + area.y + area.height + padding : 0)
  return [...moves, { key: container, box: boxOf(parent, { ...parent.rect, width, height }) }]
}

function isIn(scene: Scene, node: SceneNode, container: string): boolean {
  if (container === scene.root) return true
  for (let at = node.parent; at !== null; at = scene.nodes.get(at)?.parent ?? null) if (at === container) return true
  return false
}

/** The computed places of a container's content, to be written before something new comes beside it. */
export function settlingMoves(scene: Scene, container: string): Moves {
  return (scene.children.get(container) ?? []).flatMap(key => {
    const node = scene.nodes.get(key)
    return node?.computed ? [{ key, box: movedBox(node, node.rect) }] : []
  })
}
