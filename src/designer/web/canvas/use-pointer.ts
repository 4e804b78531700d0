// What the pointer does on the canvas: dragging, drawing constraints, menus, things from the toolbox.
import { type Connection, type FinalConnectionState, type OnNodeDrag, useReactFlow, useStoreApi } from '@xyflow/react'
import { type DragEvent, type MouseEvent, type PointerEvent, useCallback, useMemo, useRef } from 'react'
import { connectObstacle } from './connect-rules.js'
import { containerAt } from './drop-target.js'
import type { FlowEdge, FlowNode } from './flow-nodes.js'
import type { Point, Rect } from './geometry.js'
import type { Scene } from './scene.js'
import { useScope } from './scope.js'
import { topmost } from './selection-logic.js'
import { monikerType } from './toolbox-target.js'

/** Tells the marquee that is being drawn, on the canvas. */
export function useMarquee(): () => Rect | undefined {
  const store = useStoreApi()
  return useCallback(() => {
    const { userSelectionRect: drawn, transform } = store.getState()
    if (!drawn) return undefined
    const [x, y, zoom] = transform
    return { x: (drawn.x - x) / zoom, y: (drawn.y - y) / zoom, width: drawn.width / zoom, height: drawn.height / zoom }
  }, [store])
}

/** What an event of the page or of React tells of the pointer. */
type Pointed = Pick<globalThis.MouseEvent, 'clientX' | 'clientY'> | Pick<globalThis.TouchEvent, 'changedTouches'>

function clientPoint(event: Pointed): Point {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 }
}

/** Marks the canvas while a constraint is drawn, so that all handles can be seen. */
function markConnecting(on: boolean): void {
  if (on) window.document.body.dataset.connecting = ''
  else delete window.document.body.dataset.connecting
}

export function usePointer(scene: Scene) {
  const { actions, store, openMenu, takeFocus } = useScope()
  const flow = useReactFlow<FlowNode, FlowEdge>()
  const pointerPlace = useRef<Point | undefined>(undefined)
  const latest = useRef(scene)
  latest.current = scene
  const handlers = useMemo(() => {
    const { desk } = actions
    const placeOf = (event: Pointed) => flow.screenToFlowPosition(clientPoint(event), { snapToGrid: false })
    const markTarget = (container: string | null) => {
      const dropTarget = container === latest.current.root ? null : container
      if (store.getState().dropTarget !== dropTarget) store.setState({ dropTarget })
    }
    const menu = (event: MouseEvent | globalThis.MouseEvent) => {
      event.preventDefault()
      const { clientX: x, clientY: y } = event
      openMenu({ x, y }, flow.screenToFlowPosition({ x, y }, { snapToGrid: false }))
    }
    const menuOf = (event: MouseEvent | globalThis.MouseEvent, key: string) => {
      if (!desk.port.selection().has(key)) desk.focus(key)
      menu(event)
    }
    /** The container whose empty room is under the pointer. */
    const roomAt = (event: Pointed): string | null => {
      const key = containerAt(latest.current, placeOf(event))
      return key === latest.current.root ? null : key
    }
    const onNodeDrag: OnNodeDrag<FlowNode> = (event, _, nodes) => {
      const moving = new Set(nodes.map(({ id }) => id))
      const target = containerAt(latest.current, placeOf(event), moving)
      markTarget([...moving].every(key => desk.parentOf(key) === target) ? null : target)
    }
    const onNodeDragStop: OnNodeDrag<FlowNode> = (event, _, nodes) => {
      markTarget(null)
      const tops = new Set(topmost(latest.current, new Set(nodes.map(({ id }) => id))))
      const moved = nodes.filter(({ id, position: { x, y } }) => {
        const rect = latest.current.nodes.get(id)?.rect
        return tops.has(id) && rect !== undefined && (rect.x !== x || rect.y !== y)
      })
      if (moved.length > 0)
        void actions.moving.drop(new Map(moved.map(({ id, position }) => [id, position])), placeOf(event))
    }
    return {
      onNodeDragStart: () => actions.moving.flush(),
      onNodeDrag,
      onNodeDragStop,
      onSelectionDragStart: () => actions.moving.flush(),
      onSelectionDrag: (event: MouseEvent, nodes: FlowNode[]) =>
        onNodeDrag(event.nativeEvent, nodes[0] as FlowNode, nodes),
      onSelectionDragStop: (event: MouseEvent, nodes: FlowNode[]) =>
        onNodeDragStop(event.nativeEvent, nodes[0] as FlowNode, nodes),
      onNodeClick: (_: MouseEvent, { id }: FlowNode) => store.setState({ focus: id }),
      onEdgeClick: (_: MouseEvent, { id }: FlowEdge) => store.setState({ focus: id }),
      onNodeDoubleClick: (_: MouseEvent, { id }: FlowNode) => desk.port.openEditor(id),
      onEdgeDoubleClick: (_: MouseEvent, { id }: FlowEdge) => desk.port.openEditor(id),
      onPaneClick: (event: MouseEvent) => {
        const room = roomAt(event)
        // After React Flow has taken everything out of its selection.
        queueMicrotask(() => (room === null ? desk.port.select([]) : desk.focus(room)))
      },
      onDoubleClick: (event: MouseEvent) => {
        const room = isPane(event.target) ? roomAt(event) : null
        if (room !== null) desk.port.openEditor(room)
      },
      onNodeContextMenu: (event: MouseEvent, { id }: FlowNode) => menuOf(event, id),
      onEdgeContextMenu: (event: MouseEvent, { id }: FlowEdge) => menuOf(event, id),
      onSelectionContextMenu: (event: MouseEvent) => menu(event),
      onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => {
        const room = roomAt(event)
        if (room === null) desk.port.select([])
        else if (!desk.port.selection().has(room)) desk.focus(room)
        menu(event)
      },
      // The browser's own menu, as the keyboard opens it.
      onContextMenu: (event: MouseEvent) => event.preventDefault(),
      onConnectStart: () => markConnecting(true),
      onConnect: ({ source, target }: Connection) => void actions.editing.connect(source, target),
      onConnectEnd: (event: globalThis.MouseEvent | globalThis.TouchEvent, state: FinalConnectionState) => {
        markConnecting(false)
        const from = state.fromNode?.id
        if (state.isValid || from === undefined) return
        // Not only the handle of a node takes a constraint, but all of it.
        const { x, y } = clientPoint(event)
        const to = window.document.elementFromPoint(x, y)?.closest('.react-flow__node')?.getAttribute('data-id')
        if (!to || to === from) return
        void (state.fromHandle?.type === 'target'
          ? actions.editing.connect(to, from)
          : actions.editing.connect(from, to))
      },
      isValidConnection: ({ source, target }: { source: string; target: string }) =>
        connectObstacle(latest.current, source, target) === undefined,
      onPointerDown: (event: PointerEvent) => {
        if (!(event.target instanceof Element) || event.target.closest('input, button, a, .react-flow__panel')) return
        // Who points sees where: the ring around the focus is for the keyboard.
        if (event.currentTarget instanceof HTMLElement) event.currentTarget.dataset.pointer = ''
        takeFocus()
      },
      onPointerMove: (event: PointerEvent) => {
        pointerPlace.current = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      },
      onPointerLeave: () => {
        pointerPlace.current = undefined
      },
      onDragOver: (event: DragEvent) => {
        if (!desk.editable || !event.dataTransfer.types.includes(monikerType)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        markTarget(containerAt(latest.current, placeOf(event.nativeEvent)))
      },
      onDragLeave: () => markTarget(null),
      onDrop: (event: DragEvent) => {
        const moniker = event.dataTransfer.getData(monikerType)
        markTarget(null)
        if (moniker === '') return
        event.preventDefault()
        takeFocus()
        void actions.editing.add(moniker, placeOf(event.nativeEvent))
      },
    }
  }, [actions, store, flow, openMenu, takeFocus])
  const pasteAt = useCallback(() => pointerPlace.current, [])
  return { handlers, pointerPlace, pasteAt }
}

function isPane(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains('react-flow__pane')
}
