import { DtsError } from '../../src/ssis/index.js'

/** The error that the work throws. */
export function thrown(work: () => unknown): DtsError {
  try {
    work()
  } catch (error) {
    if (error instanceof DtsError) return error
    throw error
  }
  throw new Error('it succeeded')
}

/** The error with which the work ends. */
export async function rejected(work: Promise<unknown>): Promise<DtsError> {
  try {
    await work
  } catch (error) {
    if (error instanceof DtsError) return error
    throw error
  }
  throw new Error('it succeeded')
}
