import { displayWidth } from '../../src/cli/format/display.js'

const esc = String.fromCharCode(27)
const pieces = new RegExp(`(${esc}\\[[0-9;]*[A-Za-z]|\r|\n)`)
const movement = new RegExp(`^${esc}\\[([0-9;]*)([A-Za-z])$`)

/** What a terminal shows after a text: it knows line ends, CSI A, CSI J and CSI K, and wraps. Scrolled lines are kept. */
export class Screen {
  readonly lines: string[] = ['']
  #row = 0
  #column = 0
  readonly #columns: number

  constructor(columns: number) {
    this.#columns = columns
  }

  write(text: string): this {
    const parts = text.split(pieces).filter(part => part !== '')
    for (const part of parts) this.#take(part)
    return this
  }

  /** The lines with something on them. */
  get shown(): string[] {
    return this.lines.filter(line => line !== '')
  }

  #take(part: string): void {
    const [, count = '', command] = movement.exec(part) ?? []
    if (part === '\n') this.#down()
    else if (part === '\r') this.#column = 0
    else if (command === 'A') this.#row = Math.max(this.#row - Number(count || 1), 0)
    else if (command === 'J') {
      this.lines.length = this.#row + 1
      this.#cut()
    } else if (command === 'K') this.#cut()
    else if (command === undefined) for (const character of part) this.#put(character)
  }

  #down(): void {
    this.#row += 1
    this.#column = 0
    while (this.lines.length <= this.#row) this.lines.push('')
  }

  #cut(): void {
    this.lines[this.#row] = (this.lines[this.#row] ?? '').slice(0, this.#column)
  }

  #put(character: string): void {
    if (this.#column + displayWidth(character) > this.#columns) this.#down()
    const line = this.lines[this.#row] ?? ''
    this.lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1)
    this.#column += 1
  }
}
