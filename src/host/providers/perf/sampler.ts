import { setTimeout as sleep } from 'node:timers/promises'
import type { Clocks } from './clocks.js'
import type { Sample } from './sample.js'

/** Waits this many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>

export const realWait: Wait = milliseconds => sleep(milliseconds)

type Take = () => Promise<Sample>

/** In 100 ns. The system counts processor time in steps of 10 ms: less than 200 ms would say little. */
const shortest = 2_000_000n
/** What was counted longer ago than 10 seconds says little about now. */
const longest = 100_000_000n
const mostKept = 16

/**
 * Has two samples ready for formulas that need two: the last one that was taken for the same question, when it is recent, or
 * one taken now, followed after a short wait by another. Questions that are alike wait together.
 */
export class Sampler {
  readonly #clocks: () => Clocks
  readonly #wait: Wait
  readonly #kept = new Map<string, Sample>()
  readonly #pending = new Map<string, Promise<readonly [Sample, Sample]>>()

  constructor(clocks: () => Clocks, wait: Wait) {
    this.#clocks = clocks
    this.#wait = wait
  }

  /**
   * @param key says what is asked; null for a question of which nothing is kept
   * @param begin takes what the formulas need of an earlier sample
   * @param take takes all that is asked
   */
  pair(key: string | null, begin: Take, take: Take): Promise<readonly [Sample, Sample]> {
    if (key === null) return this.#measure(null, begin, take)
    let pending = this.#pending.get(key)
    if (pending === undefined) {
      pending = this.#measure(key, begin, take).finally(() => this.#pending.delete(key))
      this.#pending.set(key, pending)
    }
    return pending
  }

  async #measure(key: string | null, begin: Take, take: Take): Promise<readonly [Sample, Sample]> {
    const first = this.#recent(key) ?? (await begin())
    // Nobody waits for the rates of nothing.
    if (first.rows.size === 0) return [first, await take()]
    const age = this.#age(first)
    if (age < shortest) await this.#wait(Number((shortest - age) / 10_000n))
    const second = await take()
    if (key !== null) this.#keep(key, second)
    return [first, second]
  }

  #recent(key: string | null): Sample | undefined {
    const kept = key === null ? undefined : this.#kept.get(key)
    return kept && this.#age(kept) <= longest ? kept : undefined
  }

  #keep(key: string, sample: Sample): void {
    this.#kept.delete(key)
    this.#kept.set(key, sample)
    for (const [each, kept] of this.#kept)
      if (this.#kept.size > mostKept || this.#age(kept) > longest) this.#kept.delete(each)
  }

  #age(sample: Sample): bigint {
    return this.#clocks().PerfTime - sample.clocks.PerfTime
  }
}
