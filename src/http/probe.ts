// What can be seen of a server without an account, stage by stage, for diagnosis.

import { lookup } from 'node:dns/promises'
import { isIP, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { type CertificateFacts, certificateFacts } from './certificate.js'
import { offeredSchemes, readChallenges } from './challenges.js'
import { Channel, headerOf } from './channel.js'
import { openTcp } from './connector.js'
import { Deadline, within } from './deadline.js'
import { soapType } from './encrypted-message.js'
import { HttpError } from './errors.js'
import { codeOf, connectFailure, endedFailure, type Waiting } from './failures.js'
import type { TlsOptions } from './options.js'
import { type Route, readRoute } from './settings.js'
import { peerCertificate, TlsClient } from './tls.js'
import { tunnel } from './tunnel.js'

/** What one stage has found; `failure` ends the walk, except that of the certificate, which nothing secret is sent under. */
export type ProbeStage = {
  /** Milliseconds that the stage took. */
  readonly milliseconds: number
  readonly failure?: HttpError
} & (
  | { readonly stage: 'resolve'; readonly host: string; readonly addresses: readonly string[] }
  | { readonly stage: 'tcp'; readonly port: number; readonly connected: string | undefined }
  | { readonly stage: 'proxy' }
  | {
      readonly stage: 'tls'
      /** Such as `TLSv1.3`. */
      readonly protocol: string | undefined
      readonly cipher: string | undefined
      readonly certificate: CertificateFacts | undefined
    }
  | {
      readonly stage: 'offer'
      readonly status: number | undefined
      /** Authentication schemes that the server names; empty where it names none. */
      readonly schemes: readonly string[]
      /** The header Server. */
      readonly product: string
    }
)

/** How to probe. */
export interface ProbeOptions {
  readonly tls?: TlsOptions
  readonly proxy?: string
  /** Milliseconds for each stage; default 15,000. */
  readonly timeout?: number
  readonly signal?: AbortSignal
}

/**
 * Walks to a server without logging on: addresses, TCP, proxy, TLS, and what an empty request without credentials is answered with. With a
 * proxy the first stages are those of the proxy.
 * @throws ArgumentError for options that cannot be right; the reason of the signal
 */
export async function* probe(url: URL, options: ProbeOptions = {}): AsyncGenerator<ProbeStage> {
  const route = readRoute(url, { tls: options.tls, proxy: options.proxy, connectTimeout: options.timeout })
  const tls = route.secure ? new TlsClient(route) : undefined
  const walk = new Walk(route, options.signal)
  let socket: Socket | undefined
  try {
    const { host, port } = route.proxy ?? route
    const resolved = await walk.stage(() => resolve(route, host))
    yield { stage: 'resolve', host, addresses: resolved.value ?? [], ...resolved.told }
    if (!resolved.value) return

    const connected = await walk.stage(signal => openTcp(route, signal))
    socket = connected.value
    yield { stage: 'tcp', port, connected: socket?.remoteAddress, ...connected.told }
    if (!socket) return

    const { proxy } = route
    if (proxy) {
      const direct = socket
      const passed = await walk.stage(() => tunnel(direct, route, proxy))
      yield { stage: 'proxy', ...passed.told }
      if (passed.told.failure) return
    }

    if (tls) {
      const plain = socket
      const shaken = await walk.stage(signal => tls.handshake(plain, signal))
      const secured = shaken.value
      yield { stage: 'tls', ...seen(secured), ...shaken.told, ...(secured ? judged(tls, secured) : {}) }
      if (!secured) return
      socket = secured
    }

    const channel = new Channel(route, { socket, certificate: undefined })
    const asked = await walk.stage(signal => ask(channel, signal), 'reply')
    yield { stage: 'offer', status: undefined, schemes: [], product: '', ...asked.value, ...asked.told }
  } finally {
    socket?.destroy()
  }
}

/** Times stages and turns what fails in them into something to tell. */
class Walk {
  readonly #route: Route
  readonly #signal: AbortSignal | undefined

  constructor(route: Route, signal: AbortSignal | undefined) {
    this.#route = route
    this.#signal = signal
  }

  async stage<T>(
    work: (signal: AbortSignal) => Promise<T>,
    waiting: Waiting = 'connect',
  ): Promise<{ value: T | undefined; told: { milliseconds: number; failure?: HttpError } }> {
    const started = performance.now()
    const deadline = new Deadline(this.#route.connectTimeout, this.#signal)
    try {
      const fail = (ended: Parameters<typeof endedFailure>[1]) => endedFailure(this.#route, ended, waiting, false)
      const value = await within(deadline, fail, work, late => {
        if (late instanceof Socket) late.destroy()
      })
      return { value, told: { milliseconds: performance.now() - started } }
    } catch (failure) {
      if (!(failure instanceof HttpError)) throw failure
      return { value: undefined, told: { milliseconds: performance.now() - started, failure } }
    } finally {
      deadline.clear()
    }
  }
}

async function resolve(route: Route, host: string): Promise<string[]> {
  if (isIP(host)) return [host]
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (error) {
    throw codeOf(error) ? connectFailure(route, error) : error
  }
}

function seen(secured: TLSSocket | undefined) {
  const raw = secured && peerCertificate(secured)
  return {
    protocol: secured?.getProtocol() ?? undefined,
    cipher: secured?.getCipher()?.name,
    certificate: raw && certificateFacts(raw),
  }
}

function judged(tls: TlsClient, secured: TLSSocket): { failure?: HttpError } {
  try {
    tls.judge(secured)
    return {}
  } catch (failure) {
    if (failure instanceof HttpError) return { failure }
    throw failure
  }
}

async function ask(channel: Channel, signal: AbortSignal) {
  const deadline = new Deadline(0, signal)
  try {
    const headers = { 'content-type': soapType, 'user-agent': 'wmilink' }
    const answer = await channel.post(headers, new Uint8Array(), { deadline, waiting: 'reply', limit: 1024 * 1024 })
    return {
      status: answer.status,
      schemes: offeredSchemes(readChallenges(answer.headers['www-authenticate'])),
      product: headerOf(answer, 'server')
        .replace(/\p{Cc}/gu, '')
        .slice(0, 100),
    }
  } finally {
    deadline.clear()
    channel.destroy()
  }
}
