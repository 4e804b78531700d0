import type { RunEvent } from '../api/index.js'

/** How many messages and events of a run a report keeps, and of how many characters. */
const mostLines = 20_000
const mostCharacters = 16_000_000

/**
 * What a report keeps of a run: the last state of each executable, the newest of each table, and messages and events in their
 * order; of too many the first and, as the end tells most, the last.
 */
export class KeptEvents {
  readonly #states = new Map<string, RunEvent>()
  readonly #tables = new Map<string, RunEvent>()
  readonly #first: RunEvent[] = []
  readonly #last: RunEvent[] = []
  #characters = 0
  #lastCharacters = 0

  add(event: RunEvent): void {
    if (event.kind === 'state') this.#states.set(event.object, event)
    else if (event.kind === 'table') this.#tables.set(event.table.table, event)
    else if (event.kind !== 'progress') this.#addLine(event)
  }

  all(): RunEvent[] {
    return [...this.#first, ...this.#last, ...this.#states.values(), ...this.#tables.values()]
  }

  #addLine(event: RunEvent): void {
    const size = sizeOf(event)
    if (this.#first.length < mostLines / 2 && this.#characters + size < mostCharacters / 2) {
      this.#first.push(event)
      this.#characters += size
      return
    }
    // From now on all goes here, so that the order stays.
    this.#characters = mostCharacters
    this.#last.push(event)
    this.#lastCharacters += size
    while (this.#last.length > mostLines / 2 || this.#lastCharacters > mostCharacters / 2) {
      const dropped = this.#last.shift()
      if (!dropped) break
      this.#lastCharacters -= sizeOf(dropped)
    }
  }
}

function sizeOf(event: RunEvent): number {
  if (event.kind === 'message') return event.problem.message.length + 200
  return event.kind === 'event' ? event.text.length + 200 : 200
}
