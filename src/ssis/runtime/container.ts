import type { RunnableConstraint, RunnableContainer, RunnableExecutable } from '../contract.js'
import type { DTSExecResult } from '../enums.js'
import type { DtsProblem } from '../errors.js'
import { conditionsOf, decide, type Outcome } from './constraints.js'

/** An executable that waits for others. */
interface Waiting {
  readonly incoming: readonly RunnableConstraint[]
  /** Constraints whose preceding executable has not ended. */
  open: number
}

/** How the constraints of a container lead from one executable to the next. */
export interface ContainerPlan {
  readonly incoming: ReadonlyMap<RunnableExecutable, readonly RunnableConstraint[]>
  readonly outgoing: ReadonlyMap<RunnableExecutable, readonly RunnableConstraint[]>
}

/** Reads the constraints of a container. They do not change while it runs, so that a loop needs to do this only once. */
export function planOf(container: RunnableContainer): ContainerPlan {
  const incoming = new Map<RunnableExecutable, RunnableConstraint[]>()
  const outgoing = new Map<RunnableExecutable, RunnableConstraint[]>()
  for (const constraint of container.precedenceConstraints) {
    const { precedenceExecutable: from, constrainedExecutable: to } = constraint
    if (!from || !to) continue
    append(incoming, to, constraint)
    append(outgoing, from, constraint)
  }
  return { incoming, outgoing }
}

/**
 * Runs the executables of a container in the order that its precedence constraints demand; what no constraint orders runs side
 * by side. After a cancel nothing more starts.
 *
 * @param start runs one executable; a disabled one counts as one that succeeded
 * @param onProblem hears of constraints whose expressions cannot be evaluated
 */
export async function runInOrder(
  container: RunnableContainer,
  start: (executable: RunnableExecutable) => Promise<DTSExecResult>,
  canceled: () => boolean,
  onProblem: (problem: DtsProblem) => void,
  { incoming, outgoing }: ContainerPlan = planOf(container),
): Promise<void> {
  const condition = conditionsOf(container, onProblem)
  const outcomes = new Map<RunnableExecutable, Outcome>()
  const outcomeOf = (executable: RunnableExecutable | undefined) => executable && outcomes.get(executable)
  const waiting = new Map<RunnableExecutable, Waiting>()
  for (const executable of container.executables) {
    const constraints = incoming.get(executable) ?? []
    waiting.set(executable, { incoming: constraints, open: constraints.length })
  }
  let running = 0

  await new Promise<void>((resolve, reject) => {
    const begin = (executable: RunnableExecutable): void => {
      waiting.delete(executable)
      running += 1
      start(executable)
        .then(result => {
          running -= 1
          follow(executable, result)
        })
        .catch(reject)
    }
    /**
     * Whether a constraint whose preceding executable has ended decides: one that suffices alone does at once, those that hold
     * together when the last of them is there. So each is looked at once or twice, however many there are.
     */
    const advance = (constraint: RunnableConstraint): RunnableExecutable | undefined => {
      const to = constraint.constrainedExecutable
      const state = to && waiting.get(to)
      if (!state || canceled()) return undefined
      state.open -= 1
      const last = state.open === 0
      if (!last && constraint.logicalAnd) return undefined
      if (decide(last ? state.incoming : [constraint], outcomeOf, condition) === 'start') begin(to)
      else if (last) {
        waiting.delete(to)
        return to
      }
      return undefined
    }
    // A growing list instead of recursion: a long chain may be skipped at once.
    const follow = (ended: RunnableExecutable, outcome: Outcome): void => {
      outcomes.set(ended, outcome)
      const due = [ended]
      for (const executable of due)
        for (const constraint of outgoing.get(executable) ?? []) {
          const skipped = advance(constraint)
          if (!skipped) continue
          outcomes.set(skipped, 'skipped')
          due.push(skipped)
        }
      if (running === 0) resolve()
    }
    for (const [executable, { open }] of [...waiting]) if (open === 0 && !canceled()) begin(executable)
    if (running === 0) resolve()
  })
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
