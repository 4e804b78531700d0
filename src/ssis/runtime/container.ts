import type { RunnableConstraint, RunnableContainer, RunnableExecutable } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import type { DtsProblem } from '../errors.js'
import { conditionsOf, decide, type Outcome } from './constraints.js'

/**
 * Runs the executables of a container in the order that its precedence constraints demand; what no constraint orders runs side
 * by side. A disabled executable counts as one that succeeded. After a cancel nothing more starts.
 *
 * @param start runs one executable; never rejects
 * @param onProblem hears of constraints whose expressions cannot be evaluated
 */
export async function runInOrder(
  container: RunnableContainer,
  start: (executable: RunnableExecutable) => Promise<DTSExecResult>,
  canceled: () => boolean,
  onProblem: (problem: DtsProblem) => void,
): Promise<void> {
  const condition = conditionsOf(container, onProblem)
  const outcomes = new Map<RunnableExecutable, Outcome>()
  const incoming = new Map<RunnableExecutable, RunnableConstraint[]>()
  const successors = new Map<RunnableExecutable, RunnableExecutable[]>()
  for (const constraint of container.precedenceConstraints) {
    const { precedenceExecutable: from, constrainedExecutable: to } = constraint
    if (!from || !to) continue
    append(incoming, to, constraint)
    append(successors, from, to)
  }
  const undecided = new Set(container.executables)
  let running = 0

  await new Promise<void>((resolve, reject) => {
    /** Starts or skips an executable, or leaves it for later. Answers whom that may have decided in turn. */
    const advance = (executable: RunnableExecutable): readonly RunnableExecutable[] => {
      if (!undecided.has(executable) || canceled()) return []
      const decision = decide(incoming.get(executable) ?? [], one => one && outcomes.get(one), condition)
      if (decision === 'wait') return []
      undecided.delete(executable)
      if (decision === 'start' && !executable.disable) {
        running += 1
        void start(executable).then(result => {
          running -= 1
          outcomes.set(executable, result)
          follow([...(successors.get(executable) ?? [])])
        }, reject)
        return []
      }
      outcomes.set(executable, decision === 'skip' ? 'skipped' : DTSExecResult.Success)
      return successors.get(executable) ?? []
    }
    // A growing list instead of recursion: a long chain may be skipped at once.
    const follow = (due: RunnableExecutable[]): void => {
      for (const executable of due) due.push(...advance(executable))
      if (running === 0) resolve()
    }
    follow([...undecided])
  })
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
