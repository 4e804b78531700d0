// HTTP: the properties of `DTS:HttpConnection`, and two passwords beside them.
import { webServiceText } from '../../base/texts/ssis-web-service.js'
import type { TlsOptions } from '../../http/options.js'
import type { ConnectionManager } from '../connection-manager.js'
import type {
  ConnectionEnvironment,
  ConnectionKind,
  ConnectionObject,
  ConnectionPlan,
  MissingSecret,
} from '../contract.js'
import { type DtsError, type DtsProblem, dtsError, dtsProblem, problemOf } from '../errors.js'
import type { PropertyValue } from '../property-values.js'
import { readClientCertificate } from './http/certificate.js'
import type { HttpConnection, HttpConnectionSettings, HttpCredentials } from './http/connection.js'
import { HttpData } from './http/data.js'
import { HttpAuthentication, httpProperties, type SecretName, type secretNames } from './http/properties.js'
import { type ProxyChoice, withScheme } from './http/proxy.js'
import { HttpSecrets } from './http/secrets.js'

export type { HttpAnswer, HttpConnection } from './http/connection.js'
export { HttpAuthentication } from './http/properties.js'

/** The inner object of an HTTP connection manager. */
class HttpManager implements ConnectionObject {
  readonly #manager: ConnectionManager
  readonly #data: HttpData
  readonly #secrets: HttpSecrets
  #open: HttpConnection[] = []

  constructor(manager: ConnectionManager) {
    this.#manager = manager
    this.#data = new HttpData(manager)
    this.#secrets = new HttpSecrets(manager, this.#data)
  }

  initialize(): void {
    this.#data.initialize()
  }

  get(name: string): PropertyValue {
    if (this.#secrets.has(name)) throw dtsError('DTS_E_PROPERTYWRITEONLY', { property: name })
    const value = this.#data.get(name)
    return typeof value === 'string' && /^(?:connectionstring|serverurl|proxyurl)$/i.test(name)
      ? withoutUser(value)
      : value
  }

  /** A password that belonged to another server or user is forgotten. */
  set(name: string, value: PropertyValue): void {
    if (this.#secrets.has(name)) this.#secrets.set(name, String(value))
    else if (this.get(name) !== value) this.#secrets.keepBound(() => this.#data.set(name, value))
  }

  problems(): DtsProblem[] {
    try {
      return [...this.#faults()].map(reason =>
        dtsProblem('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name: this.#manager.name, reason }),
      )
    } catch (error) {
      return [problemOf(error)]
    }
  }

  secretWarnings(): string[] {
    return this.#secrets.warnings(name => this.#flag(usedWith[name]))
  }

  storeSecrets(): void {
    this.#secrets.store()
  }

  get hasUnsavedSecret(): boolean {
    return this.#secrets.unsaved
  }

  missingSecrets(secrets: ConnectionEnvironment['secrets']): MissingSecret[] {
    const wanted: (readonly [property: SecretName, url: string, user: string])[] = []
    if (this.#flag('UseServerCredentials'))
      wanted.push(['ServerPassword', this.#text('ServerURL'), this.#user('ServerDomain', 'ServerUserName')])
    if (this.#flag('UseProxy') && this.#flag('UseProxyCredentials'))
      wanted.push(['ProxyPassword', withScheme(this.#text('ProxyURL')), this.#user('ProxyDomain', 'ProxyUserName')])
    return wanted
      .map(([property, url, user]) => ({ property, server: new URL(url).hostname, user }))
      .filter(({ property, server, user }) => this.#known(property, server, user, secrets) === undefined)
  }

  plan({ secrets }: ConnectionEnvironment): ConnectionPlan {
    const user = this.#flag('UseServerCredentials') ? this.#user('ServerDomain', 'ServerUserName') : ''
    return { server: new URL(this.#text('ServerURL')).host, user, missing: this.missingSecrets(secrets) }
  }

  /** Connects to nothing yet: every request has a connection of its own. */
  async acquire(environment: ConnectionEnvironment): Promise<HttpConnection> {
    const [fault] = this.#faults()
    if (fault !== undefined) throw this.#refusal(fault)
    // Sockets and logons are loaded by the first who needs them: most packages call nobody over HTTP.
    const { HttpConnection } = await import('./http/connection.js')
    const connection = new HttpConnection(await this.#settings(environment))
    this.#open.push(connection)
    return connection
  }

  async release(connection: unknown): Promise<void> {
    const open = this.#open.find(each => each === connection)
    open?.close()
    this.#open = this.#open.filter(each => each !== open)
  }

  async dispose(): Promise<void> {
    this.#secrets.forget()
    for (const connection of this.#open.splice(0)) connection.close()
  }

  *#faults(): Generator<string> {
    const text = this.#text('ServerURL')
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (text === '') yield webServiceText('noServerUrl')
    else if (!url || !/^https?:$/.test(url.protocol)) yield webServiceText('badServerUrl', { url: withoutUser(text) })
    else if (url.username || url.password) yield webServiceText('userInUrl')
    const secure = url?.protocol === 'https:'
    if (url && !secure && this.#flag('UseSecureConnection')) yield webServiceText('notSecure')
    if (url && !secure && this.#text('CertificateIdentifier')) yield webServiceText('certificateClear')
    if (this.#flag('UseServerCredentials')) {
      const user = this.#text('ServerUserName')
      if (!user) yield webServiceText('noServerUser')
      else if (user.includes(':') && this.#method() === HttpAuthentication.Basic) yield webServiceText('colonInUser')
    }
    if (this.#flag('UseProxy')) yield* this.#proxyFaults()
    if (Number(this.#data.get('Timeout')) < 0) yield webServiceText('badTimeout')
  }

  *#proxyFaults(): Generator<string> {
    const text = this.#text('ProxyURL')
    const url = URL.canParse(withScheme(text)) ? new URL(withScheme(text)) : undefined
    if (text === '') yield webServiceText('noProxyUrl')
    else if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search || url.username || url.password)
      yield webServiceText('badProxyUrl', { url: withoutUser(text) })
    if (this.#flag('UseProxyCredentials') && !this.#text('ProxyUserName')) yield webServiceText('noProxyUser')
  }

  async #settings(environment: ConnectionEnvironment): Promise<HttpConnectionSettings> {
    const url = new URL(this.#text('ServerURL'))
    url.hash = ''
    return {
      url,
      timeout: Number(this.#data.get('Timeout')) * 1000,
      credentials: this.#credentials(url, environment),
      tls: await this.#tls(environment),
      proxy: this.#proxy(environment),
    }
  }

  #credentials(url: URL, environment: ConnectionEnvironment): HttpCredentials | undefined {
    if (!this.#flag('UseServerCredentials')) return undefined
    const kind = (['basic', 'negotiate', 'ntlm'] as const)[this.#method()]
    const username = this.#user('ServerDomain', 'ServerUserName')
    return { kind, username, password: this.#password('ServerPassword', url.hostname, username, environment) }
  }

  #proxy(environment: ConnectionEnvironment): ProxyChoice | undefined {
    if (!this.#flag('UseProxy')) return undefined
    const url = this.#text('ProxyURL')
    const bypassLocal = this.#flag('BypassProxyOnLocal')
    if (!this.#flag('UseProxyCredentials')) return { url, username: undefined, password: '', bypassLocal }
    const username = this.#user('ProxyDomain', 'ProxyUserName')
    const { hostname } = new URL(withScheme(url))
    return { url, username, password: this.#password('ProxyPassword', hostname, username, environment), bypassLocal }
  }

  #password(name: SecretName, host: string, username: string, { secrets }: ConnectionEnvironment): string {
    const password = this.#known(name, host, username, secrets)
    if (password !== undefined) return password
    throw this.#refusal(webServiceText('noPassword', { property: name }), webServiceText('noPasswordHint'))
  }

  /** The password of the manager, else the one that a store keeps for this server and user. */
  #known(name: SecretName, host: string, user: string, secrets: ConnectionEnvironment['secrets']): string | undefined {
    return this.#secrets.get(name) ?? secrets?.find(host, user)
  }

  #user(domain: string, user: string): string {
    return withDomain(this.#text(domain), this.#text(user))
  }

  async #tls({ connect, drives }: ConnectionEnvironment): Promise<TlsOptions> {
    const ca = connect.tls?.ca
    const fingerprint = this.#text('ServerCertificateFingerprint')
    const identifier = this.#text('CertificateIdentifier')
    const passphrase = this.#secrets.certificatePassword
    return {
      ...(ca === undefined ? {} : { ca }),
      ...(fingerprint === '' ? {} : { fingerprint }),
      ...(identifier === '' ? {} : await readClientCertificate(drives.toNative(identifier), passphrase)),
    }
  }

  #method(): HttpAuthentication {
    return Number(this.#data.get('AuthenticationMethod')) as HttpAuthentication
  }

  #text(name: string): string {
    return String(this.#data.get(name)).trim()
  }

  #flag(name: string): boolean {
    return this.#data.get(name) === true
  }

  #refusal(reason: string, hint?: string): DtsError {
    return dtsError(
      'DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER',
      { name: this.#manager.name, reason },
      hint === undefined ? {} : { hint },
    )
  }
}

const usedWith = {
  ServerPassword: 'UseServerCredentials',
  ProxyPassword: 'UseProxyCredentials',
} as const satisfies Record<(typeof secretNames)[number], string>

function withDomain(domain: string, user: string): string {
  return domain === '' ? user : `${domain}\\${user}`
}

/** A URL without the user and password that somebody wrote into it. */
function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1')
}

/**
 * What people should know before the manager sends anything: SSIS permits Basic without TLS, and so does this manager.
 * Undefined when nothing is to be said.
 */
export function clearPasswordWarning({ properties, name }: ConnectionManager): string | undefined {
  const read = (property: string) => properties.get(property).getValue({ properties })
  const clear = /^http:/i.test(String(read('ServerURL')).trim())
  if (!clear || read('UseServerCredentials') !== true) return undefined
  if (read('AuthenticationMethod') !== HttpAuthentication.Basic) return undefined
  return webServiceText('clearPassword', { name })
}

/** HTTP: acquires an {@link HttpConnection}. */
export const httpKind: ConnectionKind = {
  creationName: 'HTTP',
  title: 'HTTP Connection Manager',
  properties: httpProperties,
  open: manager => new HttpManager(manager),
}
