// What is to be said of a query while it is written.
import { WmiError } from '../../../base/errors.js'
import { adviseOnQuery, type QueryTask } from '../../../ssis/tasks/query-advice/index.js'
import type { WqlQuery } from '../../../wql/ast.js'
import { WqlSyntaxError } from '../../../wql/errors.js'
import { parseDataQuery, parseEventQuery } from '../../../wql/parse.js'
import type { Diagnostic, Input } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { placedAdvice, type Range, rangeOf } from './advice-places.js'
import { outlineOf } from './outline.js'
import { checkAgainstSchema } from './semantics.js'
import { wordsOf } from './words.js'

/** What is told at most. */
const mostDiagnostics = 100

/**
 * Checks a query by its text, and with a place that was agreed on by the classes there. What the server of the place refuses to tell is
 * left out: the text says enough.
 * @throws the reason of the signal
 */
export async function checkQuery(
  access: LiveAccess,
  { text, task, place }: Input<'wql.check'>,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  if (text.trim() === '') return []
  const outline = outlineOf(wordsOf(text))
  const namespace = place ? access.namespaceOf(place) : 'root\\cimv2'
  const advice = adviseOnQuery(text, { task, namespace })
  const found = advice.filter(({ kind }) => kind !== 'invalid').map(each => placedAdvice(each, text, outline))
  const query = readQuery(text, task)
  if (query instanceof WmiError) {
    // Where it is known what keeps it from being read, the reader's own words add nothing.
    if (!found.some(({ severity }) => severity === 'error')) found.push(syntaxDiagnostic(query, text))
  } else if (place && access.mayAsk(place)) {
    const subject = { text, task, query, outline, told: found }
    found.push(
      ...(await quietly(signal, () => access.use(place, signal, lease => checkAgainstSchema(subject, lease, signal)))),
    )
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to).slice(0, mostDiagnostics)
}

function readQuery(text: string, task: QueryTask): WqlQuery | WmiError {
  try {
    return task === 'reader' ? parseDataQuery(text) : parseEventQuery(text)
  } catch (error) {
    if (error instanceof WmiError) return error
    throw error
  }
}

function syntaxDiagnostic(error: WmiError, text: string): Diagnostic {
  const from = error instanceof WqlSyntaxError ? Math.min(error.column - 1, text.length) : 0
  return { severity: 'error', ...wordAt(text, from), message: error.message, hint: error.hint, corrected: null }
}

/** The word that begins at an offset; at the end of the text its last character. */
function wordAt(text: string, from: number): Range {
  const word = wordsOf(text).find(({ start, end }) => start === from && end > from)
  if (word) return rangeOf(word)
  return from < text.length ? { from, to: from + 1 } : { from: Math.max(0, text.trimEnd().length - 1), to: text.length }
}

/** Nothing where the server cannot be asked. @throws the reason of the signal */
export async function quietly<T>(signal: AbortSignal, ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof WmiError) return []
    throw error
  }
}
