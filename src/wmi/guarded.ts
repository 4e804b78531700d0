import type { Call } from './call.js'

/**
 * A generator that is its call's only work: the call ends with it, and its errors are completed. Its `return` does not wait
 * for the next item, as a generator's own would: whoever waits for that is told that there is none.
 */
export function guarded<T>(
  begin: () => AsyncGenerator<T, void>,
  call: Call,
  locate: (error: unknown) => unknown,
): AsyncGenerator<T, void> {
  let isLeft = false
  const items = (async function* () {
    try {
      call.check(performance.now())
      yield* begin()
    } catch (error) {
      if (!isLeft) throw locate(error)
    } finally {
      call.end()
    }
  })()
  const end = items.return.bind(items)
  items.return = value => {
    isLeft = true
    call.cancel()
    // Also the call of a generator that was never asked for anything.
    call.end()
    return end(value)
  }
  return items
}
