// Failures that a person can mend: one question at a time, the same question once.
import { create } from 'zustand'
import type { Failure } from '../../api/index.js'

export interface Question {
  readonly failure: Failure
  answer(mended: boolean): void
}

/** The question that is open. */
export const useQuestion = create<{ question: Question | null }>(() => ({ question: null }))

const kinds: ReadonlySet<Failure['kind']> = new Set(['consent', 'secret', 'trust'])
const waiting = new Map<string, Promise<boolean>>()
let last: Promise<unknown> = Promise.resolve()

/** Asks what the failure needs. Answers whether it was mended; false at once for failures that nobody is asked about. */
export function answerAsked(failure: Failure): Promise<boolean> {
  if (!kinds.has(failure.kind)) return Promise.resolve(false)
  const key = JSON.stringify([failure.kind, failure.peer, failure.object, failure.property])
  const present = waiting.get(key)
  if (present) return present
  const asked = last
    .then(
      () =>
        new Promise<boolean>(resolve =>
          useQuestion.setState({
            question: {
              failure,
              answer(mended) {
                useQuestion.setState({ question: null })
                resolve(mended)
              },
            },
          }),
        ),
    )
    .finally(() => waiting.delete(key))
  waiting.set(key, asked)
  last = asked
  return asked
}
