// The file of `wmilink doctor --report`: what a developer needs to see, and no secrets.
import { open } from 'node:fs/promises'
import { arch, release } from 'node:os'
import { WmilinkError } from '../base/errors.js'
import { cliDoctorText } from '../base/texts/cli-doctor.js'
import { cliNetText } from '../base/texts/cli-net.js'
import { version } from '../base/version.js'
import type { DiagnosisStage } from '../connect/diagnosis.js'
import { describeFailure } from './failure.js'
import { jsonDocument } from './format/json.js'
import type { Row } from './format/row.js'
import type { Options } from './options.js'
import { withoutSecrets } from './secrets.js'

/** One stage as JSON (docs/json.md). */
export function stageRow({ stage, outcome, detail, facts, milliseconds, error, causes }: DiagnosisStage): Row {
  return {
    stage,
    outcome,
    detail,
    milliseconds: milliseconds === undefined ? null : Math.round(milliseconds * 10) / 10,
    facts,
    error: error === undefined ? null : describeFailure(error),
    causes: causes.map(({ cause, command }) => ({ cause, command: command ?? null })),
  }
}

/** The options that decide how a server is reached; of files and secrets only whether they were given. */
const told = [
  'namespace',
  'timeout',
  'auth',
  'tls',
  'fingerprint',
  'insecure',
  'allowUnencrypted',
  'allowLegacyNtlm',
  'channelBinding',
] as const
const given = ['user', 'passwordFile', 'ca', 'cert', 'key', 'proxy'] as const

/** The report as one object. */
export function doctorReport(server: string, options: Options, stages: readonly DiagnosisStage[]): Row {
  const { node, openssl } = process.versions
  return {
    report: 'wmilink doctor',
    time: new Date().toISOString(),
    wmilink: version(),
    machine: { platform: process.platform, release: release(), architecture: arch(), node, openssl },
    server: withoutSecrets(server),
    options: {
      ...Object.fromEntries(told.flatMap(name => (options[name] === undefined ? [] : [[name, options[name]]]))),
      given: given.filter(name => options[name] !== undefined),
      user: userForm(options.user),
    },
    stages: stages.map(stageRow),
  }
}

/** How the user name was written; the name itself is nobody's business. */
function userForm(user: string | undefined): string | null {
  if (user === undefined) return null
  const [, domain, at] = /^(?:([^\\]*)\\)?[^@]*(@.*)?$/.exec(user) ?? []
  if (domain === '.') return '.\\user'
  if (domain !== undefined) return 'DOMAIN\\user'
  return at === undefined ? 'user' : 'user@realm'
}

/** Writes it for its owner's eyes only. @throws WmilinkError when it cannot be written */
export async function writeReport(file: string, report: Row): Promise<void> {
  try {
    const handle = await open(file, 'w', 0o600)
    try {
      await handle.writeFile(jsonDocument(report))
    } finally {
      await handle.close()
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new WmilinkError(cliDoctorText('reportFile', { file, reason }), {
      hint: cliNetText('fileHint'),
      cause: error,
    })
  }
}
