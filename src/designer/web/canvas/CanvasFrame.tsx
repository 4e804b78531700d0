import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { type OpenDocument, useProblems } from '../state/documents.js'
import { useSelection } from '../state/selection.js'
import { CanvasActions } from './actions.js'
import { CanvasMenu } from './CanvasMenu.js'
import styles from './canvas.module.css'
import { makeCanvasStore } from './canvas-store.js'
import { Diagram } from './Diagram.js'
import type { FlowEdge, FlowNode } from './flow-nodes.js'
import type { Point } from './geometry.js'
import { marksOf } from './marks.js'
import { Outline } from './Outline.js'
import { type Drawing, pagePort } from './page-port.js'
import { SceneCache } from './scene-cache.js'
import { type CanvasScope, CanvasScopeProvider, useCanvas } from './scope.js'
import { placeDropTarget } from './toolbox-target.js'
import { useWishes } from './wishes.js'

interface CanvasFrameProps {
  readonly document: string
  readonly root: string
  readonly open: OpenDocument
}

/** One canvas with everything around it: the diagram or the list, the menu, and what is said aloud. */
export function CanvasFrame({ document, root, open }: CanvasFrameProps) {
  const flow = useReactFlow<FlowNode, FlowEdge>()
  const flowStore = useStoreApi()
  const prefix = useId()
  const surface = useRef<HTMLElement>(null)
  const drawing = useRef<Drawing | undefined>(undefined)
  const [asList, setAsList] = useState(false)
  const [{ store, cache, actions }] = useState(() => {
    const store = makeCanvasStore(document)
    const cache = new SceneCache(root)
    return {
      store,
      cache,
      actions: new CanvasActions(
        pagePort(document, cache, store, () => drawing.current),
        store,
      ),
    }
  })
  const collapsed = useStore(store, state => state.collapsed)
  const scene = cache.get(open.nodes, open.constraints, collapsed)
  const selection = useSelection(document)
  const problems = useProblems(document)
  const { editable } = open.state

  useEffect(() => store.setState({ editable }), [store, editable])
  useEffect(() => store.setState(({ marks }) => ({ marks: marksOf(problems, marks) })), [store, problems])
  // Whoever selects one node elsewhere has the focus of the canvas there too.
  useEffect(() => {
    const [only, ...others] = selection
    if (only !== undefined && others.length === 0 && (scene.nodes.has(only) || scene.constraints.has(only)))
      store.setState({ focus: only })
  }, [store, selection, scene])
  useEffect(() => placeDropTarget(document, actions), [document, actions])
  useEffect(() => () => actions.moving.flush(), [actions])

  const scope = useMemo(
    (): CanvasScope => ({
      document,
      store,
      actions,
      elementId: key => `${prefix}${encodeURIComponent(key)}`,
      takeFocus: () => surface.current?.focus({ preventScroll: true }),
      openMenu(at: Point, place?: Point) {
        const { nodes, constraints } = actions.desk
        const kind = nodes.length > 0 ? 'nodes' : constraints.length > 0 ? 'constraint' : 'pane'
        store.setState({ menu: { kind, at, ...(place ? { place } : {}) } })
      },
    }),
    [document, store, actions, prefix],
  )
  useWishes(document, scope)

  const attach = (preview: Drawing['preview'], redraw: () => void) => {
    const screen = () => {
      const { width, height } = flowStore.getState()
      return { width, height }
    }
    drawing.current = { flow, screen, preview, redraw }
  }
  const shared = { scene, selection, surface, onSwitch: () => setAsList(!asList) }
  return (
    <CanvasScopeProvider value={scope}>
      <div className={styles.canvas}>
        {asList ? <Outline {...shared} /> : <Diagram {...shared} attach={attach} />}
        <CanvasMenu scene={scene} />
        <Said />
      </div>
    </CanvasScopeProvider>
  )
}

function Said() {
  const said = useCanvas(state => state.said)
  return (
    <div className={styles.said} role="status">
      {/* The same words again are said again, for the element is another one. */}
      <span key={said.n}>{said.text}</span>
    </div>
  )
}
