import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { productTitle } from '../../../base/texts/designer-titles.js'
import { useNodeRun } from '../state/runs.js'
import type { FlowNode } from './flow-nodes.js'
import { threeLines } from './geometry.js'
import { iconOf, isWmi } from './icons.js'
import { nodeLabel } from './labels.js'
import { NodeMarks, NodeTags } from './NodeMarks.js'
import { NodeName } from './NodeName.js'
import styles from './nodes.module.css'
import { RunMark } from './RunMark.js'
import { useCanvas, useScope } from './scope.js'

/** The card of a task. */
export const TaskNode = memo(function TaskNode({ id, data, selected, isConnectable }: NodeProps<FlowNode>) {
  const { document, elementId } = useScope()
  const { view, rect } = data.node
  const focused = useCanvas(state => state.focus === id)
  const picked = useCanvas(state => state.picking?.target === id)
  const marks = useCanvas(state => state.marks.get(id))
  const run = useNodeRun(document, id)
  const Icon = iconOf(view.type)
  const tall = rect.height >= threeLines
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no group of fields
    <div
      id={elementId(id)}
      role="group"
      aria-label={nodeLabel(view, marks, run)}
      className={styles.card}
      data-selected={selected || undefined}
      data-focused={focused || undefined}
      data-picked={picked || undefined}
      data-disabled={view.disabled || undefined}
      data-unsupported={view.unsupported !== null || undefined}
      data-run={run?.state}
      data-problem={marks ? (marks.errors > 0 ? 'error' : 'warning') : undefined}
    >
      <Handle type="target" position={Position.Top} isConnectable={isConnectable} className={styles.handle} />
      <span className={styles.icon} data-wmi={isWmi(view.type) || undefined}>
        <Icon size={18} aria-hidden="true" />
      </span>
      <span className={styles.text}>
        <NodeName id={id} name={view.name} />
        {(tall || view.summary === '') && (
          <span className={styles.title} title={productTitle(view.title)}>
            {productTitle(view.title)}
          </span>
        )}
        {view.summary !== '' && (
          <span className={styles.summary} title={view.summary}>
            {view.summary}
          </span>
        )}
      </span>
      <NodeMarks view={view} marks={marks} />
      <NodeTags view={view} />
      {run && <RunMark run={run} />}
      <Handle type="source" position={Position.Bottom} isConnectable={isConnectable} className={styles.handle} />
    </div>
  )
})
