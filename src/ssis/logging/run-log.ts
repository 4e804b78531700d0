import { WmilinkError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { loggingText } from '../../base/texts/ssis-logging.js'
import type { ConnectionManager } from '../connection-manager.js'
import { DtsContainer } from '../container.js'
import type { RunnableExecutable } from '../contract.js'
import { beginRun, endRun } from '../dtsx/run-values.js'
import { DTSLoggingMode } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import type { ExtraLogProvider, LogEntry } from '../events.js'
import { fileReason } from '../file-reason.js'
import type { Package } from '../package.js'
import { applyPropertyExpressions } from '../runtime/property-expressions.js'
import { findManager, isOfType } from '../tasks/references.js'
import { type DTSEventColumnFilter, everyColumn, isAlwaysLogged, recordOf } from './columns.js'
import { type LogProvider, unknownLogProvider } from './log-provider.js'
import type { LoggingOptions } from './logging-options.js'
import { type LogForm, type LogProviderKind, logProviderKind } from './provider-kinds.js'
import { type LogWriter, openLogWriter } from './writer.js'

/** What opening the logs of a run needs to know of it. */
export interface RunLogContext {
  /** A path as packages write it to a native path. */
  nativePath(path: string): string
  /** Log providers besides those of the package: they get every event with all columns. */
  readonly providers?: readonly ExtraLogProvider[] | undefined
  /** True: the providers of the package get every event with all columns too. */
  readonly everything?: boolean
  /** Hears of logs that cannot be opened or written, and of providers that write nothing here; of each once. */
  onProblem(problem: DtsProblem, severity: 'error' | 'warning'): void
}

/** The logs of one run. */
export interface RunLog {
  /** Whether any log takes an entry for this event of this executable. */
  wants(event: string, executable: RunnableExecutable): boolean
  /** Writes an entry to the logs that take it. Never throws: what goes wrong is told to the context, once for each log. */
  write(entry: LogEntry, executable: RunnableExecutable): void
  close(): Promise<void>
}

/** A log that was opened for the run. */
interface OpenLog {
  /** Folded ID of the provider; undefined for one that came with the run. */
  readonly id: string | undefined
  readonly name: string
  /** As the package writes it. */
  readonly path: string
  readonly writer: LogWriter
  failed: boolean
}

/**
 * Opens the logs that a run writes: those of the package that some executable selects, and those given with the run. Values of
 * properties are read as they are now, expressions included.
 */
export async function openRunLog(pkg: Package, context: RunLogContext): Promise<RunLog> {
  const { document } = pkg.node.element
  // The expressions of providers and their connection managers must not change the package, whoever calls.
  beginRun(document)
  try {
    return new OpenRunLog([...ownLogs(pkg, context), ...extraLogs(pkg, context)], context)
  } finally {
    endRun(document)
  }
}

class OpenRunLog implements RunLog {
  readonly #logs: readonly OpenLog[]
  readonly #context: RunLogContext
  /** Some log takes every event. */
  readonly #all: boolean
  #closed = false

  constructor(logs: readonly OpenLog[], context: RunLogContext) {
    this.#logs = logs
    this.#context = context
    this.#all = context.everything ? logs.length > 0 : logs.some(({ id }) => id === undefined)
  }

  wants(event: string, executable: RunnableExecutable): boolean {
    if (this.#logs.length === 0 || this.#closed) return false
    return this.#all || isAlwaysLogged(event) || quietly(() => choose(event, executable)) !== undefined
  }

  write(entry: LogEntry, executable: RunnableExecutable): void {
    if (this.#logs.length === 0 || this.#closed) return
    const always = this.#context.everything || isAlwaysLogged(entry.event)
    const choice = always ? undefined : quietly(() => choose(entry.event, executable))
    for (const log of this.#logs)
      if (always || log.id === undefined) this.#put(log, entry, everyColumn)
      else if (choice?.providers.has(log.id)) this.#put(log, entry, choice.columns)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const { writer } of this.#logs) quietly(() => writer.close())
  }

  #put(log: OpenLog, entry: LogEntry, columns: DTSEventColumnFilter): void {
    try {
      log.writer.write(recordOf(entry, columns))
    } catch (error) {
      // Later entries are tried all the same: there may be room again.
      if (log.failed) return
      log.failed = true
      const { name, path } = log
      const { reason, hint } = told(error)
      this.#context.onProblem(dtsProblem('DTS_E_LOGPROVIDERFAILED', { name, path, reason }, hint), 'error')
    }
  }
}

interface Choice {
  readonly providers: ReadonlySet<string>
  readonly columns: DTSEventColumnFilter
}

/** Where and how the options that count for an executable log an event. @throws DtsError DTS_E_PERSISTENCEERROR */
function choose(event: string, executable: RunnableExecutable): Choice | undefined {
  const options = effectiveOptions(executable)
  if (!options?.wants(event)) return undefined
  const providers = new Set(Array.from(options.selectedLogProviders, foldName))
  return { providers, columns: options.getColumnFilter(event) }
}

/**
 * The logging options that count for an executable: its own, or those of the first container around it that has some; none where
 * logging is disabled, which it is for a package that says nothing.
 */
export function effectiveOptions(executable: RunnableExecutable): LoggingOptions | undefined {
  let at: DtsContainer | null = executable instanceof DtsContainer ? executable : null
  while (at?.loggingMode === DTSLoggingMode.UseParentSetting) at = at.parent
  return at?.loggingMode === DTSLoggingMode.Enabled ? at.loggingOptions : undefined
}

/** The providers of the package that are selected, opened; what stands in the way is told. */
function ownLogs(pkg: Package, context: RunLogContext): OpenLog[] {
  // Most packages log nothing: they are not walked through.
  if (pkg.logProviders.count === 0) return []
  const selected = new Set<string>()
  for (const container of everyContainer(pkg)) select(container, pkg, selected, context)
  const logs: OpenLog[] = []
  for (const provider of pkg.logProviders) {
    if (!selected.has(foldName(provider.id))) continue
    const kind = logProviderKind(provider.creationName)
    if (kind?.form) logs.push(...openOwn(provider, kind.form, pkg, context))
    else context.onProblem(nothingWritten(provider.name, kind?.title ?? provider.creationName), 'warning')
  }
  return logs
}

function* everyContainer(container: DtsContainer): Generator<DtsContainer> {
  yield container
  for (const handler of container.eventHandlers) yield* everyContainer(handler)
  for (const child of container.children ?? []) yield* everyContainer(child)
}

/** Adds what a container selects, unless it logs by other options. */
function select(container: DtsContainer, pkg: Package, selected: Set<string>, context: RunLogContext): void {
  try {
    const mode = container.loggingMode
    // A package that names its logs and logs no events still tells its start and its end.
    if (mode === DTSLoggingMode.Disabled || (mode !== DTSLoggingMode.Enabled && container !== pkg)) return
    const { loggingOptions, name } = container
    for (const id of loggingOptions.selectedLogProviders) {
      if (pkg.logProviders.contains(id)) selected.add(foldName(id))
      else context.onProblem(dtsProblem('DTS_W_LOGPROVIDERNOTDEFINED', { name, id }), 'warning')
    }
    // A filter that cannot be read is told once, not with every event.
    loggingOptions.wants('')
  } catch (error) {
    context.onProblem(problemOf(error), 'error')
  }
}

function openOwn(provider: LogProvider, form: LogForm, pkg: Package, context: RunLogContext): OpenLog[] {
  const { name } = provider
  const problems = applyPropertyExpressions(provider)
  for (const problem of problems) context.onProblem(problem, 'error')
  if (problems.length > 0) return []
  const { configString } = provider
  const invalid = (reason: string) => {
    context.onProblem(dtsProblem('DTS_E_LOGPROVIDERVALIDATIONFAILED', { name, reason }), 'error')
    return []
  }
  if (configString.trim() === '') return invalid(loggingText('noPlace'))
  try {
    const manager = findManager(pkg.connections, configString)
    if (!manager) return invalid(loggingText('noManager', { name: configString }))
    if (!isOfType(manager, 'FILE'))
      return invalid(loggingText('notFile', { name: manager.name, type: manager.creationName }))
    return open({ id: foldName(provider.id), name, path: pathOf(manager), form }, context)
  } catch (error) {
    context.onProblem(problemOf(error), 'error')
    return []
  }
}

/** The providers that came with the run, opened; what stands in the way is told. */
function extraLogs(pkg: Package, context: RunLogContext): OpenLog[] {
  const logs: OpenLog[] = []
  for (const { kind: type, configString } of context.providers ?? []) {
    const kind = logProviderKind(type)
    if (!kind) context.onProblem(problemOf(unknownLogProvider(type)), 'error')
    else if (kind.form) logs.push(...openExtra(kind, kind.form, configString, pkg, context))
    else context.onProblem(nothingWritten(kind.title, kind.creationName), 'warning')
  }
  return logs
}

function openExtra(
  { title: name }: LogProviderKind,
  form: LogForm,
  configString: string,
  pkg: Package,
  context: RunLogContext,
): OpenLog[] {
  try {
    const manager = findManager(pkg.connections, configString)
    const path = manager && isOfType(manager, 'FILE') ? pathOf(manager) : configString.trim()
    return open({ id: undefined, name, path, form }, context)
  } catch (error) {
    context.onProblem(problemOf(error), 'error')
    return []
  }
}

function pathOf(manager: ConnectionManager): string {
  return manager.connectionString.trim()
}

function open(
  { id, name, path, form }: Omit<OpenLog, 'writer' | 'failed'> & { readonly form: LogForm },
  context: RunLogContext,
): OpenLog[] {
  if (path === '') {
    context.onProblem(
      dtsProblem('DTS_E_LOGPROVIDERVALIDATIONFAILED', { name, reason: loggingText('noPlace') }),
      'error',
    )
    return []
  }
  try {
    return [{ id, name, path, writer: openLogWriter(form, context.nativePath(path)), failed: false }]
  } catch (error) {
    const { reason, hint } = told(error)
    context.onProblem(dtsProblem('DTS_E_OPENLOGFAILED', { name, path, reason }, hint), 'error')
    return []
  }
}

function nothingWritten(name: string, kind: string): DtsProblem {
  const text = loggingText('nothingWritten', { name, kind })
  return dtsProblem('DTS_W_GENERICWARNING', { text }, { hint: loggingText('nothingWrittenHint') })
}

/** Why a log cannot be opened or written, and what can be done where it is not the usual. */
function told(error: unknown): { readonly reason: string; readonly hint: { readonly hint?: string } } {
  if (error instanceof WmilinkError) return { reason: error.message, hint: error.hint ? { hint: error.hint } : {} }
  // A pipe that is opened while nobody reads it.
  const silent = error instanceof Error && 'code' in error && error.code === 'ENXIO'
  return { reason: silent ? loggingText('noReader') : fileReason(error, 'write'), hint: {} }
}

/** What the work gives; undefined when it throws. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
