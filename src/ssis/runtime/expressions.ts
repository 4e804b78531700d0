import type { RunnableExecutable } from '../contract.js'
import type { DtsProblem } from '../errors.js'
import { applyPropertyExpressions, type ExpressionOwner } from './property-expressions.js'

/** What the property expressions of an executable came to. */
export interface Applied {
  readonly disabled: boolean
  readonly problems: readonly DtsProblem[]
}

/**
 * Evaluates the property expressions of an executable. Disable counts first: where it is true, or its expression fails, the
 * others are not evaluated.
 */
export function applyExpressions(executable: RunnableExecutable): Applied {
  const expressions = executable.propertyExpressions
  if (expressions.length === 0) return { disabled: executable.disable, problems: [] }
  const deciding = expressions.filter(({ property }) => /^disabled?$/i.test(property))
  const first = apply(executable, deciding)
  const disabled = first.length === 0 && executable.disable
  if (disabled || first.length > 0) return { disabled, problems: first }
  const others = deciding.length === 0 ? expressions : expressions.filter(one => !deciding.includes(one))
  return { disabled, problems: apply(executable, others) }
}

function apply(executable: ExpressionOwner, propertyExpressions: ExpressionOwner['propertyExpressions']): DtsProblem[] {
  if (propertyExpressions.length === 0) return []
  const { name, variables, properties } = executable
  return applyPropertyExpressions({ name, variables, propertyExpressions, ...(properties ? { properties } : {}) })
}
