import { editText } from '../../../base/texts/designer-edits.js'
import type { DTSExecResult, DTSPrecedenceEvalOp, ExecutableContainer } from '../../../ssis/index.js'
import { DesignerError } from '../../failure.js'
import type { EditHandler } from './edit-handler.js'
import { constraintAt, executableAt, refused } from './find.js'

type Refusal = 'connectAcross' | 'connectCycle' | 'connectTwice'

/** A new constraint between two executables of one container. */
export const connect: EditHandler<'connect'> = (document, { from: fromKey, to: toKey, value }) => {
  const from = executableAt(document, fromKey)
  const to = executableAt(document, toKey)
  const refuse = (key: Refusal) =>
    new DesignerError({
      kind: 'invalid',
      message: editText(key, { from: from.executable.name, to: to.executable.name }),
    })
  if (from.executable === to.executable) throw refused('connectSelf', from.executable.name)
  if (from.parent !== to.parent) throw refuse('connectAcross')
  const after = followers(from.parent)
  if (after.get(from.executable)?.has(to.executable)) throw refuse('connectTwice')
  if (reaches(after, to.executable, from.executable)) throw refuse('connectCycle')
  return [from.parent.precedenceConstraints.add(from.executable, to.executable, value as DTSExecResult)]
}

/** What a constraint asks for. */
export const setConstraint: EditHandler<'setConstraint'> = (document, edit) => {
  const constraint = constraintAt(document, edit.constraint)
  constraint.value = edit.value as DTSExecResult
  constraint.evalOp = edit.evalOp as DTSPrecedenceEvalOp
  constraint.expression = edit.expression
  constraint.logicalAnd = edit.logicalAnd
  return []
}

function followers(container: ExecutableContainer): Map<object, Set<object>> {
  const after = new Map<object, Set<object>>()
  for (const { precedenceExecutable: from, constrainedExecutable: to } of container.precedenceConstraints) {
    if (!from || !to) continue
    const known = after.get(from) ?? new Set()
    known.add(to)
    after.set(from, known)
  }
  return after
}

function reaches(after: ReadonlyMap<object, ReadonlySet<object>>, start: object, goal: object): boolean {
  const seen = new Set<object>()
  const todo = [start]
  for (let next = todo.pop(); next; next = todo.pop()) {
    if (next === goal) return true
    if (seen.has(next)) continue
    seen.add(next)
    todo.push(...(after.get(next) ?? []))
  }
  return false
}
