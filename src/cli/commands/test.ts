import { statSync } from 'node:fs'
import { cliText } from '../../base/texts/cli.js'
import { connect } from '../../connect/connect.js'
import { bareServer } from '../../wmi/local-server.js'
import { type Context, type Execute, usedFormat, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { ExitCode } from '../exit-code.js'
import { describeFailure } from '../failure.js'
import { visible } from '../format/display.js'
import { jsonDocument } from '../format/json.js'
import type { Row } from '../format/row.js'
import { networkConnectOptions } from '../network.js'
import { withoutSecrets } from '../secrets.js'
import { callOptions, connectOptions, importModules } from '../session.js'
import { type Candidate, type Stage, tryConnection, urlOf } from '../stages.js'
import { connectionTarget } from '../target.js'

/** `wmilink test [TARGET [CONNECTION]]`: tries connections stage by stage. */
export const execute: Execute = async (context, [target = '', connection]) => {
  await importModules(context)
  if (isPackage(target)) {
    const { packageCandidates } = await import('../package-candidates.js')
    return report(context, target, await packageCandidates(context, target, connection))
  }
  if (connection !== undefined)
    throw new UsageError(cliText('connectionOfPackage', { target }), { hint: cliText('connectionOfPackageHint') })
  return report(context, target, [{ name: null, candidate: await serverCandidate(context, target) }])
}

/** A file that exists, or a name that ends as packages do. */
function isPackage(target: string): boolean {
  if (/\.dtsx$/i.test(target)) return true
  try {
    return statSync(target).isFile()
  } catch {
    // What cannot be looked at, such as a name too long for a file, is no package.
    return false
  }
}

/** The connection of one target; what options say wins over what the target says. */
async function serverCandidate(context: Context, target: string): Promise<Candidate> {
  const network = await networkConnectOptions(context)
  return {
    settings() {
      const said = connectionTarget(target)
      const server = context.options.server ?? said.server ?? ''
      const namespace = context.options.namespace ?? said.namespace ?? 'root\\cimv2'
      return {
        server: bareServer(server),
        namespace: namespace.replace(/^[\\/]+/, ''),
        url: urlOf(server, network),
        proxied: network.proxy !== undefined,
      }
    },
    async open() {
      return connect(await connectOptions(context, connectionTarget(target)))
    },
    close: wmi => wmi.close(),
  }
}

interface Named {
  /** The connection's name in its package; null for a target that is no package. */
  readonly name: string | null
  readonly candidate: Candidate
}

async function report(context: Context, target: string, named: readonly Named[]): Promise<ExitCode | undefined> {
  const format = usedFormat(context)
  const writer = format === 'json' ? undefined : writerFor(context, { columns: ['connection', ...columns] })
  const connections: Row[] = []
  const failures: { readonly name: string | null; readonly error: unknown }[] = []
  for (const { name, candidate } of named) {
    const stages: Row[] = []
    let ok = true
    for await (const stage of tryConnection(candidate, callOptions(context))) {
      if (stage.error !== undefined) {
        ok = false
        failures.push({ name, error: stage.error })
      }
      stages.push(stageRow(stage))
      await writer?.write(shownRow(name, stage, format === 'table' || format === 'list'))
    }
    connections.push({ connection: name, ok, stages })
  }
  await writer?.end()
  const ok = failures.length === 0
  if (!writer) await context.output.write(jsonDocument({ target: withoutSecrets(target), ok, connections }))
  await context.output.flush()
  for (const failure of format === 'json' ? failures.slice(0, 1) : failures) {
    if (failure.name !== null) context.messages.line(`${visible(failure.name)}:`)
    context.messages.failure(failure.error)
  }
  return ok ? undefined : ExitCode.Failed
}

const columns = ['stage', 'outcome', 'detail', 'error'] as const

function stageRow({ stage, outcome, detail, error }: Stage): Row {
  return { stage, outcome, detail, error: error === undefined ? null : describeFailure(error) }
}

/** For people the error's name is enough: its words follow on standard error. */
function shownRow(connection: string | null, stage: Stage, forPeople: boolean): Row {
  const row = stageRow(stage)
  if (!forPeople) return { connection, ...row }
  const detail = stage.error === undefined ? stage.detail : describeFailure(stage.error).name
  return { ...(connection === null ? {} : { connection }), stage: stage.stage, outcome: stage.outcome, detail }
}
