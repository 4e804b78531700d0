import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'

/** Something that happened, as an event that is made when the first watcher looks at it. All watchers share it. */
export class Occurrence {
  /** The event's own class. */
  readonly class: CimClass
  readonly #make: () => CimInstance
  #event: CimInstance | undefined

  constructor(cimClass: CimClass, make: () => CimInstance) {
    this.class = cimClass
    this.#make = make
  }

  /** The whole event, before any SELECT list. @throws what its making throws, for values that do not fit the class */
  get event(): CimInstance {
    this.#event ??= this.#make()
    return this.#event
  }
}
