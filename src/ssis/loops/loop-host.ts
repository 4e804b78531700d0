import type { DtsProblem } from '../errors.js'

/** What a loop asks of the engine. */
export interface LoopHost {
  /** Runs the executables of the loop once, from a fresh start. */
  round(): Promise<void>
  /** Waits for event handlers, and leaves room for timers and signals. Whether another round may start: no cancel, no failure. */
  goesOn(): Promise<boolean>
  /** Raises an error of the loop. */
  error(problem: DtsProblem): void
  /** Does work that writes variables, so that their events are heard. */
  write(work: () => void): void
}
