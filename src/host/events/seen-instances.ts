import type { CimInstance } from '../../cim/instance.js'
import { identityOf } from '../../wql/snapshot.js'

/** How many instances are remembered between two polls. */
export const mostSeen = 100_000

/** What a provider saw between polls. Each sighting has a number; of one instance the last counts. */
export class SeenInstances {
  readonly #sightings = new Map<string, { readonly at: number; readonly instance: CimInstance }>()
  #at = 0

  /** The number of the last sighting. */
  get last(): number {
    return this.#at
  }

  /** False when there is no room. */
  add(instance: CimInstance): boolean {
    const identity = identityOf(instance)
    // To the end: the order is that of the numbers.
    if (!this.#sightings.delete(identity) && this.#sightings.size >= mostSeen) return false
    this.#at += 1
    this.#sightings.set(identity, { at: this.#at, instance })
    return true
  }

  /** What was seen after one sighting up to another, by identity. */
  *between(after: number, last: number): Generator<[identity: string, instance: CimInstance]> {
    for (const [identity, { at, instance }] of this.#sightings) {
      if (at > last) return
      if (at > after) yield [identity, instance]
    }
  }

  /** Forgets all sightings up to this one. */
  forget(last: number): void {
    for (const [identity, { at }] of this.#sightings) {
      if (at > last) return
      this.#sightings.delete(identity)
    }
  }
}
