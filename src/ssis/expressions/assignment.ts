// `@Variable = expression`: the For Loop container and the Expression task.
import { DtsError } from '../errors.js'
import { variableType } from '../variable-types.js'
import type { VariableScope } from '../variables.js'
import type { VariableReference } from './ast.js'
import { CompiledExpression } from './compile.js'
import { failure, located } from './errors.js'
import { parseAssignment } from './parser.js'
import { resultFor } from './results.js'
import type { ExpressionOptions, ExpressionResult } from './types.js'
import { findVariable } from './variables.js'

/** An assignment, or a plain expression, that was read once. */
export interface CompiledAssignment {
  /** The name of the variable as it is written; undefined for a plain expression. */
  readonly target: string | undefined
  readonly value: CompiledExpression
  /** Evaluates it and writes the variable. @throws ExpressionError */
  run(scope: VariableScope, options?: ExpressionOptions): ExpressionResult
}

const cache = new Map<string, CompiledAssignment>()
const cacheSize = 64

/** Reads `@Variable = expression`, or a plain expression; the last ones are kept. @throws ExpressionError */
export function compileAssignment(text: string): CompiledAssignment {
  const known = cache.get(text)
  if (known) return known
  const parsed = located(text, () => parseAssignment(text))
  const target = 'target' in parsed ? parsed.target : undefined
  const value = new CompiledExpression(text, 'target' in parsed ? parsed.value : parsed)
  const compiled: CompiledAssignment = {
    target: target?.name,
    value,
    run: (scope, options = {}) => {
      if (!target) return value.evaluate(scope, options)
      return located(text, () => assign(target, value, scope, options))
    },
  }
  if (cache.size >= cacheSize) cache.clear()
  cache.set(text, compiled)
  return compiled
}

function assign(
  { name, offset }: VariableReference,
  expression: CompiledExpression,
  scope: VariableScope,
  options: ExpressionOptions,
): ExpressionResult {
  if (!scope.contains(name)) throw failure(offset, 'DTS_E_EXPREVALASSIGNMENTVARIABLELOCKFORWRITEFAILED', { name })
  const variable = findVariable(scope, name, offset)
  if (variable.readOnly) throw failure(offset, 'DTS_E_EXPREVALASSIGNMENTTOREADONLYVARIABLE', { name })
  const result = expression.evaluate(scope, options)
  try {
    variable.value = resultFor(result, variable)
  } catch (error) {
    if (!(error instanceof DtsError)) throw error
    const { cause, hint } = { cause: error, hint: error.hint }
    if (error.symbol === 'DTS_E_VARIABLEREADONLY')
      throw failure(offset, 'DTS_E_EXPREVALASSIGNMENTTOREADONLYVARIABLE', { name }, { cause, hint })
    if (error.symbol !== 'DTS_E_RUNTIMEVARIABLETYPECHANGE') throw error
    const variableTypeName = variableType(variable.dataType).name
    throw failure(
      offset,
      'DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH',
      { name, type: result.type, variableType: variableTypeName },
      { cause },
    )
  }
  return result
}
