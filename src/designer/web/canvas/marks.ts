// Problems by the node that they are about.
import type { ProblemView } from '../../api/index.js'

export interface Marks {
  readonly errors: number
  readonly warnings: number
  /** At most ten; the rest is only counted. */
  readonly messages: readonly string[]
}

const mostMessages = 10

/** Marks of each object with errors or warnings. Those that did not change stay the same objects, so that nothing is drawn anew. */
export function marksOf(
  problems: readonly ProblemView[],
  before: ReadonlyMap<string, Marks> = new Map(),
): Map<string, Marks> {
  const marks = new Map<string, { errors: number; warnings: number; messages: string[] }>()
  for (const { object, severity, message } of problems) {
    if (object === null || severity === 'information') continue
    const mark = marks.get(object) ?? { errors: 0, warnings: 0, messages: [] }
    if (severity === 'error') mark.errors++
    else mark.warnings++
    if (mark.messages.length < mostMessages) mark.messages.push(message)
    marks.set(object, mark)
  }
  return new Map<string, Marks>(
    [...marks].map(([key, mark]) => {
      const old = before.get(key)
      return [key, old && sameMarks(old, mark) ? old : mark]
    }),
  )
}

function sameMarks(a: Marks, b: Marks): boolean {
  return (
    a.errors === b.errors &&
    a.warnings === b.warnings &&
    a.messages.length === b.messages.length &&
    a.messages.every((message, index) => message === b.messages[index])
  )
}
