// What dtexec writes to the console: blocks with fixed labels, which scripts look for, around texts of ours.
import { hresultText } from '../../base/errors.js'
import type { DtsCustomEvent, DtsEvents, DtsMessage, DtsProgress, EventSource } from '../../ssis/index.js'
import { visible } from '../format/display.js'
import type { Reporting } from './request.js'

/** The letter of /Reporting under which an event is shown. */
type Level = 'E' | 'W' | 'I' | 'C' | 'P' | 'V'

/** Lines of a block: `Code: 0xC0047…`, or words without a label. */
type Lines = readonly string[]

/** Writes the events of a run as blocks, as far as /Reporting asks for them. */
export class DtexecConsole implements DtsEvents {
  /** Warnings heard so far, shown or not. */
  warnings = 0
  readonly #write: (text: string) => void
  readonly #reporting: Reporting

  constructor(write: (text: string) => void, reporting: Reporting) {
    this.#write = write
    this.#reporting = reporting
  }

  onPreValidate(source: EventSource): void {
    this.#life('OnPreValidate', source)
  }

  onPostValidate(source: EventSource): void {
    this.#life('OnPostValidate', source)
  }

  onPreExecute(source: EventSource): void {
    this.#life('OnPreExecute', source)
  }

  onPostExecute(source: EventSource): void {
    this.#life('OnPostExecute', source)
  }

  onTaskFailed(source: EventSource): void {
    this.#life('OnTaskFailed', source)
  }

  onError(source: EventSource, message: DtsMessage): undefined {
    this.#message('E', 'Error', 'OnError', source, message)
  }

  onWarning(source: EventSource, message: DtsMessage): void {
    this.warnings += 1
    this.#message('W', 'Warning', 'OnWarning', source, message)
  }

  onInformation(source: EventSource, message: DtsMessage): void {
    this.#message('I', 'Info', 'OnInformation', source, message)
  }

  onProgress(source: EventSource, { description, percentComplete, subComponent }: DtsProgress): void {
    this.#block('P', 'Progress', 'OnProgress', source, [
      `Source: ${sourceOf(source, subComponent)}`,
      `${description}: ${percentComplete}% complete`,
    ])
  }

  onCustomEvent(source: EventSource, { eventName, eventText, subComponent }: DtsCustomEvent): void {
    this.#block('C', 'Custom', eventName, source, [
      `Event: ${eventName}`,
      `Source: ${sourceOf(source, subComponent)}`,
      `Description: ${eventText}`,
    ])
  }

  #life(event: string, source: EventSource): void {
    this.#block('V', event, event, source, [`Source: ${source.name}`])
  }

  #message(level: Level, label: string, event: string, source: EventSource, message: DtsMessage): void {
    const { code, description, hint, subComponent } = message
    this.#block(level, label, event, source, [
      `Code: ${hresultText(code)}`,
      `Source: ${sourceOf(source, subComponent)}`,
      `Description: ${description}`,
      ...(hint ? [`Hint: ${hint}`] : []),
    ])
  }

  #block(level: Level, label: string, event: string, { name, id }: EventSource, lines: Lines): void {
    const { levels, except } = this.#reporting
    if (!levels.has(level)) return
    if (except.size > 0 && [event, name, id].some(each => except.has(each.toLowerCase()))) return
    this.#write(blockText(`${label}: ${timestamp(new Date())}`, lines, `End ${label}`))
  }
}

function sourceOf({ name }: EventSource, subComponent: string): string {
  return subComponent ? `${name} ${subComponent}` : name
}

/** A block: its first line, the others indented by three blanks, its last line. What would move the cursor is made visible. */
export function blockText(first: string, lines: Lines, last: string, indent = '   '): string {
  const inner = lines.map(
    line =>
      `${indent}${line
        .split(/\r\n|[\r\n]/)
        .map(visible)
        .join(`\n${indent}`)}\n`,
  )
  return `${first}\n${inner.join('')}${last}\n`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2009-07-30 14:39:03.59`, local time. */
export function timestamp(time: Date): string {
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${date} ${clock(time)}.${two(Math.floor(time.getMilliseconds() / 10))}`
}

/** `14:39:03`, local time. */
export function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')
}
