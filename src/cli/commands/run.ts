import { DriveMap } from '../../base/drives.js'
import { WmilinkError } from '../../base/errors.js'
import { cliText } from '../../base/texts/cli.js'
import { DTSExecResult, DtsError } from '../../ssis/index.js'
import { type Context, type Execute, usedFormat, writerFor } from '../context.js'
import { ExitCode } from '../exit-code.js'
import { painter } from '../format/colour.js'
import { jsonDocument } from '../format/json.js'
import type { Row, RowWriter } from '../format/row.js'
import { columnsOf } from '../io.js'
import { openPackage } from '../package-file.js'
import { askConnectionPasswords } from '../package-passwords.js'
import { type RunReport, runReport } from '../report.js'
import { RunEvents } from '../run-events.js'
import { runSummary, validationSummary } from '../run-summary.js'
import { runDisplay } from '../run-tree/displays.js'
import { RunTree } from '../run-tree/run-tree.js'
import { secretsOf } from '../secret-store.js'
import { importModules, sharedConnectOptions } from '../session.js'

/** `wmilink run PACKAGE`: runs it and reports. */
export const execute: Execute = async (context, [file = '']) => {
  if (context.password !== undefined) context.messages.notice(cliText('passwordUnused'))
  await importModules(context)
  const pkg = await openPackage(context, file)
  const secrets = await secretsOf(context)
  await askConnectionPasswords(context, pkg, secrets)

  const { signal: _own, ...connect } = await sharedConnectOptions(context)
  const writer = eventWriter(context)
  // A listener cannot wait; a failed write is remembered by the output and told at the next one.
  const onRow = (row: Row): void => void writer?.write(row)?.catch(() => {})
  const tree = new RunTree(pkg)
  const display =
    context.format === 'json' || isShown(context, writer) ? undefined : runDisplay(tree, context.io, context.messages)
  const { log, validateOnly } = context.options
  const options = {
    events: new RunEvents(context.messages, onRow, tree, display),
    signal: context.signal,
    drives: new DriveMap(context.options.drive),
    connect,
    ...(secrets ? { secrets } : {}),
    ...(log === undefined ? {} : { logProviders: [{ kind: 'json', configString: log }] }),
  }
  let result: DTSExecResult
  try {
    result = validateOnly ? await pkg.validate(options) : await pkg.execute(options)
  } finally {
    display?.stop()
  }
  const report = await runReport(pkg, file, result, loop => tree.roundsOf(loop))
  if (writer) {
    if (usedFormat(context) === 'ndjson') await writer.write({ event: 'Result', ...report })
    await writer.end()
  } else await writeReport(context, report, validateOnly === true)
  if (context.signal.aborted) throw context.signal.reason
  if (result === DTSExecResult.Success) return undefined
  if (context.format === 'json') {
    const [first] = report.errors
    const failure = first
      ? Object.assign(new DtsError(first.code, first.message, { hint: first.hint }), { source: first.source })
      : new WmilinkError(cliText('runFailed', { name: pkg.name }))
    context.messages.failure(failure)
  }
  return ExitCode.Failed
}

/** Whether the events themselves are where the display would be: on the terminal, or in the pipe that both streams go to. */
function isShown({ io }: Context, writer: RowWriter | undefined): boolean {
  return writer !== undefined && (io.stdout.isTTY === true || io.stderr.isTTY !== true)
}

const eventColumns = ['event', 'time', 'source', 'sourceId', 'code', 'name', 'message', 'hint', 'percentComplete']

/** The formats that print events as they come; the others print one report at the end. */
function eventWriter(context: Context): RowWriter | undefined {
  const format = usedFormat(context)
  return format === 'ndjson' || format === 'csv' ? writerFor(context, { columns: eventColumns }) : undefined
}

async function writeReport(context: Context, report: RunReport, validated: boolean): Promise<void> {
  if (context.format === 'json') {
    await context.output.write(jsonDocument({ ...report }))
    return
  }
  const { stdout, env } = context.io
  const width = stdout.isTTY ? columnsOf(stdout) : undefined
  const paint = painter(stdout, env)
  await context.output.write(validated ? validationSummary(report, paint) : runSummary(report, paint, width))
}
