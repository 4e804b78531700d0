import { cliText } from '../base/texts/cli.js'
import type { ConnectionManager, Package } from '../ssis/index.js'
import { isLocalServer } from '../wmi/local-server.js'
import type { Context } from './context.js'
import { hostsOf } from './package-tree.js'
import { askPassword } from './password.js'
import { withoutSecrets } from './secrets.js'

/**
 * Asks on a terminal for the passwords that the package's WMI connections lack: those with a user name, for another server,
 * that an enabled task uses. Server and user are named, so that nobody types a password for somebody else's server.
 */
export async function askConnectionPasswords(context: Context, pkg: Package): Promise<void> {
  const used = new Set(
    [...hostsOf(pkg)].filter(({ disabled }) => !disabled).map(({ host }) => host.innerObject.wmiConnection),
  )
  for (const manager of pkg.connections)
    if (used.has(manager.name) || used.has(manager.id)) await askPasswordOf(context, manager)
}

/** Asks for one connection's password if it needs one; without a terminal the connection is tried as it is. */
export async function askPasswordOf(context: Context, manager: ConnectionManager): Promise<void> {
  const { serverName, useWindowsAuth, userName } = settingsOf(manager)
  if (useWindowsAuth !== false || !userName || isLocalServer(serverName) || manager.hasUnsavedSecret) return
  if (context.io.stdin.isTTY !== true) return
  const question = cliText('askConnectionPassword', {
    connection: manager.name,
    user: userName,
    server: withoutSecrets(serverName),
  })
  setPassword(manager, await askPassword(context.io, question, context.signal))
}

export function setPassword(manager: ConnectionManager, password: string): void {
  manager.properties.get('Password').setValue(manager, password)
}

function settingsOf(manager: ConnectionManager): { serverName: string; useWindowsAuth: boolean; userName: string } {
  // Settings that cannot be read need no password: validation says what is wrong with them.
  if (manager.creationName.toUpperCase() !== 'WMI' || manager.problems().length > 0)
    return { serverName: '', useWindowsAuth: true, userName: '' }
  const { serverName, useWindowsAuth, userName } = manager.innerObject
  return { serverName: String(serverName), useWindowsAuth: useWindowsAuth === true, userName: String(userName) }
}
