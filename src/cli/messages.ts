import { stripVTControlCharacters } from 'node:util'
import { cliText } from '../base/texts/cli.js'
import { describeFailure, failureLines } from './failure.js'
import { type Paint, painter } from './format/colour.js'
import { displayWidth, truncate, visible } from './format/display.js'
import { columnsOf, type Io } from './io.js'

/**
 * Everything that is said on standard error. With `--json` each line is one JSON object, and the notices of a command that
 * failed stand in the object of its error.
 */
export class Messages {
  readonly paint: Paint
  readonly #io: Io
  readonly #json: boolean
  readonly #notices: string[] = []
  readonly #told = new Set<string>()
  #status = false
  /** Lines that stay below everything else. */
  #area: readonly string[] = []
  /** Those that stand on the terminal now. */
  #drawn: readonly string[] = []

  constructor(io: Io, json: boolean) {
    this.#io = io
    this.#json = json
    this.paint = painter(io.stderr, io.env)
    // Nobody reads us any more: that is no reason to fail.
    io.stderr.on('error', () => {})
  }

  /** Something to know, such as who answered; told once. */
  notice(text: string): void {
    if (this.#told.has(text)) return
    this.#told.add(text)
    if (this.#json) this.#notices.push(text)
    else this.line(this.paint('dim', `wmilink: ${visible(text)}`))
  }

  /** Something that must not be overlooked, said at once. */
  warning(text: string): void {
    const line = `${cliText('warning')} ${visible(text)}`
    this.#write(
      `${this.#json ? JSON.stringify({ notice: text }) : this.paint(['bold', 'yellow'], `wmilink: ${line}`)}\n`,
    )
  }

  /** A line of a log, for people as it is and with `--json` as an object. The line must be safe already. */
  log(line: string, entry: object): void {
    this.#write(`${this.#json ? JSON.stringify({ log: entry }) : line}\n`)
  }

  /** A line for people only; with `--json` it is not printed. The text may carry colours, so it must be safe already. */
  line(text: string): void {
    if (!this.#json) this.#write(`${text}\n`)
  }

  /** A line on a terminal that the next one replaces. */
  status(text: string): void {
    const { stderr } = this.#io
    if (this.#json || stderr.isTTY !== true) return
    // A line that wraps could not be taken away again.
    this.#write(truncate(visible(text), columnsOf(stderr) - 1))
    this.#status = true
  }

  /**
   * Lines on a terminal that the next ones replace, in one piece; other messages appear above them. None may be as wide as the
   * terminal, and all of them less high. They may carry colours, so they must be safe already.
   */
  area(lines: readonly string[]): void {
    if (this.#json || this.#io.stderr.isTTY !== true) return
    const same = lines.length === this.#drawn.length && lines.every((line, index) => line === this.#drawn[index])
    this.#area = lines
    if (!same) this.#write('')
  }

  /** Takes the status line and the lines of {@link area} away, before something else is written to the terminal. */
  clearStatus(): void {
    this.#area = []
    if (this.#status || this.#drawn.length > 0) this.#write('')
  }

  /** @param query the WQL that failed, if the error may point into it */
  failure(error: unknown, query?: string): void {
    if (this.#json) {
      const notices = this.#notices.splice(0)
      this.#write(`${JSON.stringify({ error: describeFailure(error), ...(notices.length ? { notices } : {}) })}\n`)
    } else this.#write(`${failureLines(error, this.paint, query).join('\n')}\n`)
  }

  /** Says what is still to be said, and takes the status line away. */
  end(): void {
    for (const notice of this.#notices.splice(0)) this.#write(`${JSON.stringify({ notice })}\n`)
    this.clearStatus()
  }

  #write(text: string): void {
    const clear = this.#erasure()
    const area = this.#area.map(line => `${line}\n`).join('')
    this.#status = false
    this.#drawn = this.#area
    if (clear || text || area) this.#io.stderr.write(clear + text + area)
  }

  /** What takes away the status line, or the lines drawn; a terminal made narrower has wrapped them. */
  #erasure(): string {
    if (this.#drawn.length === 0) return this.#status ? '\r\u001b[K' : ''
    const columns = columnsOf(this.#io.stderr)
    let height = 0
    for (const line of this.#drawn)
      height += Math.max(Math.ceil(displayWidth(stripVTControlCharacters(line)) / columns), 1)
    return `\r\u001b[${height}A\u001b[J`
  }
}
