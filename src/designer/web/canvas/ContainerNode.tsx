import { Handle, type NodeProps, NodeResizeControl, Position, ResizeControlVariant } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { productTitle } from '../../../base/texts/designer-titles.js'
import { useNodeRun } from '../state/runs.js'
import { type FlowNode, headerClass } from './flow-nodes.js'
import { smallestContainer } from './geometry.js'
import { iconOf } from './icons.js'
import { itemsText, nodeLabel } from './labels.js'
import { contentOf } from './moves.js'
import { NodeMarks, NodeTags } from './NodeMarks.js'
import { NodeName } from './NodeName.js'
import styles from './nodes.module.css'
import { RunMark } from './RunMark.js'
import { useCanvas, useScope } from './scope.js'

/** A container: a header, and the room in which its tasks stand. */
export const ContainerNode = memo(function ContainerNode({ id, data, selected, isConnectable }: NodeProps<FlowNode>) {
  const { document, elementId, actions } = useScope()
  const { node, items } = data
  const { view, collapsed } = node
  const focused = useCanvas(state => state.focus === id)
  const picked = useCanvas(state => state.picking?.target === id)
  const target = useCanvas(state => state.dropTarget === id)
  const editable = useCanvas(state => state.editable)
  const marks = useCanvas(state => state.marks.get(id))
  const run = useNodeRun(document, id)
  const Icon = iconOf(view.type)
  const Chevron = collapsed ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no group of fields
    <div
      id={elementId(id)}
      role="group"
      aria-label={nodeLabel(view, marks, run, items)}
      className={styles.container}
      data-selected={selected || undefined}
      data-focused={focused || undefined}
      data-picked={picked || undefined}
      data-target={target || undefined}
      data-collapsed={collapsed || undefined}
      data-disabled={view.disabled || undefined}
      data-run={run?.state}
      data-problem={marks ? (marks.errors > 0 ? 'error' : 'warning') : undefined}
    >
      <Handle type="target" position={Position.Top} isConnectable={isConnectable} className={styles.handle} />
      <div className={`${styles.header} ${headerClass}`}>
        <button
          type="button"
          tabIndex={-1}
          className={`${styles.chevron} nodrag`}
          aria-label={canvasText(collapsed ? 'expand' : 'collapse')}
          aria-expanded={!collapsed}
          onClick={() => actions.fold(id)}
          onDoubleClick={event => event.stopPropagation()}
        >
          <Chevron size={16} aria-hidden="true" />
        </button>
        <Icon size={16} aria-hidden="true" className={styles.headerIcon} />
        <span className={styles.headerText}>
          <NodeName id={id} name={view.name} />
          <span className={styles.title} title={productTitle(view.title)}>
            {collapsed
              ? `${productTitle(view.title)} · ${itemsText(items)}`
              : view.summary === ''
                ? productTitle(view.title)
                : view.summary}
          </span>
        </span>
        <NodeMarks view={view} marks={marks} />
        <NodeTags view={view} />
      </div>
      {!collapsed && items === 0 && <span className={styles.hollow}>{canvasText('emptyContainer')}</span>}
      {run && <RunMark run={run} />}
      {editable && selected && !collapsed && <Resizing id={id} />}
      <Handle type="source" position={Position.Bottom} isConnectable={isConnectable} className={styles.handle} />
    </div>
  )
})

const edges = ['right', 'bottom'] as const

/** The right and lower borders can be dragged, and the corner between them. */
function Resizing({ id }: { readonly id: string }) {
  const { actions } = useScope()
  const node = actions.desk.scene.nodes.get(id)
  const least = node ? contentOf(actions.desk.scene, node) : smallestContainer
  const common = {
    minWidth: least.width,
    minHeight: least.height,
    onResizeEnd: (_: unknown, size: { readonly width: number; readonly height: number }) =>
      void actions.moving.resize(id, size),
  }
  return (
    <>
      {edges.map(position => (
        <NodeResizeControl
          key={position}
          position={position}
          variant={ResizeControlVariant.Line}
          className={styles.resizeLine ?? ''}
          {...common}
        />
      ))}
      <NodeResizeControl position="bottom-right" className={styles.resizeCorner ?? ''} {...common} />
    </>
  )
}
