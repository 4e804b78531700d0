// How far one gets with a server, and what to do where it ends.
import { ArgumentError } from '../base/errors.js'
import { diagnosisText } from '../base/texts/connect-diagnosis.js'
import { CimDateTime } from '../cim/datetime.js'
import { normalizeNamespace } from '../cim/path.js'
import type { ProbeStage } from '../http/index.js'
import { Call } from '../wmi/call.js'
import { isUrl } from '../wmi/local-server.js'
import type { CallOptions } from '../wmi/services.js'
import { type DiagnosisCause, type DiagnosisStage, type DiagnosisStageName, diagnosisStages } from './diagnosis.js'
import { type CauseContext, causesOf, schemeOff } from './diagnosis-causes.js'
import { TransportError } from './errors.js'
import type { ConnectOptions } from './options.js'
import { serverUrl, shownUrl } from './server-url.js'
import { decideTarget, readTarget } from './target.js'
import type { OpenedConnection } from './wsman/open.js'
import type { WsmanTarget } from './wsman/target.js'

export * from './diagnosis.js'

/** What a stage found; what is left out stays empty. */
type Finding = Partial<Omit<DiagnosisStage, 'stage'>>

/** Days before its end from which a certificate is worth a warning, and seconds by which clocks may differ. */
const soon = 30
const clockLeeway = 300
const pings = 5

/**
 * Walks to a server stage by stage; after the first failure the others are skipped. Credentials that are missing or cannot be used here end
 * the walk at the logon only, so that the way is looked at all the same.
 *
 * @param target as `connect()` takes it; a server by WS-Management
 * @throws the reason of the signal; ArgumentError for options that cannot be right
 */
export async function* diagnose(
  target: ConnectOptions | string,
  call: CallOptions = {},
): AsyncGenerator<DiagnosisStage, void> {
  const options: ConnectOptions = {
    transport: 'wsman',
    ...(typeof target === 'string' ? readTarget(target) : target),
    ...(call.timeout === undefined ? {} : { timeout: call.timeout }),
  }
  const walk = new Walk(options, call)
  try {
    let last: DiagnosisStageName = 'settings'
    let failed = false
    for await (const stage of walk.stages()) {
      call.signal?.throwIfAborted()
      last = stage.stage
      failed ||= stage.outcome === 'failed'
      yield stage
    }
    call.signal?.throwIfAborted()
    if (!failed) return
    const at = diagnosisStages.indexOf(last)
    for (const stage of diagnosisStages.slice(at + 1))
      if (stage !== 'tls' || walk.url?.protocol === 'https:')
        yield { stage, outcome: 'skipped', detail: '', facts: {}, causes: [] }
  } catch (error) {
    call.signal?.throwIfAborted()
    throw error
  } finally {
    await walk.close()
  }
}

/** What the options mean; without usable credentials also why. */
interface Settings {
  readonly url: URL
  readonly target: WsmanTarget | undefined
  readonly problem: unknown
}

class Walk {
  readonly #options: ConnectOptions
  readonly #call: CallOptions
  #opened: OpenedConnection | undefined
  #thumbprint: string | undefined
  url: URL | undefined

  constructor(options: ConnectOptions, call: CallOptions) {
    this.#options = options
    this.#call = call
  }

  async close(): Promise<void> {
    await this.#opened?.services.close()
  }

  /** Ends with the first stage that fails. */
  async *stages(): AsyncGenerator<DiagnosisStage, void> {
    const { url, target, problem } = this.#settings()
    this.url = url
    yield this.#found('settings', this.#described(url, target, problem))

    let reached = true
    for await (const stage of this.#probe(url)) {
      if (stage.outcome === 'failed') reached = false
      yield stage
    }
    if (!reached) return
    if (!target) {
      yield this.#found('logon', this.#failure(problem))
      return
    }
    for (const [stage, look] of [
      ['logon', () => this.#logon(target)],
      ['namespace', () => this.#namespace()],
      ['query', () => this.#query()],
      ['roundTrip', () => this.#roundTrip()],
    ] as const) {
      const finding = await this.#timed(look)
      yield this.#found(stage, finding)
      if (finding.outcome === 'failed') return
    }
  }

  /** @throws ArgumentError when not even the server is known */
  #settings(): Settings {
    const { server = '', tls } = this.#options
    const url = serverUrl(server, tls !== undefined)
    try {
      const target = decideTarget(this.#options)
      if (target.kind === 'local') throw new ArgumentError(server)
      return { url, target, problem: undefined }
    } catch (problem) {
      return { url, target: undefined, problem }
    }
  }

  #described(url: URL, target: WsmanTarget | undefined, problem: unknown): Finding {
    const { namespace = '', tls, proxy } = this.#options
    const names = {
      url: shownUrl(url),
      namespace: target?.namespace ?? normalizeNamespace(namespace),
      auth: target?.credentials.kind ?? this.#options.auth ?? null,
      user: this.#user,
      proxy: proxy !== undefined,
      pinned: tls?.fingerprint !== undefined,
    }
    return {
      outcome: problem === undefined ? 'ok' : 'warning',
      detail: [names.url, names.namespace, names.auth ?? '', names.user].filter(Boolean).join('  '),
      facts: names,
      causes: problem instanceof Error ? [{ cause: problem.message }] : [],
    }
  }

  get #user(): string {
    const { username = '' } = this.#options
    return username
  }

  async *#probe(url: URL): AsyncGenerator<DiagnosisStage, void> {
    const { probe } = await import('../http/index.js')
    const { tls, proxy, timeout } = this.#options
    const how = {
      ...(tls === undefined ? {} : { tls }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(timeout ? { timeout } : {}),
      ...(this.#call.signal ? { signal: this.#call.signal } : {}),
    }
    for await (const stage of probe(url, how)) {
      const finding = this.#probed(stage)
      const { milliseconds } = stage
      const name = stage.stage === 'proxy' ? 'tcp' : stage.stage
      if (stage.stage !== 'tcp' || proxy !== undefined || isUrl(this.#options.server ?? '')) {
        yield this.#found(name, { milliseconds, ...finding })
        continue
      }
      const other = await this.#otherPort(url)
      const causes = [...(stage.failure && other ? (other.causes ?? []) : []), ...(finding.causes ?? [])]
      yield this.#found(name, { milliseconds, ...finding, causes })
      if (other) yield this.#found('tcp', { ...other, causes: [] })
    }
  }

  /** The other port of WinRM, told when it answers. */
  async #otherPort(url: URL): Promise<Finding | undefined> {
    const { probe } = await import('../http/index.js')
    const other = new URL(url)
    other.protocol = url.protocol === 'https:' ? 'http:' : 'https:'
    other.port = url.protocol === 'https:' ? '5985' : '5986'
    const signal = this.#call.signal
    for await (const stage of probe(other, { timeout: 3000, ...(signal ? { signal } : {}) })) {
      if (stage.stage !== 'tcp') continue
      if (!stage.connected) return undefined
      const port = Number(other.port)
      return {
        ...this.#probed(stage),
        milliseconds: stage.milliseconds,
        causes: [{ cause: diagnosisText('otherPort', { port, url: shownUrl(other) }) }],
      }
    }
    return undefined
  }

  #probed(stage: ProbeStage): Finding {
    const failure = stage.failure && this.#failure(TransportError.from(stage.failure))
    switch (stage.stage) {
      case 'resolve':
        return {
          detail: stage.addresses.join(', '),
          facts: { host: stage.host, addresses: stage.addresses },
          ...failure,
        }
      case 'tcp':
        return {
          detail: stage.connected ? `${stage.port} (${stage.connected})` : String(stage.port),
          facts: { port: stage.port, connected: stage.connected ?? null },
          ...failure,
        }
      case 'proxy':
        return { detail: 'CONNECT', facts: { proxy: true }, ...failure }
      case 'tls':
        return this.#secured(stage)
      case 'offer':
        return this.#offered(stage)
    }
  }

  #secured({ protocol, cipher, certificate, failure }: Extract<ProbeStage, { stage: 'tls' }>): Finding {
    this.#thumbprint = certificate?.sha1
    const {
      subject = '',
      issuer = '',
      names = '',
      validFrom = '',
      validTo = '',
      sha1 = '',
      sha256 = '',
    } = certificate ?? {}
    const found = {
      detail: [protocol, subject, validTo].filter(Boolean).join('  '),
      facts: {
        protocol: protocol ?? null,
        cipher: cipher ?? null,
        ...{ subject, issuer, names, validFrom, validTo, sha1, sha256 },
      },
    }
    if (failure) return { ...found, ...this.#failure(TransportError.from(failure)) }
    const { tls } = this.#options
    const causes: DiagnosisCause[] = []
    if (tls?.insecure && tls.fingerprint === undefined)
      causes.push({ cause: diagnosisText('insecure', { sha1: sha1 || '-' }) })
    const days = (Date.parse(validTo) - Date.now()) / 86_400_000
    if (days < soon) causes.push({ cause: diagnosisText('expiring', { date: validTo }) })
    if (protocol !== undefined && !/^TLSv1\.[23]$/.test(protocol)) causes.push({ cause: diagnosisText('oldTls') })
    return { ...found, ...warned(causes) }
  }

  #offered({ status, schemes, product, failure }: Extract<ProbeStage, { stage: 'offer' }>): Finding {
    const found = {
      detail: [...schemes, product].filter(Boolean).join(', ') || String(status ?? ''),
      facts: { status: status ?? null, schemes, product },
    }
    // A server may leave those unanswered that have not logged on, or know a client by its certificate already.
    if (failure) return { ...found, ...warned([{ cause: diagnosisText('noAnswer') }]) }
    const wanted = this.#wanted
    const has = schemes.some(scheme => wanted.some(name => name.toLowerCase() === scheme.toLowerCase()))
    if (has || wanted.length === 0) return found
    if (schemes.length === 0)
      return { ...found, ...warned(causesOf(new TransportError('status', ''), this.#context).slice(0, 1)) }
    const [first = ''] = wanted
    return { ...found, outcome: 'failed', causes: [schemeOff(first, schemes)] }
  }

  /** The schemes of which the server must offer one. */
  get #wanted(): readonly string[] {
    const { auth, username, tls } = this.#options
    if (auth === 'certificate' || (!username && tls?.certificate !== undefined)) return []
    if (auth === 'basic') return ['Basic']
    return auth === 'ntlm' ? ['Negotiate', 'NTLM'] : ['Negotiate']
  }

  async #logon(target: WsmanTarget): Promise<Finding> {
    const { openWsman } = await import('./wsman/open.js')
    const call = new Call(this.#call)
    try {
      this.#opened = await openWsman(target, this.#options, call)
    } finally {
      call.end()
    }
    const { services, identity } = this.#opened
    const { vendor, version } = identity
    const user = this.#user || target.credentials.kind
    return {
      detail: [`${user} @ ${services.server}`, vendor, version].filter(Boolean).join('  '),
      facts: { user, server: services.server, vendor, version, stack: identity.stack ?? null },
    }
  }

  async #namespace(): Promise<Finding> {
    const { namespace } = this.#services
    const below = await this.#services.namespaces(this.#call)
    return { detail: namespace, facts: { namespace, below: below.length } }
  }

  /** What every server can tell of itself, and what time it is there. */
  async #query(): Promise<Finding> {
    const isDefault = this.#services.namespace.toLowerCase() === 'root\\cimv2'
    const wql = isDefault ? 'SELECT Caption, LocalDateTime FROM Win32_OperatingSystem' : 'SELECT * FROM __NAMESPACE'
    const rows = await this.#services.query(wql, this.#call).toArray()
    const [row] = rows
    const caption = typeof row?.Caption === 'string' ? row.Caption.trim() : ''
    const seconds = row?.LocalDateTime instanceof CimDateTime ? secondsAhead(row.LocalDateTime) : null
    const causes: DiagnosisCause[] = []
    if (isDefault && !row) causes.push({ cause: diagnosisText('noRows'), command: 'wmimgmt.msc' })
    if (seconds !== null && Math.abs(seconds) > clockLeeway)
      causes.push({ cause: diagnosisText('clock', { seconds: Math.abs(seconds) }), command: 'w32tm /resync' })
    return {
      detail: [`${wql}: ${rows.length}`, caption].filter(Boolean).join('  '),
      facts: { query: wql, rows: rows.length, caption, clockDifference: seconds },
      ...warned(causes),
    }
  }

  async #roundTrip(): Promise<Finding> {
    const times: number[] = []
    for (let count = 0; count < pings; count += 1) {
      const started = performance.now()
      await this.#opened?.ping()
      times.push(performance.now() - started)
      this.#call.signal?.throwIfAborted()
    }
    times.sort((a, b) => a - b)
    const [least = 0, , median = 0] = times
    const most = times.at(-1) ?? 0
    const shown = [least, median, most].map(time => time.toFixed(1))
    return {
      detail: `${shown.join(' / ')} ms`,
      facts: { exchanges: pings, least: round(least), median: round(median), most: round(most) },
    }
  }

  get #services() {
    if (!this.#opened) throw new ArgumentError('')
    return this.#opened.services
  }

  async #timed(look: () => Promise<Finding>): Promise<Finding> {
    const started = performance.now()
    try {
      const finding = await look()
      return { milliseconds: performance.now() - started, ...finding }
    } catch (error) {
      this.#call.signal?.throwIfAborted()
      return { milliseconds: performance.now() - started, ...this.#failure(error) }
    }
  }

  #failure(error: unknown): Finding {
    const causes = causesOf(error, this.#context)
    if (error instanceof TransportError && error.reason === 'notOffered')
      causes.push(schemeOff(this.#wanted[0] ?? '', error.offered))
    return { outcome: 'failed', error, causes }
  }

  get #context(): CauseContext {
    const { auth = 'negotiate', namespace = 'root\\cimv2', server = '', tls, username } = this.#options
    const byCertificate = !username && tls?.certificate !== undefined
    return {
      url: this.url ?? serverUrl(server, tls !== undefined),
      user: this.#user,
      auth: byCertificate ? 'certificate' : auth,
      namespace,
      ...(this.#thumbprint === undefined ? {} : { thumbprint: this.#thumbprint }),
    }
  }

  #found(stage: DiagnosisStageName, finding: Finding): DiagnosisStage {
    return { outcome: 'ok', detail: '', facts: {}, causes: [], ...finding, stage }
  }
}

function warned(causes: readonly DiagnosisCause[]): Finding {
  return causes.length > 0 ? { outcome: 'warning', causes } : {}
}

/** By how much the clock of the server is ahead of ours. */
function secondsAhead(there: CimDateTime): number | null {
  const date = there.toDate()
  return date === null ? null : Math.round((date.getTime() - Date.now()) / 1000)
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
