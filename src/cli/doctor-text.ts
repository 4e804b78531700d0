// How the stages of `wmilink doctor` read on a terminal.
import { cliDoctorText } from '../base/texts/cli-doctor.js'
import type { DiagnosisStage, DiagnosisStageName } from '../connect/diagnosis.js'
import { describeFailure } from './failure.js'
import type { Paint } from './format/colour.js'
import { displayWidth, pad, visible } from './format/display.js'

const outcomes = {
  ok: { sign: '✓', style: 'green' },
  warning: { sign: '!', style: 'yellow' },
  failed: { sign: '✗', style: 'red' },
  skipped: { sign: '-', style: 'dim' },
} as const

const labels: Readonly<Record<DiagnosisStageName, () => string>> = {
  settings: () => cliDoctorText('stageSettings'),
  resolve: () => cliDoctorText('stageResolve'),
  tcp: () => cliDoctorText('stageTcp'),
  tls: () => cliDoctorText('stageTls'),
  offer: () => cliDoctorText('stageOffer'),
  logon: () => cliDoctorText('stageLogon'),
  namespace: () => cliDoctorText('stageNamespace'),
  query: () => cliDoctorText('stageQuery'),
  roundTrip: () => cliDoctorText('stageRoundTrip'),
}

/** What a stage is called in the current language. */
export function stageLabel(stage: DiagnosisStageName): string {
  return labels[stage]()
}

/** The lines of one stage: its outcome and what was found; below it why it failed, likely causes and what mends them. */
export function stageLines(stage: DiagnosisStage, paint: Paint): string[] {
  const { sign, style } = outcomes[stage.outcome]
  const width = Math.max(...Object.values(labels).map(label => displayWidth(label())))
  const time = stage.milliseconds === undefined ? '' : paint('dim', ` ${Math.round(stage.milliseconds)} ms`)
  const failure = stage.error === undefined ? undefined : describeFailure(stage.error)
  const found = [stage.detail, failure?.name ?? ''].filter(text => text !== '').map(visible)
  if (stage.outcome === 'skipped') found.push(paint('dim', cliDoctorText('skipped')))
  const head = `${paint(style, sign)} ${paint('bold', pad(stageLabel(stage.stage), width))}  ${found.join('  ')}${time}`
  return [
    head.trimEnd(),
    ...(failure ? [`    ${visible(failure.message)}`] : []),
    ...stage.causes.flatMap(({ cause, command }) => [
      `    ${paint('yellow', '→')} ${visible(cause)}`,
      ...(command === undefined ? [] : command.split('\n').map(line => `        ${paint('cyan', visible(line))}`)),
    ]),
  ]
}

/** The last line: whether all is well, and if not where it ended. */
export function verdict(stages: readonly DiagnosisStage[], paint: Paint): string {
  const failed = stages.filter(({ outcome }) => outcome === 'failed')
  const [first] = failed
  if (first) return paint('red', cliDoctorText('verdictFailed', { stage: stageLabel(first.stage) }))
  const warnings = stages.some(({ outcome }) => outcome === 'warning')
  return warnings ? paint('yellow', cliDoctorText('verdictWarnings')) : paint('green', cliDoctorText('verdictOk'))
}
