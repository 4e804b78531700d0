import { DriveMap } from '../base/drives.js'
import { cliText } from '../base/texts/cli.js'
import type { ConnectionEnvironment, ConnectionManager, Package } from '../ssis/index.js'
import { bareServer } from '../wmi/local-server.js'
import type { WmiServices } from '../wmi/services.js'
import type { Context } from './context.js'
import { UsageError } from './errors.js'
import { openPackage } from './package-file.js'
import { askPasswordsOf, setPassword } from './package-passwords.js'
import { passwordFromFile } from './password.js'
import { secretsOf } from './secret-store.js'
import { sharedConnectOptions } from './session.js'
import { type Candidate, urlOf } from './stages.js'

/** The connections of a package that `wmilink test` tries: the one named, or all of type WMI. */
export async function packageCandidates(
  context: Context,
  file: string,
  connection: string | undefined,
): Promise<{ readonly name: string; readonly candidate: Candidate }[]> {
  const { server, namespace, user } = context.options
  if (server !== undefined || namespace !== undefined || user !== undefined)
    throw new UsageError(cliText('packageNamesServer'), { hint: cliText('packageNamesServerHint') })
  const pkg = await openPackage(context, file)
  const managers = connection === undefined ? [...pkg.connections].filter(isWmi) : [named(pkg, connection)]
  if (connection === undefined) await warnUnused(context)
  const secrets = await secretsOf(context)
  const environment: ConnectionEnvironment = {
    drives: new DriveMap(context.options.drive),
    connect: await sharedConnectOptions(context),
    ...(secrets ? { secrets } : {}),
  }
  if (managers.length === 0) context.messages.notice(cliText('noWmiConnections'))
  return managers.map(manager => ({
    name: manager.name,
    candidate: candidate(context, manager, environment, connection !== undefined),
  }))
}

function isWmi(manager: ConnectionManager): boolean {
  return manager.creationName.toUpperCase() === 'WMI'
}

/** @throws UsageError when the package has no such WMI connection */
function named(pkg: Package, connection: string): ConnectionManager {
  const names = [...pkg.connections].filter(isWmi).map(manager => manager.name)
  const hint = names.length ? cliText('wmiConnectionsHint', { names: names.join(', ') }) : cliText('noWmiConnections')
  if (!pkg.connections.contains(connection)) throw new UsageError(cliText('noConnection', { connection }), { hint })
  const manager = pkg.connections.get(connection)
  if (!isWmi(manager))
    throw new UsageError(cliText('notWmi', { connection: manager.name, type: manager.creationName }), { hint })
  return manager
}

async function warnUnused(context: Context): Promise<void> {
  if (context.password !== undefined || context.options.passwordFile !== undefined)
    context.messages.notice(cliText('passwordNeedsName'))
}

/** @param chosen the person named this connection, so the password given is meant for it */
function candidate(
  context: Context,
  manager: ConnectionManager,
  environment: ConnectionEnvironment,
  chosen: boolean,
): Candidate {
  return {
    settings() {
      const { serverName, namespace } = manager.innerObject
      const server = bareServer(String(serverName))
      const { connect } = environment
      return {
        server,
        namespace: String(namespace).replace(/^[\\/]+/, ''),
        url: urlOf(server, connect ?? {}),
        proxied: connect?.proxy !== undefined,
      }
    },
    async open() {
      const { passwordFile } = context.options
      const given = passwordFile === undefined ? context.password : await passwordFromFile(passwordFile)
      if (chosen && given !== undefined) setPassword(manager, given)
      else await askPasswordsOf(context, manager, environment.secrets)
      return (await manager.acquireConnection(null, environment)) as WmiServices
    },
    close: wmi => manager.releaseConnection(wmi),
  }
}
