import { ArgumentError, WmiError } from '../../base/errors.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimInstance } from '../../cim/instance.js'
import { EventQueue } from '../../wmi/event-queue.js'
import type { WatchOptions } from '../../wmi/services.js'
import { asWmiError } from './errors.js'

const defaultQueueLimit = 10_000

/** Events that wait for their reader; when one more than the limit comes, those that wait are delivered, then the watch fails. */
export class EventBuffer {
  /** The server reports, so that what it says later is no refusal. */
  started = false
  readonly #queue: EventQueue
  #lost = 0
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined

  /** @throws ArgumentError for a limit that is no whole number from 1 */
  constructor({ queueLimit = defaultQueueLimit }: WatchOptions) {
    if (!Number.isSafeInteger(queueLimit) || queueLimit < 1)
      throw new ArgumentError(eventText('queueLimitForm', { value: String(queueLimit) }), {
        hint: eventText('queueLimitHint'),
      })
    this.#queue = new EventQueue(queueLimit)
  }

  /** False when nothing more is taken, so that the reader knows after which event the gap begins. */
  add(event: CimInstance): boolean {
    if (this.#lost === 0 && this.#queue.add(event)) this.#wake?.()
    else this.#lost += 1
    if (this.#lost > 0) this.#wake?.()
    return this.#lost === 0
  }

  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake?.()
  }

  /** The next event that waits; undefined when there is none. @throws why there will be no more */
  take(): CimInstance | undefined {
    const event = this.#queue.take()
    if (event) return event
    if (this.#lost > 0) {
      const { limit } = this.#queue
      throw new WmiError('WBEM_E_QUEUE_OVERFLOW', eventText('queueOverflow', { lost: this.#lost, limit }), {
        hint: eventText('queueOverflowHint'),
      })
    }
    if (this.#failure) throw asWmiError(this.#failure.error)
    return undefined
  }

  /** Resolves when {@link take} has something to say. */
  next(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = () => {
        this.#wake = undefined
        resolve()
      }
      if (this.#queue.size > 0 || this.#lost > 0 || this.#failure) this.#wake()
    })
  }
}
