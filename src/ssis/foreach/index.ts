// The enumerators of Foreach Loop containers: one door for the loops.
import { foreachText } from '../../base/texts/ssis-foreach.js'
import { DtsError, type DtsProblem, dtsError, problemOf } from '../errors.js'
import { applyPropertyExpressions } from '../runtime/property-expressions.js'
import type { ForEachEnumerator } from './enumerator.js'
import type { EnumeratorContext, EnumeratorKind, EnumeratorSource } from './kinds.js'

export { enumeratorKinds, ForEachEnumerator } from './enumerator.js'
export { FileNameRetrieval } from './file.js'
export type { EnumeratorContext } from './kinds.js'
export { EnumerationType, InnerElementType, NodeListSourceType } from './node-list.js'
export { ADOEnumerationType } from './variable.js'

/** A loop with the enumerator that its file has, if any. */
export interface EnumeratorLoop {
  readonly name: string
  readonly forEachEnumerator: ForEachEnumerator | undefined
}

/** @throws DtsError when the loop has no enumerator that can run here, or an expression of it fails */
function prepare({ name, forEachEnumerator }: EnumeratorLoop): { kind: EnumeratorKind; source: EnumeratorSource } {
  if (!forEachEnumerator) throw failure(foreachText('noEnumerator', { name }))
  const { kind, source, creationName } = forEachEnumerator
  if (!kind || !source) {
    const reason = foreachText('unknownEnumerator', { kind: creationName.split(',', 1)[0] ?? '', name })
    throw failure(reason, foreachText('unknownEnumeratorHint'))
  }
  const [problem] = applyPropertyExpressions(forEachEnumerator)
  if (problem) throw new DtsError(problem.code, problem.description, { hint: problem.hint })
  return { kind, source }
}

function failure(reason: string, hint?: string): DtsError {
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, hint === undefined ? {} : { hint })
}

/** What is known to be wrong with a loop's enumerator before it runs. */
export function checkEnumerator(loop: EnumeratorLoop, context: EnumeratorContext): DtsProblem[] {
  try {
    const { kind, source } = prepare(loop)
    kind.check(source, context)
    return []
  } catch (error) {
    return [problemOf(error)]
  }
}

/**
 * The items of a loop, each with its values by ValueIndex, read while the loop goes on.
 *
 * @throws DtsError when the enumerator cannot go on: a folder that is gone, a variable that holds no table, a bad document
 */
export async function* openEnumerator(
  loop: EnumeratorLoop,
  context: EnumeratorContext,
): AsyncGenerator<readonly unknown[]> {
  const { kind, source } = prepare(loop)
  yield* kind.open(source, context)
}
