// Where in a query an advice is about.
import type { QueryAdvice } from '../../../ssis/tasks/query-advice/index.js'
import { segmentsOf } from '../../../ssis/tasks/query-advice/segments.js'
import type { Diagnostic } from '../../api/index.js'
import type { Outline } from './outline.js'
import { isSymbol, type Word } from './words.js'

/** A part of the text. */
export interface Range {
  readonly from: number
  readonly to: number
}

export function rangeOf({ start, end }: Word): Range {
  return { from: start, to: end }
}

type Find = (text: string, outline: Outline) => Range | undefined

const classWord: Find = (_, { from }) => from && rangeOf(from)
const withinWord: Find = (_, { words }) => {
  const found = words.find(({ word }) => word === 'WITHIN')
  return found && rangeOf(found)
}
const seconds: Find = (_, { words }) => {
  const found = words[words.findIndex(({ word }) => word === 'WITHIN') + 1]
  return found && rangeOf(found)
}
const symbol =
  (sign: string): Find =>
  (_, { words }) => {
    const found = words.findLast(word => isSymbol(word, sign))
    return found && rangeOf(found)
  }
const firstOf =
  (test: (segment: { kind: string; text: string }) => boolean): Find =>
  text => {
    let at = 0
    for (const segment of segmentsOf(text, 'plain')) {
      if (test(segment)) return { from: at, to: at + segment.text.length }
      at += segment.text.length
    }
    return undefined
  }

interface Row {
  readonly severity: Diagnostic['severity']
  readonly find: Find
}

const rows: Readonly<Record<string, Row>> = {
  comment: { severity: 'error', find: firstOf(({ kind }) => kind === 'comment') },
  semicolon: { severity: 'error', find: symbol(';') },
  backslash: {
    severity: 'error',
    find: firstOf(({ kind, text }) => kind === 'string' && /(^|[^\\])(\\\\)*\\(?![\\"'])/.test(text.slice(1, -1))),
  },
  placeholder: { severity: 'error', find: symbol('?') },
  withinAfterWhere: { severity: 'error', find: withinWord },
  pathBackslash: {
    severity: 'warning',
    find: (_, { words }) => {
      const at = words.findIndex(({ text }) => /^(group|part)component$/i.test(text))
      const found = words[at + 2]
      return found && rangeOf(found)
    },
  },
  dataToWatcher: { severity: 'error', find: classWord },
  eventToReader: { severity: 'error', find: classWord },
  withinOnData: { severity: 'error', find: withinWord },
  needsWithin: { severity: 'error', find: classWord },
  shortWithin: { severity: 'warning', find: seconds },
  wholeDrive: { severity: 'warning', find: classWord },
  installer: { severity: 'warning', find: classWord },
}

/** An advice with its place: the best that can be found, else the whole text. */
export function placedAdvice(
  { kind, problem, hint, correctedQuery }: QueryAdvice,
  text: string,
  outline: Outline,
): Diagnostic {
  const row = rows[kind]
  const range = row?.find(text, outline) ?? { from: 0, to: text.length }
  return {
    severity: row?.severity ?? 'error',
    ...range,
    message: problem,
    hint,
    corrected: correctedQuery ?? null,
  }
}
