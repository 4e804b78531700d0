import { WmiError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'
import type { Call } from '../wmi/call.js'

/** How long a host lives: its end fails every call that runs or comes later. */
export class Lifetime {
  readonly #calls = new Set<Call>()
  #ended = false

  get ended(): boolean {
    return this.#ended
  }

  /** A call of any connection begins. */
  enter(call: Call): void {
    this.#calls.add(call)
    if (this.#ended) call.fail(shuttingDown())
  }

  leave(call: Call): void {
    this.#calls.delete(call)
  }

  end(): void {
    this.#ended = true
    for (const call of this.#calls) call.fail(shuttingDown())
  }
}

/** What everybody hears who comes too late. */
export function shuttingDown(): WmiError {
  return new WmiError('WBEM_E_SHUTTING_DOWN', hostText('shuttingDown'), { hint: hostText('shuttingDownHint') })
}
