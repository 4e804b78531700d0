// Which connection the options mean, decided before anything is opened or sent.
import { hostname } from 'node:os'
import { ArgumentError, WmiError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import { normalizeNamespace } from '../cim/path.js'
import { isLocalServer, isUrl } from '../wmi/local-server.js'
import { isConnectionString, parseConnectionString } from './connection-string.js'
import { credentialsOf } from './credentials.js'
import { TransportError } from './errors.js'
import type { ConnectOptions } from './options.js'
import { serverUrl, shownServer } from './server-url.js'
import type { WsmanTarget } from './wsman/target.js'

/** What the decision depends on besides the options. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly machineName: string
}

const here: Surroundings = { platform: process.platform, machineName: hostname() }

/** The embedded host of this machine. */
export interface LocalTarget {
  readonly kind: 'local'
  readonly namespace: string
}

export type ConnectTarget = LocalTarget | WsmanTarget

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
 * Checks the options and answers what they mean: this machine, or a server by WS-Management when it is another one, a URL, or
 * `transport` is given.
 *
 * @throws TransportError `unsupported` for a way that this version does not have, `credentials` when there is nothing to log on with;
 *   WmiError WBEM_E_LOCAL_CREDENTIALS; ArgumentError for options that are no texts or contradict each other
 */
export function decideTarget(options: ConnectOptions, { platform, machineName }: Surroundings = here): ConnectTarget {
  for (const name of texts) requireText(name, options[name])
  const { server = '', transport, embedded = false } = options
  const remote = namesServer(server, machineName)
  const shown = shownServer(server) || 'localhost'
  if (embedded && (remote || transport !== undefined)) {
    throw new ArgumentError(connectText('embeddedRemote', { server: shown }), {
      hint: connectText('embeddedRemoteHint'),
    })
  }
  const namespace = normalizeNamespace(options.namespace ?? '') || 'root\\cimv2'
  if (goesByNetwork(options, machineName)) {
    if (transport !== undefined && transport !== 'wsman') {
      throw new TransportError('unsupported', connectText('noTransportNamed', { transport, server: shown }), {
        hint: connectText('noTransportHint'),
      })
    }
    const url = serverUrl(server, options.tls !== undefined)
    return { kind: 'wsman', url, namespace, credentials: credentialsOf(options, url) }
  }
  if (platform === 'win32' && !embedded && !options.host)
    throw new TransportError('unsupported', connectText('noWindowsWmi'), { hint: connectText('noWindowsWmiHint') })

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
  return { kind: 'local', namespace }
}

/** True when the options mean a server by WS-Management, false when they mean this machine's own host. */
export function goesByNetwork({ server = '', transport }: ConnectOptions, machineName?: string): boolean {
  return transport !== undefined || namesServer(server, machineName)
}

function namesServer(server: string, machineName?: string): boolean {
  return isUrl(server) || !isLocalServer(server, machineName)
}

const texts = ['server', 'namespace', 'username', 'password', 'transport', 'auth', 'proxy', 'data'] as const

/** Callers in JavaScript may hand over anything. The value itself is not shown: it may be a password. */
function requireText(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return
  throw new ArgumentError(connectText('notText', { name, type: value === null ? 'null' : typeof value }))
}

/** A text as messages may show it: what follows `=` or `;` may be a password. */
function shownTarget(text: string): string {
  return isUrl(text) ? shownServer(text) : text.replace(/[;=].*$/s, '…')
}
