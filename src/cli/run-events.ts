import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { DtsCustomEvent, DtsEvents, DtsMessage, DtsProgress, EventSource } from '../ssis/index.js'
import { visible } from './format/display.js'
import type { Row } from './format/row.js'
import type { Messages } from './messages.js'
import { messageReport } from './report.js'

/**
 * Listens to a run: errors and warnings are told as they come, a terminal sees what is running, and every event is handed on as
 * a row (docs/json.md, `run`).
 */
export class RunEvents implements DtsEvents {
  readonly #messages: Messages
  readonly #onRow: (row: Row) => void
  readonly #live: boolean

  /** @param live show what is running; not where the rows go to a terminal themselves */
  constructor(messages: Messages, onRow: (row: Row) => void, live: boolean) {
    this.#messages = messages
    this.#onRow = onRow
    this.#live = live
  }

  onPreExecute(source: EventSource): void {
    this.#row('OnPreExecute', source)
    this.#status(source.name)
  }

  onPostExecute(source: EventSource): void {
    this.#row('OnPostExecute', source)
  }

  onProgress(source: EventSource, { description, percentComplete }: DtsProgress): void {
    this.#row('OnProgress', source, { message: description, percentComplete })
    this.#status(`${source.name}: ${description} ${percentComplete} %`)
  }

  onInformation(source: EventSource, information: DtsMessage): void {
    this.#message('OnInformation', source, information)
    this.#status(`${source.name}: ${information.description}`)
  }

  onWarning(source: EventSource, warning: DtsMessage): void {
    this.#message('OnWarning', source, warning)
    this.#tell(warning, this.#messages.paint('yellow', cliText('warning')))
  }

  onError(source: EventSource, error: DtsMessage): undefined {
    this.#message('OnError', source, error)
    this.#tell(error, this.#messages.paint('red', cliText('error')))
  }

  onTaskFailed(source: EventSource): void {
    this.#row('OnTaskFailed', source)
  }

  onCustomEvent(source: EventSource, { eventName, eventText }: DtsCustomEvent): void {
    this.#row('OnCustomEvent', source, { name: eventName, message: eventText })
  }

  #message(event: string, source: EventSource, message: DtsMessage): void {
    const { code, name, message: text, hint } = messageReport(message)
    this.#row(event, source, { code, name, message: text, hint })
  }

  #row(event: string, { name: source, id: sourceId }: EventSource, more: Row = {}): void {
    this.#onRow({ event, time: new Date().toISOString(), source, sourceId, ...more })
  }

  #status(text: string): void {
    if (this.#live) this.#messages.status(text)
  }

  /** `error: Read the disks: DTS_E_… (0xC0029252): words`, and what to do. */
  #tell({ source, symbol, code, description, hint }: DtsMessage, kind: string): void {
    const number = hresultText(code)
    const name = symbol === number ? number : `${symbol} (${number})`
    this.#messages.line(`${kind} ${this.#messages.paint('bold', visible(source))}: ${name}: ${visible(description)}`)
    if (hint) this.#messages.line(`  ${visible(hint)}`)
  }
}
