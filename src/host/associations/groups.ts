/** How many make the smallest group, which is the first, and the largest. */
const smallest = 4
const largest = 256
/** Milliseconds after which a group has taken so long that the next is to be smaller. */
const longest = 250
/** Milliseconds for which a group that has begun waits for more. */
const patience = 50

/**
 * What comes one by one, in groups. Each is twice the one before, so that a reader who wants few causes little work, or half of
 * it when that one took long, so that nobody waits long for a group. What comes slowly is handed on without waiting for a full
 * group. Leaving ends the source.
 */
export async function* groups<T>(source: AsyncIterator<T>): AsyncGenerator<readonly T[], void> {
  let size = smallest
  let next: Promise<IteratorResult<T>> | undefined
  try {
    for (;;) {
      const group: T[] = []
      const clock = new Patience()
      let end: { readonly failure?: unknown } | undefined
      try {
        while (group.length < size && !end) {
          next ??= source.next()
          const step = group.length === 0 ? await next : await Promise.race([next, clock.end()])
          if (step === undefined) break
          next = undefined
          if (step.done) end = {}
          else group.push(step.value)
        }
      } catch (failure) {
        next = undefined
        end = { failure }
      } finally {
        clock.stop()
      }
      const began = performance.now()
      if (group.length > 0) yield group
      if (end && 'failure' in end) throw end.failure
      if (end) return
      size = performance.now() - began > longest ? Math.max(size / 2, smallest) : Math.min(size * 2, largest)
    }
  } finally {
    // A source that is still waiting ends when it wakes up.
    const returned = Promise.resolve(source.return?.())
    if (next) {
      next.catch(() => undefined)
      returned.catch(() => undefined)
    } else await returned
  }
}

/** Ends once, some time after it is first asked. */
class Patience {
  #timer: NodeJS.Timeout | undefined
  #ended: Promise<undefined> | undefined

  end(): Promise<undefined> {
    this.#ended ??= new Promise(resolve => {
      this.#timer = setTimeout(() => resolve(undefined), patience)
    })
    return this.#ended
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
