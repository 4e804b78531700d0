// The line under the name of a connection manager: where it leads.
import { trayText } from '../../../base/texts/designer-tray.js'
import type { ConnectionView } from '../../api/index.js'

/** Pairs of a connection string, keys in lower case; what is no pair is left out. */
function pairsOf(connectionString: string): ReadonlyMap<string, string> {
  return new Map(
    connectionString.split(';').flatMap(part => {
      const at = part.indexOf('=')
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const]
    }),
  )
}

/** `this computer · root\cimv2`, the path of a file, the server of others. */
export function connectionLine({ type, connectionString }: Pick<ConnectionView, 'type' | 'connectionString'>): string {
  const pairs = pairsOf(connectionString)
  const kind = type.split(':', 1)[0]?.toUpperCase()
  if (kind === 'WMI') {
    const server = (pairs.get('servername') ?? '').replace(/^\\\\/, '')
    const namespace = (pairs.get('namespace') ?? '').replace(/^\\+/, '')
    const local = server === '' || server === '.' || server.toLowerCase() === 'localhost'
    return [local ? trayText('thisComputer') : server, namespace].filter(part => part !== '').join(' · ')
  }
  if (kind === 'FILE' || kind === 'FLATFILE' || kind === 'MULTIFILE' || kind === 'MULTIFLATFILE')
    return connectionString === '' ? trayText('noPath') : connectionString
  const server = pairs.get('server') ?? pairs.get('servername') ?? pairs.get('data source') ?? pairs.get('serverurl')
  const database = pairs.get('initial catalog') ?? pairs.get('database')
  const line = [server, database].filter(Boolean).join(' · ')
  return line === '' ? connectionString : line
}

/** How often it is used, in words. */
export function usesText(count: number): string {
  if (count === 0) return trayText('noUser')
  return count === 1 ? trayText('oneUser') : trayText('users', { count })
}

/** A connection manager aloud: `WmiServer, WMI, this computer · root\cimv2, used once`. */
export function connectionLabel(connection: ConnectionView): string {
  return [
    connection.name,
    connection.type,
    connectionLine(connection),
    connection.project ? trayText('project').toLowerCase() : '',
    connection.lacksSecret ? trayText('lacksSecret').toLowerCase() : '',
    connection.hasExpressions ? trayText('expressions').toLowerCase() : '',
    usesText(connection.usedBy.length),
  ]
    .filter(part => part !== '')
    .join(', ')
}
