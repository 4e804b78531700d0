/** How many make the first group and the largest; each is twice the one before. */
const smallest = 4
const largest = 256
/** Milliseconds for which a group that has begun waits for more. */
const patience = 50

/**
 * What comes one by one, in groups. The first are small, so that a reader who wants few causes little work; what comes slowly
 * is handed on without waiting for a full group. Leaving ends the source.
 */
export async function* groups<T>(source: AsyncIterator<T>): AsyncGenerator<readonly T[], void> {
  let size = smallest
  let next: Promise<IteratorResult<T>> | undefined
  try {
    for (;;) {
      const group: T[] = []
      const clock = new Patience()
      try {
        while (group.length < size) {
          next ??= source.next()
          const step = group.length === 0 ? await next : await Promise.race([next, clock.end()])
          if (step === undefined) break
          next = undefined
          if (step.done) {
            if (group.length > 0) yield group
            return
          }
          group.push(step.value)
        }
      } finally {
        clock.stop()
      }
      yield group
      size = Math.min(size * 2, largest)
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
