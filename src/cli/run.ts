import { setLanguage } from '../base/text.js'
import { cliText } from '../base/texts/cli.js'
import { chosenFormat } from './context.js'
import { Interrupted } from './errors.js'
import { ExitCode } from './exit-code.js'
import { exitCodeOf } from './failure.js'
import type { Io } from './io.js'
import { chooseLanguage } from './language.js'
import { Messages } from './messages.js'
import { ClosedPipe, Output } from './output.js'
import { takePassword, takeSecretsPassword } from './password.js'
import { readCommandLine } from './program.js'
import { StrayError } from './stray-error.js'
import type { TraceFile } from './trace-file.js'
import { wantsJson } from './wants-json.js'

/**
 * Runs one command line (without the program's name) and answers the exit code. Never rejects; everything it has to say goes
 * to the streams of `io`.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  // In a command line of dtexec these words would be values.
  const ownWords = argv[0] === 'dtexec' ? [] : argv
  setLanguage(chooseLanguage(ownWords, io.env))
  const password = takePassword(io.env)
  const secretsPassword = takeSecretsPassword(io.env)
  const messages = new Messages(io, wantsJson(ownWords))
  const stop = new AbortController()
  const output = new Output(io.stdout, reason => stop.abort(reason))
  const interrupt = (): void => {
    const { reason } = io.signal
    stop.abort(reason instanceof StrayError ? reason : new Interrupted(cliText('interrupted')))
  }
  if (io.signal.aborted) interrupt()
  else io.signal.addEventListener('abort', interrupt, { once: true })
  let query: string | undefined
  let trace: TraceFile | undefined
  try {
    const request = readCommandLine(argv, io)
    if (request.kind === 'text') {
      await output.write(request.text)
      await output.flush()
      return ExitCode.Done
    }
    const { row, args, options } = request
    if (row.name === 'query') query = args[0]
    const format = chosenFormat(options)
    const { execute } = await row.load()
    if (options.trace !== undefined) trace = new (await import('./trace-file.js')).TraceFile(options.trace)
    const context = {
      io,
      options,
      output,
      messages,
      signal: stop.signal,
      password,
      secretsPassword,
      trace: trace?.write,
      format,
    }
    const code = await execute(context, args)
    await output.flush()
    if (stop.signal.reason instanceof StrayError) throw stop.signal.reason
    return code ?? ExitCode.Done
  } catch (error) {
    // What came before the failure is data too.
    await output.flush().catch(() => {})
    const { reason } = stop.signal
    if (reason instanceof ClosedPipe) return ExitCode.Done
    // A call that was told to stop fails in its own words; why it was told is what counts.
    const failure: unknown = stop.signal.aborted ? reason : error
    messages.failure(failure, query)
    return exitCodeOf(failure)
  } finally {
    const told = trace?.close()
    if (told !== undefined) messages.notice(told)
    messages.end()
    output.release()
    io.signal.removeEventListener('abort', interrupt)
  }
}
