// The scene in the form that React Flow draws. What did not change stays the same object: it is not drawn again.
import { type Edge, type Node, Position } from '@xyflow/react'
import type { ConstraintView } from '../../api/index.js'
import { constraintLabel } from './labels.js'
import type { Scene, SceneNode } from './scene.js'

/** Pixels of the round handle from which a constraint is drawn. */
export const handleSize = 8

export interface NodeData extends Record<string, unknown> {
  readonly node: SceneNode
  /** What a container holds; 0 for a task. */
  readonly items: number
}

export type FlowNode = Node<NodeData, 'task' | 'container'>

/** By a class of the header: the rest of a container lets the pointer through to the canvas. */
export const headerClass = 'wmilink-container-header'

const noRoleDescription = { 'aria-roledescription': undefined } as const

function handlesOf(width: number, height: number): NonNullable<FlowNode['handles']> {
  const x = width / 2 - handleSize / 2
  const size = { width: handleSize, height: handleSize }
  return [
    { type: 'target', position: Position.Top, x, y: -handleSize / 2, ...size },
    { type: 'source', position: Position.Bottom, x, y: height - handleSize / 2, ...size },
  ]
}

function sameNode(old: FlowNode, node: SceneNode, items: number, selected: boolean): boolean {
  const { x, y, width, height } = node.rect
  const before = old.data.node
  return (
    before.view === node.view &&
    before.collapsed === node.collapsed &&
    before.computed === node.computed &&
    old.data.items === items &&
    old.parentId === (node.parent ?? undefined) &&
    old.hidden === node.hidden &&
    old.selected === selected &&
    old.position.x === x &&
    old.position.y === y &&
    old.width === width &&
    old.height === height
  )
}

/** All nodes of a scene. @param before what was drawn last */
export function flowNodes(scene: Scene, selection: ReadonlySet<string>, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map(node => [node.id, node]))
  const nodes = [...scene.nodes].map(([key, node]): FlowNode => {
    const old = known.get(key)
    const selected = selection.has(key)
    const items = node.isContainer ? (scene.children.get(key)?.length ?? 0) : 0
    if (old && sameNode(old, node, items, selected)) return old
    const { x, y, width, height } = node.rect
    return {
      id: key,
      type: node.isContainer ? 'container' : 'task',
      position: { x, y },
      width,
      height,
      ...(node.parent === null ? {} : { parentId: node.parent }),
      hidden: node.hidden,
      selected,
      data: { node, items },
      ...(node.isContainer ? { dragHandle: `.${headerClass}`, style: { pointerEvents: 'none' } as const } : {}),
      // The size is ours, so it is known before anything was drawn.
      measured: { width, height },
      handles: handlesOf(width, height),
      domAttributes: noRoleDescription,
    }
  })
  return nodes.length === before.length && nodes.every((node, index) => node === before[index])
    ? (before as FlowNode[])
    : nodes
}

export interface EdgeData extends Record<string, unknown> {
  readonly constraint: ConstraintView
  /** Aloud. */
  readonly label: string
}

export type FlowEdge = Edge<EdgeData, 'constraint'>

/** All constraints of a scene. @param before what was drawn last */
export function flowEdges(scene: Scene, selection: ReadonlySet<string>, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map(edge => [edge.id, edge]))
  return [...scene.constraints].flatMap(([key, constraint]): FlowEdge[] => {
    const { from, to } = constraint
    if (from === null || to === null) return []
    const old = known.get(key)
    const selected = selection.has(key)
    const hidden = scene.nodes.get(from)?.hidden !== false || scene.nodes.get(to)?.hidden !== false
    const label = constraintLabel(scene, constraint)
    const same =
      old &&
      old.data?.constraint === constraint &&
      old.selected === selected &&
      old.hidden === hidden &&
      old.data.label === label
    if (same) return [old]
    return [
      {
        id: key,
        type: 'constraint',
        source: from,
        target: to,
        selected,
        hidden,
        data: { constraint, label },
        // The name is on what is drawn inside, which has an id too.
        ariaLabel: '',
        ariaRole: 'presentation',
        domAttributes: noRoleDescription,
      },
    ]
  })
}
