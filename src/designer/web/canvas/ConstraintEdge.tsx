import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { ArrowRight, Check, X } from 'lucide-react'
import { memo } from 'react'
import styles from './edges.module.css'
import type { FlowEdge } from './flow-nodes.js'
import { conditionText, constraintValues, evalOps, usesExpression, valueName } from './labels.js'
import { useCanvas, useScope } from './scope.js'

const icons = { success: Check, failure: X, completion: ArrowRight }

function markerId(kind: string): string {
  return `wmilink-arrow-${kind}`
}

/** The arrow heads of constraints, one for each colour. */
export function ArrowHeads() {
  return (
    <svg className={styles.heads} aria-hidden="true">
      <defs>
        {[...constraintValues, 'expression'].map(kind => (
          <marker
            key={kind}
            id={markerId(kind)}
            viewBox="0 0 10 10"
            refX={8}
            refY={5}
            markerWidth={7}
            markerHeight={7}
            orient="auto-start-reverse"
          >
            <path d="M0 0 L10 5 L0 10 z" className={styles.head} data-value={kind} />
          </marker>
        ))}
      </defs>
    </svg>
  )
}

/** A precedence constraint: its colour, its dashes and its label all say what it waits for. */
export const ConstraintEdge = memo(function ConstraintEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const { elementId } = useScope()
  const focused = useCanvas(state => state.focus === id)
  if (!data) return null
  const { constraint } = data
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 6,
  })
  const kind = constraint.evalOp === evalOps.expression ? 'expression' : valueName(constraint.value)
  const Icon = icons[valueName(constraint.value)]
  const state = { 'data-selected': selected || undefined, 'data-focused': focused || undefined }
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of SVG is nothing interactive */}
      <g
        id={elementId(id)}
        role="img"
        aria-label={data.label}
        className={styles.edge}
        data-value={kind}
        data-any={!constraint.logicalAnd || undefined}
        {...state}
      >
        <BaseEdge path={path} markerEnd={`url(#${markerId(kind)})`} interactionWidth={16} />
      </g>
      <EdgeLabelRenderer>
        <span
          className={styles.label}
          data-value={kind}
          {...state}
          aria-hidden="true"
          title={constraint.expression}
          style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
        >
          {kind !== 'expression' && <Icon size={11} />}
          {conditionText(constraint)}
          {usesExpression(constraint) && kind === 'expression' && <span className={styles.fx}>fx</span>}
        </span>
      </EdgeLabelRenderer>
    </>
  )
})
