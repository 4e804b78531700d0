import { setImmediate as immediate } from 'node:timers/promises'
import type { Call } from '../../wmi/call.js'

/** Rows in the portions in which they arrive. */
export type Batches<T> = AsyncGenerator<Iterable<T>, void>

/** The same portions, of which the first is there: read them, or the work does not end. @throws what the first one throws */
export async function started<T>(batches: Batches<T>): Promise<Batches<T>> {
  const first = await batches.next()
  return (async function* () {
    try {
      if (first.done) return
      yield first.value
      yield* batches
    } finally {
      await batches.return()
    }
  })()
}

/** Milliseconds after which the rows of one portion let timers and other work have their turn. */
const slice = 10

export interface StreamOptions {
  /** Completes an error before it is thrown. */
  readonly locate: (error: unknown) => unknown
  /** Told of the work, so that it can be ended from outside; the function that is answered is called when it is over. */
  readonly hold: (batches: Batches<unknown>) => () => void
}

/** The rows of one call. Leaving the loop ends the work first, so that what the server holds is released. */
export async function* streamed<T>(
  begin: () => Batches<T>,
  call: Call,
  { locate, hold }: StreamOptions,
): AsyncGenerator<T, void> {
  let over = (): void => undefined
  let batches: Batches<T> | undefined
  try {
    call.restart(performance.now())
    call.check(performance.now())
    batches = begin()
    over = hold(batches)
    for (;;) {
      const next = await call.wait(batches.next())
      if (next.done) break
      let now = performance.now()
      let turn = now
      for (const item of next.value) {
        call.check(now)
        yield item
        now = performance.now()
        call.restart(now)
        if (now - turn > slice) {
          await immediate()
          turn = now = performance.now()
        }
      }
      call.check(now)
    }
  } catch (error) {
    throw locate(error)
  } finally {
    // Who cancels does not wait for the tidying.
    const ended = batches?.return().catch(() => undefined)
    if (!call.signal.aborted) await ended
    call.end()
    if (ended) void ended.then(over)
    else over()
  }
}
