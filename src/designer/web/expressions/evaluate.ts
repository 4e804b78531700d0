// Expressions as the server evaluates them.
import { expressionText } from '../../../base/texts/designer-expressions.js'
import { ApiError, call } from '../state/api.js'

/** What an expression comes to, or why it does not. */
export interface Evaluated {
  readonly text: string
  /** Of the result: `DT_WSTR`, `DT_I4` …; empty after a failure. */
  readonly type: string
  readonly failed: boolean
  readonly hint: string
  /** Where the failure is, from 0. */
  readonly position: number | undefined
}

/** Evaluates an expression with the variables of an object. Nothing is thrown: why there is no value is the answer. */
export async function evaluate(document: string, scope: string, expression: string): Promise<Evaluated> {
  try {
    const { result, failure } = await call('expression.evaluate', { document, scope, expression })
    if (result) return { ...result, failed: false, hint: '', position: undefined }
    return failed(failure?.message ?? '', failure?.hint, failure?.position)
  } catch (error) {
    return error instanceof ApiError
      ? failed(error.failure.message, error.failure.hint, error.failure.position)
      : failed(String(error))
  }
}

function failed(text: string, hint = '', position?: number): Evaluated {
  return { text, type: '', failed: true, hint, position }
}

/** The type of expressions that must have a certain one, by the name that variables have for it. */
const typesOf: Readonly<Record<string, string>> = { Boolean: 'DT_BOOL' }

/** Says that a result is of another type than is needed; undefined when it fits. */
export function misfit({ type, failed: bad }: Evaluated, expected: string | undefined): string | undefined {
  const needed = expected === undefined ? undefined : typesOf[expected]
  if (bad || expected === undefined || needed === undefined || type === needed) return undefined
  return expressionText('otherType', { type, expected })
}
