import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { dtsError } from '../errors.js'
import { compileAssignment, evaluateAssignment } from '../expressions/index.js'
import { stockMatcher } from './kind.js'
import { checkAll, inform, runReported } from './reporting.js'

/** Evaluates `@[User::X] = expression`, which gives a variable its value (ExpressionTask). */
export class ExpressionTask implements Task {
  readonly #properties: ComponentProperties
  #value: unknown

  constructor(properties: ComponentProperties) {
    this.#properties = properties
  }

  /** The value of the last run. */
  get executionValue(): unknown {
    return this.#value
  }

  /** Reads the expression without evaluating it: what it refers to may have no value yet. */
  validate(context: TaskContext): DTSExecResult {
    return checkAll(context, [
      () => {
        compileAssignment(this.#expression())
        return undefined
      },
    ])
  }

  execute(context: TaskContext): Promise<DTSExecResult> {
    return runReported(context, async () => {
      this.#value = undefined
      const expression = this.#expression()
      this.#value = evaluateAssignment(expression, context.variables).value
      inform(context, stockText('evaluated', { expression }))
      return DTSExecResult.Success
    })
  }

  #expression(): string {
    const text = String(this.#properties.get('Expression'))
    if (text.trim()) return text
    const reason = stockText('noExpression')
    throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint: stockText('noExpressionHint') })
  }
}

/** The kind `Microsoft.ExpressionTask`. */
export const expressionTask: TaskKind = {
  creationName: 'Microsoft.ExpressionTask',
  stockName: 'ExpressionTask',
  matches: stockMatcher('ExpressionTask'),
  dataElement: 'ExpressionTask',
  properties: [{ name: 'Expression', type: 'String', default: '', attribute: 'Expression' }],
  create: properties => new ExpressionTask(properties),
}
