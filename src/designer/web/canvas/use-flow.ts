// What React Flow draws, kept in step with the document and the selection.
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { select, selectionOf } from '../state/selection.js'
import { type FlowEdge, type FlowNode, flowEdges, flowNodes } from './flow-nodes.js'
import type { Point, Rect } from './geometry.js'
import type { Scene } from './scene.js'
import { marqueeSelection } from './selection-logic.js'

export interface FlowState {
  readonly nodes: FlowNode[]
  readonly edges: FlowEdge[]
  onNodesChange(changes: NodeChange<FlowNode>[]): void
  onEdgesChange(changes: EdgeChange<FlowEdge>[]): void
  preview(places: ReadonlyMap<string, Point>): void
  redraw(): void
}

/** @param marquee the rectangle that is being drawn on the canvas, if any */
export function useFlow(
  document: string,
  scene: Scene,
  selection: ReadonlySet<string>,
  marquee: () => Rect | undefined,
): FlowState {
  const [nodes, setNodes] = useState<FlowNode[]>(() => flowNodes(scene, selection, []))
  const [edges, setEdges] = useState<FlowEdge[]>(() => flowEdges(scene, selection, []))
  const latest = useRef({ scene, selection })
  latest.current = { scene, selection }

  const redraw = useCallback(() => {
    setNodes(before => flowNodes(latest.current.scene, latest.current.selection, before))
    setEdges(before => flowEdges(latest.current.scene, latest.current.selection, before))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what is drawn
  useLayoutEffect(redraw, [redraw, scene, selection])

  const choose = useCallback(
    (changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[]) => {
      const chosen = changes.filter(change => change.type === 'select')
      if (chosen.length === 0) return
      const shown = latest.current.scene
      const keys = new Set([...selectionOf(document)].filter(key => shown.nodes.has(key) || shown.constraints.has(key)))
      for (const { id, selected } of chosen) {
        if (selected) keys.add(id)
        else keys.delete(id)
      }
      const drawn = marquee()
      select(document, drawn ? marqueeSelection(shown, keys, drawn) : keys)
    },
    [document, marquee],
  )

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      choose(changes)
      const drawn = changes.filter(change => change.type === 'position' || change.type === 'dimensions')
      if (drawn.length > 0) setNodes(before => applyNodeChanges(drawn, before))
    },
    [choose],
  )
  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => choose(changes), [choose])
  const preview = useCallback((places: ReadonlyMap<string, Point>) => {
    setNodes(before =>
      before.map(node => {
        const place = places.get(node.id)
        return place ? { ...node, position: { x: place.x, y: place.y } } : node
      }),
    )
  }, [])
  return { nodes, edges, onNodesChange, onEdgesChange, preview, redraw }
}
