import '@xyflow/react/dist/base.css'
import { Background, ConnectionLineType, MiniMap, Panel, ReactFlow, SelectionMode, useStore } from '@xyflow/react'
import { type RefObject, useEffect, useId, useMemo } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { useDocument } from '../state/documents.js'
import { EmptyState } from '../ui/index.js'
import { ArrowHeads, ConstraintEdge } from './ConstraintEdge.js'
import { ContainerNode } from './ContainerNode.js'
import styles from './canvas.module.css'
import { FocusDetails } from './FocusDetails.js'
import type { FlowNode } from './flow-nodes.js'
import { grid } from './geometry.js'
import type { Drawing } from './page-port.js'
import type { Scene } from './scene.js'
import { useCanvas, useScope } from './scope.js'
import { TaskNode } from './TaskNode.js'
import { useFlow } from './use-flow.js'
import { useKeyboard } from './use-keyboard.js'
import { usePaste } from './use-paste.js'
import { useMarquee, usePointer } from './use-pointer.js'
import { useStartView } from './use-start-view.js'
import { ViewControls } from './ViewControls.js'
import { farZoom, zoomLimits } from './viewport.js'

const nodeTypes = { task: TaskNode, container: ContainerNode }
const edgeTypes = { constraint: ConstraintEdge }
const snapGrid: [number, number] = [grid, grid]
const severalKeys = ['Control', 'Meta', 'Shift']
/** Only the middle button pans; the left one draws a marquee, and with the space bar it pans too. */
const panButtons = [1]
/** From how many nodes on an overview helps. */
const overviewFrom = 30

export interface SurfaceProps {
  readonly scene: Scene
  readonly selection: ReadonlySet<string>
  /** The element that has the keyboard. */
  readonly surface: RefObject<HTMLElement | null>
  /** Shows the other form: diagram or list. */
  onSwitch(): void
}

interface DiagramProps extends SurfaceProps {
  attach(preview: Drawing['preview'], redraw: Drawing['redraw']): void
}

/** The control flow as a diagram. The canvas is one stop of the Tab key; arrow keys go around in it. */
export function Diagram({ scene, selection, surface, onSwitch, attach }: DiagramProps) {
  const { document, store, elementId } = useScope()
  const helpId = useId()
  const name = useDocument(document)?.nodes.get(scene.root)?.name ?? ''
  const editable = useCanvas(state => state.editable)
  const isFar = useStore(state => state.transform[2] < farZoom)
  const marquee = useMarquee()
  const { preview, redraw, ...drawn } = useFlow(document, scene, selection, marquee)
  const pointer = usePointer(scene)
  const keyboard = useKeyboard(pointer.pointerPlace)
  usePaste(surface, pointer.pasteAt)
  useStartView(document, scene)
  useEffect(() => attach(preview, redraw), [attach, preview, redraw])

  useEffect(() => {
    const tell = ({ focus }: { readonly focus: string | null }) => {
      if (focus === null) surface.current?.removeAttribute('aria-activedescendant')
      else surface.current?.setAttribute('aria-activedescendant', elementId(focus))
    }
    tell(store.getState())
    return store.subscribe(tell)
  }, [store, surface, elementId])

  const labels = useMemo(() => {
    const help = canvasText('canvasHelp')
    return {
      'node.a11yDescription.default': help,
      'node.a11yDescription.keyboardDisabled': help,
      'edge.a11yDescription.default': help,
      'minimap.ariaLabel': canvasText('minimap'),
    }
  }, [])
  return (
    <>
      <ReactFlow
        ref={element => {
          surface.current = element
        }}
        className={styles.flow ?? ''}
        tabIndex={0}
        aria-label={canvasText('canvas', { name })}
        aria-describedby={helpId}
        data-far={isFar || undefined}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...drawn}
        {...pointer.handlers}
        {...keyboard}
        nodesDraggable={editable}
        nodesConnectable={editable}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        ariaLabelConfig={labels}
        deleteKeyCode={null}
        multiSelectionKeyCode={severalKeys}
        selectionKeyCode={null}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={panButtons}
        panOnScroll
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        minZoom={zoomLimits.least}
        maxZoom={zoomLimits.most}
        snapToGrid
        snapGrid={snapGrid}
        connectionLineType={ConnectionLineType.SmoothStep}
        connectionRadius={24}
        connectOnClick={false}
        elevateEdgesOnSelect
        onlyRenderVisibleElements
      >
        <ArrowHeads />
        {!isFar && <Background gap={2 * grid} size={1} />}
        {scene.nodes.size > overviewFrom && (
          <MiniMap<FlowNode>
            className={styles.minimap ?? ''}
            pannable
            zoomable
            nodeColor={overviewColour}
            nodeBorderRadius={4}
            style={overviewStyle}
          />
        )}
        <FocusDetails />
        <Panel position="bottom-right" className={styles.controls ?? ''}>
          <ViewControls asList={false} onSwitch={onSwitch} />
        </Panel>
      </ReactFlow>
      {scene.nodes.size === 0 && (
        <div className={styles.empty}>
          <EmptyState title={canvasText('emptyTitle')} text={canvasText('emptyText')} />
        </div>
      )}
      <div id={helpId} hidden>
        {canvasText('canvasHelp')}
      </div>
    </>
  )
}

/** Above the buttons of the corner. */
const overviewStyle = { width: 168, height: 112, marginBottom: 60 }

function overviewColour({ type, selected }: FlowNode): string {
  if (selected) return 'var(--accent)'
  return type === 'container' ? 'var(--bg-hover)' : 'var(--border-strong)'
}
