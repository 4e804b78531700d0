import { DriveMap } from '../../base/drives.js'
import { version } from '../../base/version.js'
import { DTSExecResult, type Package } from '../../ssis/index.js'
import type { Context, Execute } from '../context.js'
import { readCommandFile } from '../dtexec/command-file.js'
import { clock, DtexecConsole } from '../dtexec/console.js'
import { ConsoleLogWriter } from '../dtexec/console-log.js'
import { dtexecHelp } from '../dtexec/help.js'
import { configureRequested, loadRequested, loggersOf, verifyRequested } from '../dtexec/open.js'
import { parseDtexec } from '../dtexec/parse.js'
import type { DtexecRequest } from '../dtexec/request.js'
import { ExitCode } from '../exit-code.js'
import { askConnectionPasswords } from '../package-passwords.js'
import { secretsOf } from '../secret-store.js'
import { importModules, sharedConnectOptions } from '../session.js'

/** `wmilink dtexec /OPTION…`: runs a package as a command line of dtexec asks for it. */
export const execute: Execute = async (context, words) => {
  const drives = new DriveMap(context.options.drive)
  const command = parseDtexec(words, { readCommandFile: file => readCommandFile(drives.toNative(file), file) })
  if (command.kind === 'help') {
    await context.output.write(dtexecHelp(command.option))
    return undefined
  }
  return new Dtexec(context, command.request, drives).run()
}

/** The documented names of results. */
const resultNames: Readonly<Record<DTSExecResult, string>> = {
  [DTSExecResult.Success]: 'DTSER_SUCCESS',
  [DTSExecResult.Failure]: 'DTSER_FAILURE',
  [DTSExecResult.Completion]: 'DTSER_COMPLETION',
  [DTSExecResult.Canceled]: 'DTSER_CANCELED',
}

const exitCodes: Readonly<Record<DTSExecResult, ExitCode>> = {
  [DTSExecResult.Success]: ExitCode.Done,
  [DTSExecResult.Failure]: ExitCode.Failed,
  [DTSExecResult.Completion]: ExitCode.Failed,
  [DTSExecResult.Canceled]: ExitCode.Cancelled,
}

class Dtexec {
  readonly #context: Context
  readonly #request: DtexecRequest
  readonly #drives: DriveMap
  readonly #console: DtexecConsole
  readonly #started = new Date()

  constructor(context: Context, request: DtexecRequest, drives: DriveMap) {
    this.#context = context
    this.#request = request
    this.#drives = drives
    this.#console = new DtexecConsole(this.#write, request.reporting)
  }

  async run(): Promise<ExitCode> {
    const loggers = loggersOf(this.#request)
    this.#write(`wmilink dtexec ${version()}\n\nStarted:  ${clock(this.#started)}\n`)
    await importModules(this.#context)
    const { pkg, close } = await loadRequested(this.#context, this.#request)
    try {
      await configureRequested(this.#context, pkg, this.#request, (problem, severity) => {
        const message = { ...problem, source: pkg.name, sourceId: pkg.id, subComponent: '' }
        if (severity === 'error') this.#console.onError(pkg, message)
        else this.#console.onWarning(pkg, message)
      })
      verifyRequested(pkg, this.#request)
      const secrets = await secretsOf(this.#context)
      if (!this.#request.validateOnly) await askConnectionPasswords(this.#context, pkg, secrets)
      const result = await this.#execute(pkg, loggers)
      this.#end(result)
      this.#context.signal.throwIfAborted()
      return exitCodes[result]
    } finally {
      await close()
    }
  }

  async #execute(pkg: Package, logProviders: ReturnType<typeof loggersOf>): Promise<DTSExecResult> {
    const { io, signal } = this.#context
    const { validateOnly, warnAsError, maxConcurrent, consoleLog, verboseLog } = this.#request
    const { signal: _own, ...connect } = await sharedConnectOptions(this.#context)
    const secrets = await secretsOf(this.#context)
    const given = secrets ? { secrets } : {}
    const options = { events: this.#console, signal, drives: this.#drives, connect, env: io.env, ...given }
    if (validateOnly || warnAsError) {
      const before = this.#console.warnings
      const validated = await pkg.validate(options)
      if (validated !== DTSExecResult.Success) return validated
      if (warnAsError && this.#console.warnings > before) return DTSExecResult.Failure
      if (validateOnly) return validated
    }
    return pkg.execute({
      ...options,
      logProviders,
      ...(verboseLog ? { logEverything: true } : {}),
      ...(consoleLog ? { log: new ConsoleLogWriter(this.#write, consoleLog) } : {}),
      ...(maxConcurrent === undefined ? {} : { maxConcurrentExecutables: maxConcurrent }),
    })
  }

  #end(result: DTSExecResult): void {
    const finished = new Date()
    const seconds = (finished.getTime() - this.#started.getTime()) / 1000
    this.#write(
      [
        `DTExec: The package execution returned ${resultNames[result]} (${result}).`,
        `Started:  ${clock(this.#started)}`,
        `Finished: ${clock(finished)}`,
        `Elapsed:  ${seconds} seconds`,
        '',
      ].join('\n'),
    )
  }

  /** Listeners cannot wait; a failed write is remembered by the output and told at the next one. */
  readonly #write = (text: string): void => void this.#context.output.write(text)?.catch(() => {})
}
