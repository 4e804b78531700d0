import type { Condition, Predicate } from './ast.js'

/** All predicates of a condition, in the order of the text. */
export function* predicatesOf(condition: Condition | null): Generator<Predicate> {
  if (condition === null) return
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const operand of condition.operands) yield* predicatesOf(operand)
      return
    case 'not':
      yield* predicatesOf(condition.operand)
      return
    default:
      yield condition
  }
}
