import { DtsError } from '../ssis/index.js'
import type { MessageReport } from './report.js'

/** Reads what a package stores; texts that are no values of their properties are collected instead of thrown. */
export class StoredValues {
  readonly problems: MessageReport[] = []

  /** @param otherwise what stands for a value that cannot be read */
  read<T>(source: string, sourceId: string, get: () => T, otherwise: T): T {
    try {
      return get()
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      const { code, symbol: name, message, hint } = error
      // The value of a variable depends on its flags: one bad text is found by each of them.
      if (!this.problems.some(known => known.sourceId === sourceId && known.message === message))
        this.problems.push({ code, name, message, hint, source, sourceId })
      return otherwise
    }
  }
}
