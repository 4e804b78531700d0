// How the WMI tasks say what they have to say.

import { DtsError, type DtsProblem, problemOf } from '../../errors.js'

export { inform, report, warn } from '../reporting.js'

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
