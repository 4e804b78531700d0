import { WmilinkError } from '../../base/errors.js'
import type { RunnableForLoop } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import { compileAssignment, compileExpression, evaluateAssignment, evaluateBoolean } from '../expressions/index.js'
import { expressionProblem } from '../runtime/expression-check.js'
import type { VariableScope } from '../variables.js'
import type { LoopHost } from './loop-host.js'

type Invalid =
  | 'DTS_E_FORLOOPINITEXPRESSIONINVALID'
  | 'DTS_E_FORLOOPEVALEXPRESSIONINVALID'
  | 'DTS_E_FORLOOPASSIGNEXPRESSIONINVALID'

/** What is wrong with the expressions of a For Loop before they are evaluated. */
export function checkForLoop(loop: RunnableForLoop): DtsProblem[] {
  const { name, variables, initExpression, evalExpression, assignExpression } = loop
  const wrong = (symbol: Invalid, expression: string, problem: DtsProblem | undefined): DtsProblem[] =>
    problem ? [problem, dtsProblem(symbol, { name, expression })] : []
  const assignment = (symbol: Invalid, text: string): DtsProblem[] => {
    if (text.trim() === '') return []
    return wrong(symbol, text, assignmentProblem(text, variables, name))
  }
  const evaluation =
    evalExpression.trim() === ''
      ? [dtsProblem('DTS_E_NOEVALEXPRESSION', { name })]
      : wrong(
          'DTS_E_FORLOOPEVALEXPRESSIONINVALID',
          evalExpression,
          expressionProblem(() => compileExpression(evalExpression), variables, name, 'boolean'),
        )
  return [
    ...assignment('DTS_E_FORLOOPINITEXPRESSIONINVALID', initExpression),
    ...evaluation,
    ...assignment('DTS_E_FORLOOPASSIGNEXPRESSIONINVALID', assignExpression),
  ]
}

function assignmentProblem(text: string, variables: VariableScope, name: string): DtsProblem | undefined {
  let target: string | undefined
  const problem = expressionProblem(
    () => {
      const compiled = compileAssignment(text)
      target = compiled.target
      return compiled.value
    },
    variables,
    name,
  )
  if (problem || target === undefined) return problem
  try {
    variables.get(target)
    return undefined
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return problemOf(error)
  }
}

/**
 * Runs a For Loop: the initialization once, then the evaluation before each round and the assignment after it. A round that fails
 * ends the loop, unless MaximumErrorCount lets it go on; so does an expression that cannot be evaluated.
 */
export async function runForLoop(loop: RunnableForLoop, host: LoopHost): Promise<DTSExecResult> {
  const attempt = <T>(symbol: Invalid, expression: string, work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      host.error(problemOf(error))
      host.error(dtsProblem(symbol, { name: loop.name, expression }))
      return undefined
    }
  }
  const assign = (symbol: Invalid, expression: string): boolean => {
    if (expression.trim() === '') return true
    const assigned = attempt(symbol, expression, () => {
      host.write(() => evaluateAssignment(expression, loop.variables))
      return true
    })
    return assigned ?? false
  }
  const { initExpression, evalExpression, assignExpression } = loop
  if (!assign('DTS_E_FORLOOPINITEXPRESSIONINVALID', initExpression)) return DTSExecResult.Failure
  while (await host.goesOn()) {
    const evaluated = attempt('DTS_E_FORLOOPEVALEXPRESSIONINVALID', evalExpression, () =>
      evaluateBoolean(evalExpression, loop.variables),
    )
    if (evaluated === undefined) return DTSExecResult.Failure
    if (!evaluated) break
    await host.round()
    if (!(await host.goesOn())) break
    if (!assign('DTS_E_FORLOOPASSIGNEXPRESSIONINVALID', assignExpression)) return DTSExecResult.Failure
  }
  return DTSExecResult.Success
}
