// The stages of `wmilink test`: what is tried, in which order, and how each came out.
import { lookup } from 'node:dns/promises'
import { WmiError, WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { ConnectOptions } from '../connect/options.js'
import { serverUrl, shownUrl } from '../connect/server-url.js'
import { goesByNetwork } from '../connect/target.js'
import { bareServer, isUrl } from '../wmi/local-server.js'
import type { CallOptions, WmiServices } from '../wmi/services.js'
import { UsageError } from './errors.js'
import { withoutSecrets } from './secrets.js'

export const stageNames = ['parse', 'transport', 'resolve', 'connect', 'namespace', 'query'] as const
export type StageName = (typeof stageNames)[number]

/** One stage and how it came out. */
export interface Stage {
  readonly stage: StageName
  readonly outcome: 'ok' | 'failed' | 'skipped'
  /** What was found, in no language: names, addresses, numbers. Empty for a stage that did not end well. */
  readonly detail: string
  readonly error?: unknown
}

/** What a connection's settings say. */
export interface CandidateSettings {
  readonly server: string
  readonly namespace: string
  /** Of the server's WS-Management service; undefined is the embedded host. */
  readonly url: URL | undefined
  /** A proxy resolves the server's name. */
  readonly proxied: boolean
}

/** A connection to be tried. */
export interface Candidate {
  /** @throws ArgumentError when the settings cannot be read */
  settings(): CandidateSettings
  open(): Promise<WmiServices>
  close(wmi: WmiServices): Promise<void>
}

/** A server's name has no address. */
class UnresolvedError extends WmilinkError {}

/** The question that every namespace answers at once. */
export const trivialQuery = 'SELECT Name FROM __NAMESPACE'

/**
 * Tries a connection stage by stage. After the first failure the other stages are skipped.
 *
 * @throws the reason of the signal when it was raised, whatever stage it hit
 */
export async function* tryConnection(candidate: Candidate, calling: CallOptions): AsyncGenerator<Stage> {
  let wmi: WmiServices | undefined
  let at = 0
  const passed = (detail: string): Stage => ({ stage: stageNames[at++] ?? 'query', outcome: 'ok', detail })
  try {
    const { server, namespace, url, proxied } = candidate.settings()
    yield passed(
      isUrl(server) ? `${withoutSecrets(server)} ${namespace}` : `\\\\${bareServer(server) || '.'}\\${namespace}`,
    )
    yield passed(url ? `wsman ${shownUrl(url)}` : 'embedded')
    if (proxied && url) yield { ...passed(''), outcome: 'skipped' }
    else yield passed(url ? await resolve(url) : '.')
    try {
      wmi = await candidate.open()
    } catch (error) {
      // The server answered; what it does not have is the namespace.
      if (isNamespaceMissing(error)) yield passed(bareServer(server))
      throw error
    }
    yield passed(wmi.server)
    let count = 0
    try {
      for await (const _row of wmi.query(trivialQuery, calling)) count += 1
    } catch (error) {
      // Servers over the network look at the namespace when they are first asked for something in it.
      if (!isNamespaceMissing(error)) yield passed(wmi.namespace)
      throw error
    }
    yield passed(wmi.namespace)
    yield passed(`${trivialQuery}: ${count}`)
  } catch (error) {
    if (calling.signal?.aborted) throw calling.signal.reason
    // Nothing was tried yet: the command line itself is wrong.
    if (error instanceof UsageError) throw error
    const [failed, ...rest] = stageNames.slice(at)
    if (failed) yield { stage: failed, outcome: 'failed', detail: '', error }
    for (const stage of rest) yield { stage, outcome: 'skipped', detail: '' }
  } finally {
    if (wmi) await candidate.close(wmi)
  }
}

function isNamespaceMissing(error: unknown): boolean {
  return error instanceof WmiError && error.name === 'WBEM_E_INVALID_NAMESPACE'
}

/** The URL at which the options of the command line reach a server; undefined for the embedded host. @throws ArgumentError */
export function urlOf(server: string, options: ConnectOptions): URL | undefined {
  return goesByNetwork({ ...options, server }) ? serverUrl(server, options.tls !== undefined) : undefined
}

/** The addresses of a server. */
async function resolve({ hostname }: URL): Promise<string> {
  const name = hostname.replace(/^\[(.*)\]$/, '$1')
  try {
    const found = await lookup(name, { all: true })
    return found.map(({ address }) => address).join(', ')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UnresolvedError(cliText('unresolved', { name, reason }), {
      hint: cliText('unresolvedHint'),
      cause: error,
    })
  }
}
