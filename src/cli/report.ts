// What `wmilink run` reports: the result, each task with what it read and where it wrote, errors and warnings.
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DtsContainer, DtsMessage, Package, TaskHost } from '../ssis/index.js'
import { DTSExecResult, OutputType, OverwriteDestination, WmiDataReaderTask } from '../ssis/index.js'
import { memberName } from '../ssis/property-values.js'
import { hostsOf } from './package-tree.js'
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
  readonly errors: readonly MessageReport[]
  readonly warnings: readonly MessageReport[]
}

export interface TaskReport {
  /** Where it stands: `\Package\Read the disks`. */
  readonly path: string
  readonly name: string
  readonly id: string
  readonly type: string
  readonly disabled: boolean
  /** Null when it did not run. */
  readonly result: string | null
  readonly milliseconds: number
  /** What a WMI Data Reader read and wrote; null for other tasks and for one that did not reach its end. */
  readonly reader: ReaderReport | null
}

export interface ReaderReport {
  readonly connection: string
  readonly connectionString: string
  /** `\\SERVER\namespace`, as it was connected. */
  readonly place: string
  readonly query: string
  readonly rows: number
  /** DataTable, PropertyValue or PropertyNameAndValue. */
  readonly outputType: string
  readonly overwriteDestination: string
  readonly destination:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'variable'; readonly name: string }
  /** The first lines of what is there now. */
  readonly preview: readonly string[]
  /** True when there are more. */
  readonly previewIsCut: boolean
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

/** Reads the outcome off a package that has just run. */
export async function runReport(pkg: Package, file: string, result: DTSExecResult): Promise<RunReport> {
  const tasks: TaskReport[] = []
  for (const { host, path, disabled } of hostsOf(pkg)) tasks.push(await taskReport(host, path, disabled))
  return {
    package: pkg.name,
    file,
    result: resultName(result),
    resultCode: result,
    startTime: (pkg.startTime ?? new Date()).toISOString(),
    milliseconds: pkg.executionDuration,
    tasks,
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

async function taskReport(host: TaskHost, path: string, disabled: boolean): Promise<TaskReport> {
  const { name, id, creationName: type, executionResult: result, executionDuration: milliseconds } = host
  return {
    path,
    name,
    id,
    type,
    disabled,
    result: result === null ? null : resultName(result),
    milliseconds,
    reader: await readerReport(host),
  }
}

async function readerReport(host: TaskHost): Promise<ReaderReport | null> {
  const { task } = host
  const run = task instanceof WmiDataReaderTask ? task.lastRun : null
  if (!run) return null
  const { connections } = host.package
  const file = run.destination.kind === 'file' ? resolve(run.destination.path) : null
  const text = run.destination.kind === 'file' ? await headOf(run.destination.path) : textOf(host, run.destination.name)
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return {
    connection: run.connection,
    connectionString: connections.contains(run.connection)
      ? withoutSecrets(connections.get(run.connection).connectionString)
      : '',
    place: run.place,
    query: run.query,
    rows: run.rows,
    outputType: memberName(OutputType, Number(host.innerObject.outputType)) ?? '',
    overwriteDestination: memberName(OverwriteDestination, Number(host.innerObject.overwriteDestination)) ?? '',
    destination: file === null ? run.destination : { kind: 'file', path: file },
    preview: lines.slice(0, previewLimits.lines),
    previewIsCut: lines.length > previewLimits.lines,
  }
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
