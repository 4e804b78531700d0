// How events bubble: from the executable that raises them through its containers to the package, and on into the task that runs the
// package. On each level the log is written, errors are counted, and the handler of the event runs.
import type { RunnableEventHandler } from '../contract.js'
import { handlerFor, outward, type Scope } from './scope.js'

/** An event on its way. */
export interface RaisedEvent {
  /** `OnError`, or the name of a custom event. */
  readonly name: string
  /** What the log says. */
  readonly message?: string
  /** The data code of the log. */
  readonly dataCode?: number
  /** The system variables that its handlers see besides the source. */
  readonly values?: Readonly<Record<string, unknown>>
  /** True: it tells of one executable's own course, and the log of those around does not repeat it. */
  readonly own?: boolean
  /** True: counts as an error of each executable that it reaches. */
  readonly error?: boolean
  /** Called when the event has gone its way. */
  readonly done?: () => void
}

/**
 * Lets an event bubble. Without handlers on its way that is over at once; handlers run one after the other, inner ones first, and
 * the raising executable waits for them with {@link handlersDone} before it goes on to its end.
 *
 * An event from inside a handler goes on past the executable that the handler is attached to: none of the handlers there starts
 * because of it, so that none can start itself. The handlers of the containers around do.
 *
 * @param raiser who caused the event, where that is not the executable that it starts from
 */
export function raise(start: Scope, event: RaisedEvent, raiser = start): void {
  const walk = new Walk(start, event, raiser)
  if (!start.handled || !walk.handled()) {
    walk.go(start)
    event.done?.()
    return
  }
  const before = raiser.pending
  const mine = (before ? before.then(() => walk.go(start)) : Promise.resolve(walk.go(start)))
    .then(event.done)
    .catch(error => raiser.run.fail(error))
    .then(() => {
      if (raiser.pending === mine) raiser.pending = undefined
    })
  raiser.pending = mine
}

/** Waits for the event handlers that events of an executable have started; undefined when there are none. */
export function handlersDone(scope: Scope): Promise<void> | undefined {
  return scope.pending && drained(scope)
}

async function drained(scope: Scope): Promise<void> {
  while (scope.pending) await scope.pending
}

/** The way of one event. */
class Walk {
  readonly #start: Scope
  readonly #event: RaisedEvent
  /** Executables whose handlers the event comes from. */
  readonly #past: ReadonlySet<Scope> | undefined

  constructor(start: Scope, event: RaisedEvent, raiser: Scope) {
    this.#start = start
    this.#event = event
    if (!raiser.inHandler) return
    const past = new Set<Scope>()
    for (const at of outward(raiser)) if (at.owner) past.add(at.owner)
    this.#past = past
  }

  /** Whether any handler is on the way. */
  handled(): boolean {
    for (const at of outward(this.#start)) if (this.#handler(at)) return true
    return false
  }

  /** Goes outward from a scope; a promise when a handler runs. */
  go(from: Scope): Promise<void> | undefined {
    const { name, message = '', dataCode, error, own } = this.#event
    for (const at of outward(from)) {
      if (error) at.errors += 1
      if (!own || at === this.#start) at.run.log(name, at.executable, message, dataCode)
      const handler = this.#handler(at)
      if (handler) return this.#handle(at, handler)
    }
    return undefined
  }

  async #handle(owner: Scope, handler: RunnableEventHandler): Promise<void> {
    const goesOn = await owner.run.handlers?.run(owner, handler, this.#event, this.#start.executable)
    if (goesOn !== false && owner.parent) await this.go(owner.parent)
  }

  #handler(at: Scope): RunnableEventHandler | undefined {
    if (!at.run.handlers || this.#past?.has(at)) return undefined
    return handlerFor(at, this.#event.name)
  }
}
