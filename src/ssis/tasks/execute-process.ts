import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult, VariableDataType } from '../enums.js'
import { dtsError } from '../errors.js'
import { fileReason } from '../file-reason.js'
import type { Variable } from '../variable.js'
import { variableType } from '../variable-types.js'
import { nativeFile } from './data-reader/file-failure.js'
import { splitArguments } from './execute-process/arguments.js'
import { outputLimit, type ProcessEnd, runProcess } from './execute-process/process.js'
import { findProgram, nativeArgument, type Program } from './execute-process/program.js'
import {
  type ProcessSettings,
  ProcessWindowStyle,
  processProperties,
  readProcessSettings,
} from './execute-process/settings.js'
import { stockMatcher } from './kind.js'
import { checkAll, inform, runReported } from './reporting.js'

/** (2^31 - 1) milliseconds, in seconds. */
const longestTimeOut = 2_147_483

/** Runs a program without a shell and waits for its end (ExecuteProcess). */
export class ExecuteProcessTask implements Task {
  readonly #properties: ComponentProperties
  #code: number | undefined

  constructor(properties: ComponentProperties) {
    this.#properties = properties
  }

  /** The exit code of the last run. */
  get executionValue(): number | undefined {
    return this.#code
  }

  validate(context: TaskContext): DTSExecResult {
    return checkAll(context, [() => checkSettings(readProcessSettings(this.#properties), context)])
  }

  execute(context: TaskContext): Promise<DTSExecResult> {
    return runReported(context, async () => {
      this.#code = undefined
      const settings = readProcessSettings(this.#properties)
      checkSettings(settings, context)
      const program = await findProgram(settings, context)
      const end = await this.#run(program, settings, context)
      if (context.signal.aborted || end.reason === 'canceled') return DTSExecResult.Canceled
      keepOutputs(end, settings, context)
      judge(end, program, settings)
      return DTSExecResult.Success
    })
  }

  async #run(program: Program, settings: ProcessSettings, context: TaskContext): Promise<ProcessEnd> {
    const { file, folder } = program
    const { timeOut, terminates, input, output, errors } = settings
    const { events } = context
    events.log('ExecuteProcessExecutingProcess', stockText('processStarts', { file, folder }))
    for (const [stream, name] of [
      ['stdin', input],
      ['stdout', output],
      ['stderr', errors],
    ] as const)
      if (name) events.log('ExecuteProcessVariableRouting', stockText('processRouting', { stream, name }))
    try {
      const end = await runProcess({
        file,
        folder,
        arguments: splitArguments(settings.arguments).map(argument => nativeArgument(argument, context)),
        rawArguments: settings.arguments,
        input: input ? String(context.variables.get(input).value ?? '') : undefined,
        keepsOutput: output !== '',
        keepsErrors: errors !== '',
        hidden: settings.windowStyle === ProcessWindowStyle.Hidden,
        signal: context.signal,
        timeOut: timeOut * 1000,
        terminates,
      })
      if (end.reason === 'exit') this.#code = end.code
      events.log('ExecuteProcessExecutingProcess', stockText('processEnded', { file, code: end.code }))
      inform(context, stockText('processEnded', { file, code: end.code }))
      return end
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      const reason = stockText('processNotStarted', { file, reason: fileReason(error, 'read') })
      throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { cause: error })
    }
  }
}

/** @throws DtsError for what makes the run fail as it was planned */
function judge(end: ProcessEnd, { folder }: Program, settings: ProcessSettings): void {
  const { executable, timeOut, checksCode, successValue: expected } = settings
  if (end.reason === 'timeout') throw dtsError('DTS_E_EXECPROCTASK_PROCESSHASTIMEDOUT', { seconds: timeOut })
  if (end.reason === 'outputLimit') {
    const reason = stockText('processTalks', { executable, limit: outputLimit })
    throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint: stockText('processTalksHint') })
  }
  if (checksCode && end.code !== expected)
    throw dtsError('DTS_E_EXECPROCTASK_PROCESSEXITCODEEXCEEDS', { executable, folder, code: end.code, expected })
}

function keepOutputs(end: ProcessEnd, settings: ProcessSettings, { variables }: TaskContext): void {
  if (settings.output) variables.get(settings.output).value = decoded(end.output)
  if (settings.errors) variables.get(settings.errors).value = decoded(end.errors)
}

/** UTF-8, or Windows-1252 where it is not. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** @throws DtsError for what can be known to be wrong before the run */
function checkSettings(settings: ProcessSettings, context: TaskContext): undefined {
  const { executable, workingDirectory, timeOut, terminates, input, output, errors } = settings
  if (!executable) throw dtsError('DTS_E_EXECPROCTASK_EXECUTABLENOTSPECIFIED')
  if (timeOut < 0 || timeOut > longestTimeOut) throw dtsError('DTS_E_EXECPROCTASK_INVALIDTIMEOUT', { value: timeOut })
  if (timeOut > 0 && !terminates && (input || output || errors)) throw dtsError('DTS_E_EXECPROCTASK_CANTREDIRECTIO')
  for (const path of [executable, workingDirectory]) nativeFile(path, context.nativePath)
  if (input) context.variables.get(input)
  if (output) checkOutput(context.variables.get(output), 'DTS_E_EXECPROCTASK_STDOUTVARREADONLY')
  if (errors) checkOutput(context.variables.get(errors), 'DTS_E_EXECPROCTASK_STDERRVARREADONLY')
}

function checkOutput(
  { qualifiedName: name, dataType, readOnly, systemVariable, evaluateAsExpression }: Variable,
  code: 'DTS_E_EXECPROCTASK_STDOUTVARREADONLY' | 'DTS_E_EXECPROCTASK_STDERRVARREADONLY',
): void {
  if (readOnly || systemVariable || evaluateAsExpression) throw dtsError(code, { name })
  if (dataType !== VariableDataType.String && dataType !== VariableDataType.Object)
    throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name, type: variableType(dataType).name })
}

/** The kind `Microsoft.ExecuteProcess`. */
export const executeProcess: TaskKind = {
  creationName: 'Microsoft.ExecuteProcess',
  stockName: 'ExecuteProcessTask',
  matches: stockMatcher('ExecuteProcessTask'),
  dataElement: 'ExecuteProcessData',
  properties: processProperties,
  create: properties => new ExecuteProcessTask(properties),
}
