// How the WMI tasks say what they have to say.

import type { TaskContext } from '../../contract.js'
import { DtsError, type DtsProblem, dtsProblem, problemOf } from '../../errors.js'

/** Reports an error. */
export function report({ events }: TaskContext, { code, description, hint }: DtsProblem): void {
  events.fireError(code, '', description, hint)
}

/** Reports a warning that no documented code fits. */
export function warn({ events }: TaskContext, text: string, hint?: string): void {
  const { code, description } = dtsProblem('DTS_W_GENERICWARNING', { text })
  events.fireWarning(code, '', description, hint)
}

/** Tells something. */
export function inform({ events }: TaskContext, text: string): void {
  const { code, description } = dtsProblem('DTS_I_SOMETHINGHAPPENED', { text })
  events.fireInformation(code, '', description)
}

/** Runs checks of which each may throw; what they throw and what they answer are the problems. */
export class Problems {
  readonly found: DtsProblem[] = []

  /** @throws what is no DtsError */
  attempt(check: () => readonly DtsProblem[] | undefined): void {
    try {
      this.found.push(...(check() ?? []))
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      this.found.push(problemOf(error))
    }
  }
}
