import { setImmediate as immediate } from 'node:timers/promises'

/** Milliseconds after which work that never waits lets timers and other work have their turn. */
const slice = 10

/** performance.now() of the first question in this turn of the event loop. */
let since: number | undefined

/**
 * A promise to wait for, once the event loop has been kept for 10 ms by work that goes on without waiting, such as calls that
 * answer at once, one after the other; undefined while there is no need.
 */
export function turn(): Promise<void> | undefined {
  const now = performance.now()
  if (since === undefined) {
    since = now
    setImmediate(() => {
      since = undefined
    }).unref()
    return undefined
  }
  return now - since > slice ? immediate() : undefined
}
