import { WmilinkError } from '../../base/errors.js'
import type { RunnableConstraint, RunnableContainer, RunnableExecutable } from '../contract.js'
import { DTSExecResult, DTSPrecedenceEvalOp } from '../enums.js'
import { type DtsProblem, dtsProblem } from '../errors.js'
import { evaluateBoolean } from '../expressions/index.js'

/** How an executable ended within a run; `skipped`: it never started and never will. */
export type Outcome = DTSExecResult | 'skipped'

/** Whether an executable may start: its constraints hold, may still come to hold, or never will. */
export type Decision = 'start' | 'wait' | 'skip'

type Truth = boolean | undefined

/** What the expression of a constraint says. */
export type Condition = (constraint: RunnableConstraint) => boolean

/**
 * The expressions of a container's constraints, each evaluated once, in the scope of the container, when its preceding
 * executable has ended. One that fails does not hold.
 *
 * @param onProblem hears DTS_E_PRECEDENCECONSTRAINT
 */
export function conditionsOf(container: RunnableContainer, onProblem: (problem: DtsProblem) => void): Condition {
  const known = new Map<RunnableConstraint, boolean>()
  return constraint => {
    const before = known.get(constraint)
    if (before !== undefined) return before
    const truth = evaluate(container, constraint, onProblem)
    known.set(constraint, truth)
    return truth
  }
}

function evaluate(
  container: RunnableContainer,
  { name, expression, precedenceExecutable, constrainedExecutable }: RunnableConstraint,
  onProblem: (problem: DtsProblem) => void,
): boolean {
  try {
    return evaluateBoolean(expression, container.variables)
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    const [from, to] = [precedenceExecutable?.name ?? '', constrainedExecutable?.name ?? '']
    const parameters = { name, from, to, reason: `${error.message} (${expression})` }
    onProblem(dtsProblem('DTS_E_PRECEDENCECONSTRAINT', parameters, { hint: error.hint }))
    return false
  }
}

/** Undefined while the preceding executable has not ended. */
function holds(constraint: RunnableConstraint, outcome: Outcome | undefined, condition: Condition): Truth {
  if (outcome === undefined) return undefined
  if (outcome === 'skipped' || outcome === DTSExecResult.Canceled) return false
  const { evalOp, value } = constraint
  const fits = value === DTSExecResult.Completion || value === outcome
  if (evalOp === DTSPrecedenceEvalOp.Expression) return condition(constraint)
  if (evalOp === DTSPrecedenceEvalOp.ExpressionAndConstraint) return fits && condition(constraint)
  if (evalOp === DTSPrecedenceEvalOp.ExpressionOrConstraint) return fits || condition(constraint)
  return fits
}

/**
 * Decides on an executable by the constraints that lead to it. Those with LogicalAnd hold together or not at all; each of
 * the others suffices alone, as soon as it holds. Without constraints it starts at once.
 */
export function decide(
  incoming: readonly RunnableConstraint[],
  outcomeOf: (executable: RunnableExecutable | undefined) => Outcome | undefined,
  condition: Condition,
): Decision {
  if (incoming.length === 0) return 'start'
  const together: Truth[] = []
  const alone: Truth[] = []
  for (const constraint of incoming)
    (constraint.logicalAnd ? together : alone).push(
      holds(constraint, outcomeOf(constraint.precedenceExecutable), condition),
    )
  if (alone.includes(true)) return 'start'
  if (together.length > 0 && together.every(truth => truth === true)) return 'start'
  const open = alone.includes(undefined) || (together.length > 0 && !together.includes(false))
  return open ? 'wait' : 'skip'
}

/** The executables of the first circle that the constraints form, from one of them back to itself; undefined without one. */
export function findCycle(
  executables: Iterable<RunnableExecutable>,
  constraints: Iterable<RunnableConstraint>,
): { readonly path: readonly RunnableExecutable[]; readonly closing: RunnableConstraint } | undefined {
  const outgoing = new Map<RunnableExecutable, RunnableConstraint[]>()
  for (const constraint of constraints) {
    const from = constraint.precedenceExecutable
    if (!from || !constraint.constrainedExecutable) continue
    const list = outgoing.get(from)
    if (list) list.push(constraint)
    else outgoing.set(from, [constraint])
  }
  const done = new Set<RunnableExecutable>()
  for (const start of executables) {
    if (done.has(start)) continue
    // A walk without recursion: a container may hold a very long chain.
    const path: RunnableExecutable[] = [start]
    const onPath = new Set(path)
    const next: number[] = [0]
    while (path.length > 0) {
      const here = path.at(-1)
      const position = next.at(-1) ?? 0
      const constraint = here && outgoing.get(here)?.[position]
      if (!here || !constraint) {
        if (here) {
          done.add(here)
          onPath.delete(here)
        }
        path.pop()
        next.pop()
        continue
      }
      next[next.length - 1] = position + 1
      const to = constraint.constrainedExecutable
      if (!to || done.has(to)) continue
      if (onPath.has(to)) return { path: [...path.slice(path.indexOf(to)), to], closing: constraint }
      path.push(to)
      onPath.add(to)
      next.push(0)
    }
  }
  return undefined
}
