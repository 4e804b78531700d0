import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { cliRunText } from '../base/texts/cli-run.js'
import type { Paint } from './format/colour.js'
import { pad, truncate, visible } from './format/display.js'
import { duration } from './format/duration.js'
import type { ContainerReport, DestinationReport, MessageReport, RunReport, TaskReport } from './report.js'

const resultStyles: Readonly<Record<string, Parameters<Paint>[0]>> = {
  Success: 'green',
  Failure: 'red',
  Canceled: 'yellow',
}

/** What a run did, for people. @param width columns of the terminal, to which queries and previews are cut; absent: not cut */
export function runSummary(report: RunReport, paint: Paint, width?: number): string {
  const painted = (result: string): string => paint(resultStyles[result] ?? 'bold', result)
  const title = `${paint('bold', visible(report.package))}: ${painted(report.result)}, ${duration(report.milliseconds)}`
  const tasks = report.tasks.filter(toldOf).map(task => {
    const errors = report.errors.filter(({ sourceId }) => sourceId === task.id)
    return [...taskLines(task, paint, painted, width), ...errors.map(error => errorLine(error, paint))].join('\n')
  })
  const loops = report.containers.filter(({ rounds, result }) => rounds !== null && result !== null)
  return `${[title, ...loops.map(loop => loopLine(loop, paint, painted)), ...tasks].join('\n\n')}\n`
}

/** What a validation found, for people; why it failed was told when it was found. */
export function validationSummary(report: RunReport, paint: Paint): string {
  const valid = report.result === 'Success'
  const verdict = paint(valid ? 'green' : 'red', cliRunText(valid ? 'validated' : 'notValid'))
  return `${paint('bold', visible(report.package))}: ${verdict}\n`
}

/** Tasks of event handlers are told of when their event happened. */
function toldOf({ path, result }: TaskReport): boolean {
  return result !== null || !path.includes('.EventHandlers[')
}

function loopLine(loop: ContainerReport, paint: Paint, painted: (result: string) => string): string {
  const turns = cliRunText('rounds', { count: loop.rounds ?? 0 })
  const name = paint('bold', visible(loop.path.replace(/^\\Package[\\.]/, '')))
  return `${name}: ${painted(loop.result ?? '')}, ${duration(loop.milliseconds)}, ${turns}`
}

/** Standard error told it already, with what to do; here it stands beside its task. */
function errorLine({ name, code, message }: MessageReport, paint: Paint): string {
  return `  ${paint('red', `${name} (${hresultText(code)})`)}: ${visible(message)}`
}

function taskLines(task: TaskReport, paint: Paint, painted: (result: string) => string, width?: number): string[] {
  const name = paint('bold', visible(task.path.replace(/^\\Package[\\.]/, '')))
  if (task.result === null) return [`${name}: ${cliText(task.disabled ? 'taskDisabled' : 'taskNotRun')}`]
  const head = `${name}: ${painted(task.result)}, ${duration(task.milliseconds)}`
  return [head, ...factLines(factsOf(task), paint, width)]
}

/** A label and what stands behind it; `whole` is never cut. Lines without a label belong to the one before. */
interface Fact {
  readonly label: string
  readonly text: string
  readonly whole?: true
}

function factsOf({ reader, watcher, service }: TaskReport): Fact[] {
  const facts: Fact[] = []
  const asked = reader ?? watcher
  if (asked)
    facts.push(
      { label: cliText('labelConnection'), text: `${asked.connection} (${asked.place})` },
      { label: cliText('labelQuery'), text: asked.query.replace(/\s+/g, ' ').trim() },
    )
  if (watcher) {
    const { events, timeouts } = watcher
    const late =
      timeouts > 0 ? [timeouts === 1 ? cliRunText('oneTimeout') : cliRunText('timeouts', { count: timeouts })] : []
    facts.push({ label: cliRunText('labelEvents'), text: [String(events), ...late].join(', ') })
  }
  if (service)
    facts.push(
      { label: cliText('labelConnection'), text: service.connection },
      { label: cliRunText('labelMethod'), text: `${service.service}.${service.method}` },
      { label: cliRunText('labelAddress'), text: service.url },
    )
  if (reader) facts.push({ label: cliText('labelRows'), text: String(reader.rows) })
  const output = reader ?? service
  if (!output) return facts
  const form = reader ? ` (${reader.outputType})` : ''
  facts.push({ label: cliText('labelOutput'), text: `${placeOf(output.destination)}${form}`, whole: true })
  facts.push(...output.preview.map(text => ({ label: '', text })))
  if (output.previewIsCut) facts.push({ label: '', text: '…' })
  return facts
}

function placeOf(destination: DestinationReport): string {
  return destination.kind === 'file' ? destination.path : cliText('inVariable', { name: destination.name })
}

function factLines(facts: readonly Fact[], paint: Paint, width?: number): string[] {
  const labels = Math.max(0, ...facts.map(({ label }) => label.length))
  return facts.map(({ label, text, whole }) => {
    const shown = visible(text)
    const room = width === undefined || whole ? undefined : Math.max(width - labels - 6, 20)
    const cut = room === undefined ? shown : truncate(shown, room)
    return label === ''
      ? `  ${pad('', labels)}  ${paint('dim', `│ ${cut}`)}`
      : `  ${paint('cyan', pad(label, labels))}  ${cut}`
  })
}
