import { WmilinkError } from '../../../base/errors.js'
import { designerTestText } from '../../../base/texts/designer-test.js'
import type { ConnectOptions } from '../../../connect/connect.js'
import { type DiagnosisStage, type DiagnosisStageName, diagnose, diagnosisStages } from '../../../connect/diagnose.js'
import { serverUrl, shownServer } from '../../../connect/server-url.js'
import type { Place, Stage } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { type StageName, StageWalk, type Verdict } from './stages.js'

const stageOf: Readonly<Record<DiagnosisStageName, StageName>> = {
  settings: 'settings',
  resolve: 'name',
  tcp: 'connect',
  tls: 'tls',
  offer: 'endpoint',
  logon: 'logon',
  namespace: 'namespace',
  query: 'query',
  roundTrip: 'roundTrip',
}

/** A server by WS-Management, as `diagnose()` walks to it. */
export async function testRemote(
  access: LiveAccess,
  place: Place,
  signal: AbortSignal,
  emit: (stage: Stage) => void,
): Promise<Verdict> {
  const options = access.optionsOf(place) ?? {}
  const names = diagnosisStages.filter(name => name !== 'tls' || usesTls(options)).map(name => stageOf[name])
  const walk = new StageWalk(names, emit)
  walk.begin('settings')
  let last: StageName | undefined
  for await (const stage of diagnose(options, { signal })) {
    const name = stageOf[stage.stage]
    // The other port of WinRM is a hint at the first one's failure, not a stage of its own.
    if (name === last || stage.outcome === 'skipped') continue
    last = name
    tell(walk, name, stage)
    if (stage.outcome === 'failed') access.refused(place, stage.error)
    else {
      const next = names[names.indexOf(name) + 1]
      if (next) walk.begin(next)
    }
  }
  const { server = '', namespace = '' } = options
  return walk.verdict(designerTestText('connected', { server: shownServer(server), namespace }))
}

function tell(
  walk: StageWalk,
  name: StageName,
  { outcome, detail, causes, error, milliseconds }: DiagnosisStage,
): void {
  const finding = {
    detail,
    causes: causes.map(({ cause, command = '' }) => ({ text: cause, todo: command })),
    milliseconds: milliseconds ?? null,
  }
  if (outcome === 'failed') walk.fail(name, error ?? new WmilinkError(causes[0]?.cause ?? detail), finding)
  else walk.end(name, { ...finding, outcome: outcome === 'warning' ? 'warning' : 'done' })
}

function usesTls({ server = '', tls }: ConnectOptions): boolean {
  return serverUrl(server, tls !== undefined).protocol === 'https:'
}
