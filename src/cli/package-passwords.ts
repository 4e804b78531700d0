import { cliText } from '../base/texts/cli.js'
import type { ConnectionEnvironment, ConnectionManager, Package } from '../ssis/index.js'
import type { Context } from './context.js'
import { hostsOf } from './package-tree.js'
import { askPassword } from './password.js'
import { withoutSecrets } from './secrets.js'

type Secrets = ConnectionEnvironment['secrets']

/** The properties by which tasks name a connection manager that may need a password. */
const connectionProperties = ['wmiConnection', 'connection'] as const

/**
 * Asks on a terminal for the passwords that the package's connections lack: those with a user name, for another server, that an
 * enabled task uses. Server and user are named, so that nobody types a password for somebody else's server.
 *
 * @param secrets a store that is asked first
 */
export async function askConnectionPasswords(context: Context, pkg: Package, secrets?: Secrets): Promise<void> {
  const used = new Set<unknown>()
  for (const { host, disabled } of hostsOf(pkg))
    if (!disabled) for (const property of connectionProperties) used.add(host.innerObject[property])
  for (const manager of pkg.connections)
    if (used.has(manager.name) || used.has(manager.id)) await askPasswordsOf(context, manager, secrets)
}

/** Asks for one connection's passwords if it needs some; without a terminal the connection is tried as it is. */
export async function askPasswordsOf(context: Context, manager: ConnectionManager, secrets?: Secrets): Promise<void> {
  if (context.io.stdin.isTTY !== true) return
  for (const { property, server, user } of manager.missingSecrets(secrets)) {
    const facts = { connection: manager.name, user, server: withoutSecrets(server) }
    const password = await askPassword(context.io, cliText('askConnectionPassword', facts), context.signal)
    manager.properties.get(property).setValue(manager, password)
  }
}

export function setPassword(manager: ConnectionManager, password: string): void {
  manager.properties.get('Password').setValue(manager, password)
}
