// Shows a diagnosis while it is made.
import { cliDoctorText } from '../base/texts/cli-doctor.js'
import { type DiagnosisStage, type DiagnosisStageName, diagnosisStages } from '../connect/diagnosis.js'
import { type Context, usedFormat, writerFor } from './context.js'
import { doctorReport, stageRow, writeReport } from './doctor-report.js'
import { stageLabel, stageLines, verdict } from './doctor-text.js'
import { ExitCode } from './exit-code.js'
import { painter } from './format/colour.js'
import { jsonDocument } from './format/json.js'
import type { RowWriter } from './format/row.js'
import { withoutSecrets } from './secrets.js'

/**
 * Prints the stages as they come, writes the file of --report also when the walk is stopped half-way, and answers how it came out.
 *
 * @param server as it was typed
 * @throws what the walk throws; WmilinkError when the report cannot be written; the reason of the context's signal
 */
export async function showDiagnosis(
  context: Context,
  server: string,
  walk: AsyncIterable<DiagnosisStage>,
): Promise<ExitCode | undefined> {
  const show = shower(context)
  const stages: DiagnosisStage[] = []
  try {
    context.messages.status(looking('settings'))
    for await (const stage of walk) {
      stages.push(stage)
      context.messages.clearStatus()
      await show.stage(stage)
      context.messages.status(looking(following(stage.stage)))
    }
  } finally {
    context.messages.clearStatus()
    const { report } = context.options
    if (report !== undefined) {
      await writeReport(report, doctorReport(server, context.options, stages))
      context.messages.notice(cliDoctorText('reportWritten', { file: report }))
    }
  }
  context.signal.throwIfAborted()
  await show.end(server, stages)
  const failed = stages.find(({ outcome }) => outcome === 'failed')
  if (!failed) return undefined
  await context.output.flush()
  // On a terminal the failure stands among the stages already.
  if (failed.error !== undefined && usedFormat(context) !== 'table') context.messages.failure(failed.error)
  return ExitCode.Failed
}

function looking(stage: DiagnosisStageName): string {
  return cliDoctorText('looking', { stage: stageLabel(stage) })
}

/** What is probably looked at now. */
function following(stage: DiagnosisStageName): DiagnosisStageName {
  return diagnosisStages[diagnosisStages.indexOf(stage) + 1] ?? stage
}

/** Prints stages as they come, and the end. */
interface Shower {
  stage(stage: DiagnosisStage): Promise<void>
  end(server: string, stages: readonly DiagnosisStage[]): Promise<void>
}

function shower(context: Context): Shower {
  const format = usedFormat(context)
  if (format === 'json') return documentShower(context)
  return format === 'table' ? linesShower(context) : rowsShower(writerFor(context, { columns }))
}

const columns = ['stage', 'outcome', 'detail', 'milliseconds', 'facts', 'error', 'causes']

function documentShower({ output }: Context): Shower {
  return {
    async stage() {},
    async end(server, stages) {
      const ok = stages.every(({ outcome }) => outcome !== 'failed')
      await output.write(jsonDocument({ server: withoutSecrets(server), ok, stages: stages.map(stageRow) }))
    },
  }
}

function linesShower({ io, output }: Context): Shower {
  const paint = painter(io.stdout, io.env)
  return {
    async stage(stage) {
      await output.write(`${stageLines(stage, paint).join('\n')}\n`)
      await output.flush()
    },
    async end(_server, stages) {
      await output.write(`\n${verdict(stages, paint)}\n`)
    },
  }
}

function rowsShower(writer: RowWriter): Shower {
  return {
    async stage(stage) {
      await writer.write(stageRow(stage))
    },
    async end() {
      await writer.end()
    },
  }
}
