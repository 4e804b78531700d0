// What nodes and constraints are called aloud, and on their labels.

import { language } from '../../../base/text.js'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { productTitle } from '../../../base/texts/designer-titles.js'
import type { ConstraintView, NodeView, RunState } from '../../api/index.js'
import type { Marks } from './marks.js'
import type { Scene } from './scene.js'

/** How a node stands in the run that is shown. */
export interface RunOfNode {
  readonly state: RunState
  readonly count?: number | undefined
  readonly rounds?: number | undefined
  readonly startedAt?: number | undefined
  readonly endedAt?: number | undefined
}

const states = {
  waiting: 'waiting',
  validating: 'validating',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
  disabled: 'stateDisabled',
} as const satisfies Record<RunState, string>

/** The state of a run in a word. */
export function stateText(state: RunState): string {
  return canvasText(states[state])
}

function number(value: number): string {
  return value.toLocaleString(language())
}

/** Rows and rounds of a task in a run; empty without any. */
export function countText({ count, rounds }: RunOfNode): string {
  const parts = [
    rounds === undefined ? '' : rounds === 1 ? canvasText('oneRound') : canvasText('rounds', { count: number(rounds) }),
    count === undefined ? '' : count === 1 ? canvasText('oneRow') : canvasText('rows', { count: number(count) }),
  ]
  return parts.filter(part => part !== '').join(', ')
}

/** Milliseconds as people read them: `0.4 s`, `12 s`, `2:05`, `1:02:05`. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  if (seconds < 60) {
    const digits = seconds < 10 ? 1 : 0
    const shown = seconds.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
    return canvasText('seconds', { seconds: shown })
  }
  const whole = Math.floor(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Errors and warnings, counted. */
export function marksText({ errors, warnings }: Marks): string {
  const parts = [
    errors === 0 ? '' : errors === 1 ? canvasText('oneError') : canvasText('errors', { count: errors }),
    warnings === 0 ? '' : warnings === 1 ? canvasText('oneWarning') : canvasText('warnings', { count: warnings }),
  ]
  return parts.filter(part => part !== '').join(', ')
}

/** How many tasks a container holds. */
export function itemsText(count: number): string {
  if (count === 0) return canvasText('noItems')
  return count === 1 ? canvasText('oneItem') : canvasText('items', { count })
}

/** A node aloud: `Read disks, WMI Data Reader Task, failed, 2 errors`. */
export function nodeLabel(view: NodeView, marks?: Marks, run?: RunOfNode, items?: number): string {
  const parts = [
    view.name,
    productTitle(view.title),
    items === undefined ? '' : itemsText(items),
    view.disabled ? canvasText(view.kind === 'taskHost' ? 'disabled' : 'disabledContainer').toLowerCase() : '',
    view.unsupported === null ? '' : canvasText('unsupported').toLowerCase(),
    run ? stateText(run.state).toLowerCase() : '',
    run ? countText(run) : '',
    marks ? marksText(marks) : '',
    view.hasExpressions ? canvasText('expressions').toLowerCase() : '',
    view.summary,
  ]
  return parts.filter(part => part !== '').join(', ')
}

export const constraintValues = ['success', 'failure', 'completion'] as const
export type ConstraintValue = (typeof constraintValues)[number]

/** The name of a DTSExecResult that a constraint can have. */
export function valueName(value: number): ConstraintValue {
  return constraintValues[value] ?? 'success'
}

/** DTSPrecedenceEvalOp. */
export const evalOps = { expression: 1, constraint: 2, expressionAndConstraint: 3, expressionOrConstraint: 4 } as const

/** Whether a constraint looks at an expression. */
export function usesExpression({ evalOp }: ConstraintView): boolean {
  return evalOp !== evalOps.constraint
}

/** What a constraint waits for: `Success`, `Expression`, `Failure and fx`. */
export function conditionText(constraint: ConstraintView, expression = 'fx'): string {
  const value = canvasText(valueName(constraint.value))
  switch (constraint.evalOp) {
    case evalOps.expression:
      return canvasText('expressionOnly')
    case evalOps.expressionAndConstraint:
      return canvasText('and', { value, expression })
    case evalOps.expressionOrConstraint:
      return canvasText('or', { value, expression })
    default:
      return value
  }
}

/** A constraint aloud. */
export function constraintLabel(scene: Scene, constraint: ConstraintView): string {
  const nameOf = (key: string | null) => (key === null ? '' : (scene.nodes.get(key)?.view.name ?? ''))
  const value = conditionText(constraint, constraint.expression)
  const text = canvasText('constraintLabel', { value, from: nameOf(constraint.from), to: nameOf(constraint.to) })
  return constraint.logicalAnd ? text : `${text}, ${canvasText('anyOf')}`
}

/** Names for an announcement, at most five. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown}, ${canvasText('moreMessages', { count: names.length - 5 })}` : shown
}
