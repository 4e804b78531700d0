// What the canvas shows of a document: the nodes below one container with their places, and the constraints between them.
import type { ConstraintView, NodeView } from '../../api/index.js'
import {
  bounds,
  grid,
  headerHeight,
  type Point,
  padding,
  type Rect,
  type Size,
  smallestContainer,
  smallestTask,
  taskSize,
} from './geometry.js'
import { layeredLayout } from './layout.js'

export interface SceneNode {
  readonly view: NodeView
  /** Null directly below the container that is shown. */
  readonly parent: string | null
  /** Relative to the left top corner of the parent, header included. */
  readonly rect: Rect
  /** On the canvas. */
  readonly absolute: Rect
  readonly isContainer: boolean
  readonly collapsed: boolean
  /** Below a collapsed container. */
  readonly hidden: boolean
  /** The file gives no place: this one was computed. */
  readonly computed: boolean
}

export interface Scene {
  /** The key of the container that is shown. */
  readonly root: string
  /** Parents before children. */
  readonly nodes: ReadonlyMap<string, SceneNode>
  /** Keys of children, by parent; the root too. */
  readonly children: ReadonlyMap<string, readonly string[]>
  /** Those with both ends on the canvas, by key. */
  readonly constraints: ReadonlyMap<string, ConstraintView>
}

/** A place of the file, of which only what is on this canvas counts. */
export type Ends = ConstraintView & { readonly from: string; readonly to: string }

/** Whether both ends are there. */
export function hasEnds(constraint: ConstraintView): constraint is Ends {
  return constraint.from !== null && constraint.to !== null
}

/** The package, below which the canvas starts by default; undefined for a document without one. */
export function packageKey(nodes: ReadonlyMap<string, NodeView>): string | undefined {
  for (const node of nodes.values()) if (node.kind === 'package') return node.key
  return undefined
}

const containers: ReadonlySet<string> = new Set(['sequence', 'forLoop', 'forEachLoop'])

interface Placed {
  readonly rect: Rect
  readonly computed: boolean
}

function childrenOf(nodes: ReadonlyMap<string, NodeView>): Map<string, NodeView[]> {
  const children = new Map<string, NodeView[]>()
  for (const node of nodes.values()) {
    if (node.parent === null || node.kind === 'eventHandler' || node.kind === 'package') continue
    const siblings = children.get(node.parent)
    if (siblings) siblings.push(node)
    else children.set(node.parent, [node])
  }
  return children
}

/** Places the nodes below one container, the innermost first, because a container is as large as what is in it. */
class Placing {
  readonly places = new Map<string, Placed>()
  readonly #children: ReadonlyMap<string, readonly NodeView[]>
  readonly #edges: ReadonlyMap<string, readonly (readonly [string, string])[]>
  readonly #collapsed: ReadonlySet<string>

  constructor(
    children: ReadonlyMap<string, readonly NodeView[]>,
    edges: ReadonlyMap<string, readonly (readonly [string, string])[]>,
    collapsed: ReadonlySet<string>,
  ) {
    this.#children = children
    this.#edges = edges
    this.#collapsed = collapsed
  }

  /** Sizes and places of everything below; answers the space that they take from the origin of the container. */
  place(parent: string, origin: Point): Size {
    const siblings = this.#children.get(parent) ?? []
    const sizes = new Map(siblings.map(node => [node.key, this.#sizeOf(node)]))
    const open = new Map<string, Size>()
    for (const { key, box } of siblings) {
      const size = sizes.get(key) ?? taskSize
      if (box) this.places.set(key, { rect: { x: origin.x + box.x, y: origin.y + box.y, ...size }, computed: false })
      else open.set(key, size)
    }
    const known = bounds(siblings.flatMap(({ key }) => this.places.get(key)?.rect ?? []))
    const start = known ? { x: known.x, y: known.y + known.height + 7 * grid } : this.#start(origin)
    for (const [key, rect] of layeredLayout(open, this.#edges.get(parent) ?? [], start)) {
      this.places.set(key, { rect, computed: true })
    }
    const area = bounds(siblings.flatMap(({ key }) => this.places.get(key)?.rect ?? []))
    return area ? { width: area.x + area.width, height: area.y + area.height } : { width: 0, height: 0 }
  }

  #start(origin: Point): Point {
    return { x: origin.x + padding, y: origin.y + padding }
  }

  #sizeOf(node: NodeView): Size {
    const { box, key } = node
    if (!containers.has(node.kind)) {
      if (!box) return taskSize
      const height = node.summary === '' ? smallestTask.height : smallestTask.heightWithSummary
      return { width: Math.max(box.width, smallestTask.width), height: Math.max(box.height, height) }
    }
    const inside = this.place(key, { x: 0, y: headerHeight })
    const needs = inside.width > 0 ? { width: inside.width + padding, height: inside.height + padding } : inside
    const width = Math.max(needs.width, box?.width ?? 0, smallestContainer.width)
    const height = Math.max(needs.height, box?.height ?? 0, smallestContainer.height)
    return { width, height: this.#collapsed.has(key) ? headerHeight : height }
  }
}

/**
 * Makes the scene of one container.
 * @param root the package, a container or an event handler
 * @param collapsed keys of containers of which only the header is shown
 */
export function sceneOf(
  nodes: ReadonlyMap<string, NodeView>,
  constraints: ReadonlyMap<string, ConstraintView>,
  root: string,
  collapsed: ReadonlySet<string>,
): Scene {
  const children = childrenOf(nodes)
  const edges = new Map<string, (readonly [string, string])[]>()
  for (const constraint of constraints.values()) {
    if (!hasEnds(constraint)) continue
    const list = edges.get(constraint.parent) ?? []
    list.push([constraint.from, constraint.to])
    edges.set(constraint.parent, list)
  }
  const placing = new Placing(children, edges, collapsed)
  placing.place(root, { x: 0, y: 0 })
  const shown = new Map<string, SceneNode>()
  const add = (parent: string, above: SceneNode | undefined) => {
    for (const view of children.get(parent) ?? []) {
      const { rect, computed } = placing.places.get(view.key) ?? { rect: { x: 0, y: 0, ...taskSize }, computed: true }
      const node: SceneNode = {
        view,
        parent: above ? parent : null,
        rect,
        absolute: above ? { ...rect, x: above.absolute.x + rect.x, y: above.absolute.y + rect.y } : rect,
        isContainer: containers.has(view.kind),
        collapsed: collapsed.has(view.key),
        hidden: above !== undefined && (above.hidden || above.collapsed),
        computed,
      }
      shown.set(view.key, node)
      if (node.isContainer) add(view.key, node)
    }
  }
  add(root, undefined)
  return {
    root,
    nodes: shown,
    children: new Map([...children].map(([key, list]) => [key, list.map(child => child.key)])),
    constraints: new Map(
      [...constraints].filter(([, { from, to }]) => from !== null && to !== null && shown.has(from) && shown.has(to)),
    ),
  }
}

/** The place of a node as the file counts it: without the header of its container. */
export function boxOf(node: Pick<SceneNode, 'parent'>, rect: Rect): Rect {
  return node.parent === null ? rect : { ...rect, y: rect.y - headerHeight }
}

/** What a task is drawn larger than its box must not be written when it is only moved. */
export function movedBox(node: SceneNode, to: Point): Rect {
  const { box } = node.view
  const { x, y, width, height } = boxOf(node, { ...node.rect, ...to })
  return { x, y, width: box?.width ?? width, height: box?.height ?? height }
}
