// The server name of a WMI connection manager: a name, or the URL of a WS-Management service, by its parts.

/** The parts of a server name; port and path are empty where the name leaves them to WinRM. */
export interface ServerParts {
  readonly transport: 'name' | 'http' | 'https'
  readonly host: string
  readonly port: string
  readonly path: string
}

/** What WinRM has where a URL says nothing. */
export const usualPorts = { name: '5985', http: '5985', https: '5986' } as const
export const usualPath = '/wsman'

export function partsOf(serverName: string): ServerParts {
  const found = /^\s*(https?):\/\/(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([/?#].*)?$/i.exec(serverName)
  if (!found) return { transport: 'name', host: serverName.trim().replace(/^\\\\/, ''), port: '', path: '' }
  const [, scheme = '', host = '', port = '', path = ''] = found
  return {
    transport: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    host,
    port,
    path: path === '/' ? '' : path.trim(),
  }
}

/** The server name that has these parts; a name has no port and no path. */
export function serverNameOf({ transport, host, port, path }: ServerParts): string {
  if (transport === 'name') return `\\\\${host.replace(/^\[(.*)\]$/, '$1')}`
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const below = path === '' || path.startsWith('/') ? path : `/${path}`
  return `${transport}://${bracketed}${port === '' ? '' : `:${port}`}${below}`
}

/** True for a port that a URL may have, or none. */
export function isPort(text: string): boolean {
  return text === '' || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535)
}
