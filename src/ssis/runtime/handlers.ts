import type { RunnableEventHandler, RunnableExecutable } from '../contract.js'
import type { RaisedEvent } from './bubble.js'
import { handlerScope, type Scope } from './scope.js'
import { setHandlerValues } from './system-values.js'

/** Runs the event handlers of one run, each once at a time. */
export class Handlers {
  readonly #start: (scope: Scope) => Promise<unknown>
  readonly #turns = new Map<RunnableEventHandler, Promise<void>>()

  /** @param start runs a handler as the container that it is; never rejects */
  constructor(start: (scope: Scope) => Promise<unknown>) {
    this.#start = start
  }

  /**
   * Runs a handler because of an event. After a cancel none starts any more.
   *
   * @param source the executable that raised the event
   * @returns whether the event goes on to the containers around: System::Propagate of the handler
   */
  async run(
    owner: Scope,
    handler: RunnableEventHandler,
    event: RaisedEvent,
    source: RunnableExecutable,
  ): Promise<boolean> {
    const leave = await this.#turn(handler)
    try {
      if (owner.run.canceled) return true
      setHandlerValues(handler, source, event.values ?? {})
      await this.#start(handlerScope(handler, owner))
      if (handler.cancel) owner.run.cancel()
      return handler.propagate
    } finally {
      leave()
    }
  }

  /** Waits until the handler is free. Only events of inner executables wait for outer handlers, so nobody waits in a circle. */
  async #turn(handler: RunnableEventHandler): Promise<() => void> {
    const before = this.#turns.get(handler)
    let leave = () => {}
    const mine = new Promise<void>(resolve => {
      leave = resolve
    })
    this.#turns.set(handler, mine)
    await before
    return leave
  }
}
