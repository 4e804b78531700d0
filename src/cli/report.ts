// What `wmilink run` reports: the result, each task with what it read and where it wrote, errors and warnings.
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DtsContainer, DtsMessage, Package, TaskHost } from '../ssis/index.js'
import {
  DTSExecResult,
  OutputType,
  OverwriteDestination,
  WebServiceTask,
  WmiDataReaderTask,
  WmiEventWatcherTask,
} from '../ssis/index.js'
import { memberName } from '../ssis/property-values.js'
import { executablesOf, isTask, type Placed } from './package-tree.js'
import { withoutSecrets } from './secrets.js'

/** The document of `run --json` (docs/json.md). */
export interface RunReport {
  readonly package: string
  readonly file: string
  /** Success, Failure or Canceled. */
  readonly result: string
  /** DTSExecResult. */
  readonly resultCode: number
  readonly startTime: string
  readonly milliseconds: number
  readonly tasks: readonly TaskReport[]
  /** Sequences, loops and event handlers, in the order of the package. */
  readonly containers: readonly ContainerReport[]
  readonly errors: readonly MessageReport[]
  readonly warnings: readonly MessageReport[]
}

/** What every executable has to tell; of a loop's executables it is the last round. */
export interface ExecutableReport {
  /** Where it stands: `\Package\Read the disks`. */
  readonly path: string
  readonly name: string
  readonly id: string
  readonly type: string
  readonly disabled: boolean
  /** Null when it did not run. */
  readonly result: string | null
  readonly milliseconds: number
}

export interface TaskReport extends ExecutableReport {
  /** What a WMI Data Reader read and wrote; null for other tasks and for one that did not reach its end. */
  readonly reader: ReaderReport | null
  /** What a WMI Event Watcher saw; null for other tasks and for one that did not reach its query. */
  readonly watcher: WatcherReport | null
  /** What a Web Service task called; null for other tasks and for one that did not reach its end. */
  readonly service: ServiceReport | null
}

export interface ContainerReport extends ExecutableReport {
  /** sequence, forLoop, forEachLoop or eventHandler. */
  readonly kind: string
  /** How often a loop went round; null for other containers. */
  readonly rounds: number | null
}

/** Where a task wrote to. */
export type DestinationReport =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string }

/** What stands now where a task wrote to. */
interface OutputReport {
  readonly destination: DestinationReport
  /** The first lines. */
  readonly preview: readonly string[]
  /** True when there are more. */
  readonly previewIsCut: boolean
}

/** The question that a task asked a WMI connection. */
interface QuestionReport {
  readonly connection: string
  readonly connectionString: string
  /** `\\SERVER\namespace`, as it was connected. */
  readonly place: string
  readonly query: string
}

export interface WatcherReport extends QuestionReport {
  readonly events: number
  readonly timeouts: number
  /** How often a lost connection was opened again. */
  readonly reconnections: number
}

export interface ServiceReport extends OutputReport {
  readonly connection: string
  readonly service: string
  readonly method: string
  /** Where the message went; the path of the class or object with a WMI connection. */
  readonly url: string
}

export interface ReaderReport extends QuestionReport, OutputReport {
  readonly rows: number
  /** DataTable, PropertyValue or PropertyNameAndValue. */
  readonly outputType: string
  readonly overwriteDestination: string
}

export interface MessageReport {
  readonly code: number
  readonly name: string
  readonly message: string
  readonly hint: string
  /** Name and ID of the executable that said it. */
  readonly source: string
  readonly sourceId: string
}

/** How much of an output a preview shows. */
export const previewLimits = { lines: 5, bytes: 4096 } as const

/** Reads the outcome off a package that has just run. @param roundsOf how often a loop went round */
export async function runReport(
  pkg: Package,
  file: string,
  result: DTSExecResult,
  roundsOf: (loop: DtsContainer) => number,
): Promise<RunReport> {
  const tasks: TaskReport[] = []
  const containers: ContainerReport[] = []
  for (const placed of executablesOf(pkg))
    if (isTask(placed)) tasks.push(await taskReport(placed))
    else containers.push(containerReport(placed, roundsOf))
  return {
    package: pkg.name,
    file,
    result: resultName(result),
    resultCode: result,
    startTime: (pkg.startTime ?? new Date()).toISOString(),
    milliseconds: pkg.executionDuration,
    tasks,
    containers,
    errors: pkg.errors.map(messageReport),
    warnings: pkg.warnings.map(messageReport),
  }
}

export function messageReport(message: DtsMessage): MessageReport {
  const { code, symbol, description, hint, source, sourceId } = message
  return { code, name: symbol, message: description, hint, source, sourceId }
}

export function resultName(result: DTSExecResult): string {
  return memberName(DTSExecResult, result) ?? String(result)
}

function executableReport({ host, path, disabled }: Placed): ExecutableReport {
  const { name, id, creationName: type, executionResult: result, executionDuration: milliseconds } = host
  return { path, name, id, type, disabled, result: result === null ? null : resultName(result), milliseconds }
}

function containerReport(placed: Placed, roundsOf: (loop: DtsContainer) => number): ContainerReport {
  const kind = placed.host.containerType
  const rounds = kind === 'forLoop' || kind === 'forEachLoop' ? roundsOf(placed.host) : null
  return { ...executableReport(placed), kind, rounds }
}

async function taskReport(placed: Placed<TaskHost>): Promise<TaskReport> {
  const { host } = placed
  return {
    ...executableReport(placed),
    reader: await readerReport(host),
    watcher: watcherReport(host),
    service: await serviceReport(host),
  }
}

async function readerReport(host: TaskHost): Promise<ReaderReport | null> {
  const { task } = host
  const run = task instanceof WmiDataReaderTask ? task.lastRun : null
  if (!run) return null
  return {
    ...questionReport(host, run),
    rows: run.rows,
    outputType: memberName(OutputType, Number(host.innerObject.outputType)) ?? '',
    overwriteDestination: memberName(OverwriteDestination, Number(host.innerObject.overwriteDestination)) ?? '',
    ...(await outputReport(host, run.destination)),
  }
}

function watcherReport(host: TaskHost): WatcherReport | null {
  const { task } = host
  const run = task instanceof WmiEventWatcherTask ? task.lastRun : null
  if (!run) return null
  const { events, timeouts, reconnections } = run
  return { ...questionReport(host, run), events, timeouts, reconnections }
}

async function serviceReport(host: TaskHost): Promise<ServiceReport | null> {
  const { task } = host
  const run = task instanceof WebServiceTask ? task.lastRun : null
  if (!run) return null
  const { connection, service, method, url, destination } = run
  return { connection, service, method, url: withoutSecrets(url), ...(await outputReport(host, destination)) }
}

function questionReport(host: TaskHost, run: { connection: string; place: string; query: string }): QuestionReport {
  const { connection, place, query } = run
  const { connections } = host.package
  const connectionString = connections.contains(connection)
    ? withoutSecrets(connections.get(connection).connectionString)
    : ''
  return { connection, connectionString, place, query }
}

async function outputReport(host: TaskHost, to: DestinationReport): Promise<OutputReport> {
  const destination: DestinationReport = to.kind === 'file' ? { kind: 'file', path: resolve(to.path) } : to
  const text = to.kind === 'file' ? await headOf(to.path) : textOf(host, to.name)
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const { lines: most } = previewLimits
  return { destination, preview: lines.slice(0, most), previewIsCut: lines.length > most }
}

/** The beginning of a file; empty when it cannot be read any more, or is a pipe, whose content is for its reader. */
async function headOf(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) return ''
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(previewLimits.bytes), 0, previewLimits.bytes, 0)
      return new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true })
    } finally {
      await file.close()
    }
  } catch {
    return ''
  }
}

/** The beginning of a text variable; empty for a table. */
function textOf(container: DtsContainer, name: string): string {
  const value = container.variables.find(name)?.value
  return typeof value === 'string' ? value.slice(0, previewLimits.bytes) : ''
}
