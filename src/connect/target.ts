// Which connection the options mean, decided before anything is opened or sent.
import { hostname } from 'node:os'
import { ArgumentError, WmiError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import { normalizeNamespace } from '../cim/path.js'
import { bareServer, isLocalServer, isUrl } from '../wmi/local-server.js'
import { isConnectionString, parseConnectionString } from './connection-string.js'
import { TransportError } from './errors.js'
import type { ConnectOptions } from './options.js'

/** What the decision depends on besides the options. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly machineName: string
}

const here: Surroundings = { platform: process.platform, machineName: hostname() }

/** Reads `\\server\root\cimv2`, `root\cimv2` (either slash, a colon at the end or none) or a connection string. @throws ArgumentError */
export function readTarget(text: string): ConnectOptions {
  if (isConnectionString(text)) {
    const { serverName, namespace, useNtAuth, userName, password } = parseConnectionString(text)
    return {
      server: serverName,
      namespace,
      useNtAuth,
      username: userName,
      ...(password === undefined ? {} : { password }),
    }
  }
  const path = /^[\\/]{2}([^\\/;=]+)(?:[\\/]+([^:;=]*?)[\\/]*)?:?$/.exec(text)
  if (path) return { server: path[1] ?? '', ...(path[2] ? { namespace: path[2] } : {}) }
  if (/^[\\/]?root(?:[\\/][^:;=]*)?:?$/i.test(text)) return { namespace: text.replace(/:$/, '') }
  throw new ArgumentError(connectText('targetForm', { target: shownTarget(text) }), {
    hint: connectText('targetHint'),
  })
}

/**
 * Checks that the options mean the embedded host of this machine, and answers its namespace.
 *
 * @throws TransportError for another server, a URL or a transport; WmiError WBEM_E_LOCAL_CREDENTIALS;
 *   ArgumentError for options that are no texts or contradict each other
 */
export function localNamespace(options: ConnectOptions, { platform, machineName }: Surroundings = here): string {
  for (const name of texts) requireText(name, options[name])
  const { server = '', transport, embedded = false } = options
  const remote = isUrl(server) || !isLocalServer(server, machineName)
  const shown = shownServer(server) || 'localhost'
  if (embedded && (remote || transport !== undefined)) {
    throw new ArgumentError(connectText('embeddedRemote', { server: shown }), {
      hint: connectText('embeddedRemoteHint'),
    })
  }
  if (transport !== undefined) throw unreachable(connectText('noTransportNamed', { transport, server: shown }))
  if (remote) throw unreachable(connectText('noTransport', { server: shown }))
  if (platform === 'win32' && !embedded && !options.host)
    throw new TransportError(connectText('noWindowsWmi'), { hint: connectText('noWindowsWmiHint') })

  const namespace = normalizeNamespace(options.namespace ?? '') || 'root\\cimv2'
  const { username = '', password = '' } = options
  if (username !== '' || password !== '') {
    if (options.useNtAuth !== true) {
      throw new WmiError('WBEM_E_LOCAL_CREDENTIALS', connectText('localCredentials'), {
        hint: connectText('localCredentialsHint'),
        server: shown,
        namespace,
        operation: 'connect',
      })
    }
    options.onWarning?.(connectText('credentialsIgnored'))
  }
  return namespace
}

const texts = ['server', 'namespace', 'username', 'password', 'transport', 'data'] as const

/** Callers in JavaScript may hand over anything. The value itself is not shown: it may be a password. */
function requireText(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return
  throw new ArgumentError(connectText('notText', { name, type: value === null ? 'null' : typeof value }))
}

function unreachable(message: string): TransportError {
  return new TransportError(message, { hint: connectText('noTransportHint') })
}

/** A text as messages may show it: what follows `=` or `;` may be a password. */
function shownTarget(text: string): string {
  return isUrl(text) ? shownServer(text) : text.replace(/[;=].*$/s, '…')
}

/** The server as messages may show it: a URL without user, password and query. */
function shownServer(server: string): string {
  if (!isUrl(server)) return bareServer(server)
  const url = URL.canParse(server) ? new URL(server) : undefined
  return url ? `${url.protocol}//${url.host}` : server.replace(/:\/\/.*$/s, '://…')
}
