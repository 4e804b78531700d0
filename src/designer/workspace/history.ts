/** One change of a text: what stood at a place, and what stands there now. */
interface Splice {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

/** What a step was, for the words that a person reads in the language of the moment. */
export interface StepName {
  readonly kind: string
  /** Of the object that it was about. */
  readonly name: string
}

interface Step extends Splice {
  readonly label: StepName
}

/** Characters that all steps together may hold, and how many there may be: the oldest go first. */
const mostCharacters = 100_000_000
const mostSteps = 1000

/** Undo and redo of a text as the places where it changed. */
export class History {
  readonly #done: Step[] = []
  readonly #undone: Step[] = []
  #characters = 0

  /** Remembers a change; what was undone before is gone. */
  push(before: string, after: string, label: StepName): void {
    this.#drop(this.#undone.splice(0))
    const step = { ...splice(before, after), label }
    this.#done.push(step)
    this.#characters += sizeOf(step)
    while (this.#done.length > 1 && (this.#characters > mostCharacters || this.#done.length > mostSteps))
      this.#drop(this.#done.splice(0, 1))
  }

  get undo(): StepName | undefined {
    return this.#done.at(-1)?.label
  }

  get redo(): StepName | undefined {
    return this.#undone.at(-1)?.label
  }

  /** The text before the last step; undefined when there is none. */
  before(text: string): string | undefined {
    const step = this.#done.at(-1)
    return step && text.slice(0, step.at) + step.removed + text.slice(step.at + step.inserted.length)
  }

  /** The text after the step that was undone last; undefined when there is none. */
  after(text: string): string | undefined {
    const step = this.#undone.at(-1)
    return step && text.slice(0, step.at) + step.inserted + text.slice(step.at + step.removed.length)
  }

  stepBack(): void {
    const step = this.#done.pop()
    if (step) this.#undone.push(step)
  }

  stepForth(): void {
    const step = this.#undone.pop()
    if (step) this.#done.push(step)
  }

  #drop(steps: readonly Step[]): void {
    for (const step of steps) this.#characters -= sizeOf(step)
  }
}

function sizeOf({ removed, inserted }: Splice): number {
  return removed.length + inserted.length
}

/** The smallest one splice that makes one text of the other. */
export function splice(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length)
  let at = 0
  while (at < shorter && before.charCodeAt(at) === after.charCodeAt(at)) at += 1
  let tail = 0
  while (
    tail < shorter - at &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1
  return { at, removed: before.slice(at, before.length - tail), inserted: after.slice(at, after.length - tail) }
}
