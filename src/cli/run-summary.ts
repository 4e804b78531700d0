import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { Paint } from './format/colour.js'
import { pad, truncate, visible } from './format/display.js'
import type { MessageReport, ReaderReport, RunReport, TaskReport } from './report.js'

const resultStyles: Readonly<Record<string, Parameters<Paint>[0]>> = {
  Success: 'green',
  Failure: 'red',
  Canceled: 'yellow',
}

/** What a run did, for people. @param width columns of the terminal, to which queries and previews are cut; absent: not cut */
export function runSummary(report: RunReport, paint: Paint, width?: number): string {
  const painted = (result: string): string => paint(resultStyles[result] ?? 'bold', result)
  const title = `${paint('bold', visible(report.package))}: ${painted(report.result)}, ${duration(report.milliseconds)}`
  const tasks = report.tasks.map(task => {
    const errors = report.errors.filter(({ sourceId }) => sourceId === task.id)
    return [...taskLines(task, paint, painted, width), ...errors.map(error => errorLine(error, paint))].join('\n')
  })
  return `${[title, ...tasks].join('\n\n')}\n`
}

/** Standard error told it already, with what to do; here it stands beside its task. */
function errorLine({ name, code, message }: MessageReport, paint: Paint): string {
  return `  ${paint('red', `${name} (${hresultText(code)})`)}: ${visible(message)}`
}

function taskLines(task: TaskReport, paint: Paint, painted: (result: string) => string, width?: number): string[] {
  const name = paint('bold', visible(task.path.replace(/^\\Package\\/, '')))
  if (task.result === null) return [`${name}: ${cliText(task.disabled ? 'taskDisabled' : 'taskNotRun')}`]
  const head = `${name}: ${painted(task.result)}, ${duration(task.milliseconds)}`
  return task.reader ? [head, ...readerLines(task.reader, paint, width)] : [head]
}

function readerLines(reader: ReaderReport, paint: Paint, width?: number): string[] {
  const { destination } = reader
  const to = destination.kind === 'file' ? destination.path : cliText('inVariable', { name: destination.name })
  const rows: readonly (readonly [label: string, text: string])[] = [
    [cliText('labelConnection'), `${reader.connection} (${reader.place})`],
    [cliText('labelQuery'), reader.query.replace(/\s+/g, ' ').trim()],
    [cliText('labelRows'), String(reader.rows)],
    [cliText('labelOutput'), `${to} (${reader.outputType})`],
    ...reader.preview.map(line => ['', line] as const),
    ...(reader.previewIsCut ? [['', '…'] as const] : []),
  ]
  const labels = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, text]) => {
    const shown = visible(text)
    const room = width === undefined || label === cliText('labelOutput') ? undefined : Math.max(width - labels - 6, 20)
    const cut = room === undefined ? shown : truncate(shown, room)
    return label === ''
      ? `  ${pad('', labels)}  ${paint('dim', `│ ${cut}`)}`
      : `  ${paint('cyan', pad(label, labels))}  ${cut}`
  })
}

/** `85 ms`, `2.3 s`. */
function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
