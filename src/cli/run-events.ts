import type { DtsCustomEvent, DtsEvents, DtsMessage, DtsProgress, EventSource } from '../ssis/index.js'
import type { Row } from './format/row.js'
import type { Messages } from './messages.js'
import { problemLine } from './problem-line.js'
import { messageReport } from './report.js'
import type { RunDisplay } from './run-tree/displays.js'
import type { RunTree } from './run-tree/run-tree.js'

/**
 * Listens to a run: errors and warnings are told as they come, a terminal sees what is running, and every event is handed on as
 * a row (docs/json.md, `run`).
 */
export class RunEvents implements DtsEvents {
  readonly #messages: Messages
  readonly #onRow: (row: Row) => void
  readonly #tree: RunTree
  readonly #display: RunDisplay | undefined

  /** @param display shows what is running; undefined where the rows tell it themselves */
  constructor(messages: Messages, onRow: (row: Row) => void, tree: RunTree, display: RunDisplay | undefined) {
    this.#messages = messages
    this.#onRow = onRow
    this.#tree = tree
    this.#display = display
  }

  onPreExecute(source: EventSource): void {
    this.#row('OnPreExecute', source)
    const node = this.#tree.start(source)
    this.#display?.started(node)
  }

  onPostExecute(source: EventSource): void {
    this.#row('OnPostExecute', source)
    const node = this.#tree.end(source)
    this.#display?.ended(node)
  }

  onProgress(source: EventSource, progress: DtsProgress): void {
    const { description, percentComplete } = progress
    this.#row('OnProgress', source, { message: description, percentComplete })
    this.#tree.progress(source, progress)
  }

  onInformation(source: EventSource, information: DtsMessage): void {
    this.#message('OnInformation', source, information)
  }

  onWarning(source: EventSource, warning: DtsMessage): void {
    this.#message('OnWarning', source, warning)
    this.#messages.line(problemLine(this.#messages.paint, 'warning', warning.source, warning))
  }

  onError(source: EventSource, error: DtsMessage): undefined {
    this.#message('OnError', source, error)
    this.#messages.line(problemLine(this.#messages.paint, 'error', error.source, error))
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
}
