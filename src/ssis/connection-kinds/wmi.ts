// WMIConn (Microsoft.SqlServer.Dts.ManagedConnections): everything but the password stands in one ConnectionString.
import { foldName } from '../../base/name-map.js'
import { modelText } from '../../base/texts/ssis-model.js'
import { type ConnectOptions, connect } from '../../connect/connect.js'
import {
  type ConnectionSettings,
  defaultSettings,
  formatConnectionString,
  parseConnectionString,
} from '../../connect/connection-string.js'
import { bareServer, isLocalServer } from '../../wmi/local-server.js'
import type { WmiServices } from '../../wmi/services.js'
import { ComponentElement } from '../component.js'
import type { ConnectionManager } from '../connection-manager.js'
import type {
  ConnectionEnvironment,
  ConnectionKind,
  ConnectionObject,
  ConnectionPlan,
  MissingSecret,
  PropertyDefinition,
} from '../contract.js'
import { parseField } from '../dtsx/fields.js'
import { hasRun, runValue, setRunValue } from '../dtsx/run-values.js'
import { parseBoolean } from '../dtsx/values.js'
import { type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import type { PropertyValue } from '../property-values.js'
import { type StoredSecret, storedSecrets } from './secrets.js'

const element = 'WmiConnectionManager'

const properties: readonly PropertyDefinition[] = [
  {
    name: 'ConnectionString',
    type: 'String',
    default: formatConnectionString(defaultSettings),
    attribute: 'ConnectionString',
  },
  { name: 'ServerName', type: 'String', default: defaultSettings.serverName },
  { name: 'Namespace', type: 'String', default: defaultSettings.namespace },
  { name: 'UseWindowsAuth', type: 'Boolean', default: defaultSettings.useNtAuth },
  { name: 'UserName', type: 'String', default: defaultSettings.userName },
  { name: 'Password', type: 'String', default: '', writeOnly: true },
  { name: 'ConnectByProxy', type: 'Boolean', default: false, attribute: 'ConnectByProxy' },
]

// Tools of some versions save it. Nothing here depends on it, and without the attribute there is nothing to tell.
const targetServerVersion = { stored: 'TargetServerVersion', type: 'Int32', default: 0 } as const
const targetServerDefinition: PropertyDefinition = {
  name: 'TargetServerVersion',
  type: 'Int32',
  default: 0,
  attribute: 'TargetServerVersion',
  readOnly: true,
}

type SettingKey = 'serverName' | 'namespace' | 'useNtAuth' | 'userName'

const settingKeys: Readonly<Record<string, SettingKey>> = {
  servername: 'serverName',
  namespace: 'namespace',
  usewindowsauth: 'useNtAuth',
  username: 'userName',
}

interface Shared {
  readonly environment: ConnectionEnvironment
  readonly settings: string
  /** With another password it is another connection. */
  readonly secret: string | undefined
  readonly services: Promise<WmiServices>
  users: number
}

/** The inner object of a WMI connection manager. */
class WmiConnection implements ConnectionObject {
  readonly #manager: ConnectionManager
  readonly #data: ComponentElement
  // A password that was set, never the one of the file; a secret belongs to one server and one user.
  #password: string | undefined
  #dropped = false
  #shared: Shared[] = []

  constructor(manager: ConnectionManager) {
    this.#manager = manager
    this.#data = new ComponentElement(manager.node, element, ['ConnectionString', 'ConnectByProxy'])
  }

  get definitions(): readonly PropertyDefinition[] {
    return this.#data.get('TargetServerVersion') === undefined ? properties : [...properties, targetServerDefinition]
  }

  initialize(): void {
    this.#data.set('ConnectionString', formatConnectionString(defaultSettings))
    // The tools of the formats before did not know it.
    if (this.#manager.node.format === 8) this.#data.set('ConnectByProxy', 'False')
  }

  get(name: string): PropertyValue {
    const key = name.toLowerCase()
    const setting = settingKeys[key]
    if (setting) return this.#settings()[setting]
    if (key === 'connectionstring') return this.#connectionString()
    if (key === 'connectbyproxy') return parseBoolean(this.#data.get('ConnectByProxy') ?? '') ?? false
    if (key === 'targetserverversion')
      return parseField<number>(this.#data.get('TargetServerVersion') ?? '', targetServerVersion, this.#manager.node)
    if (key === 'password') throw dtsError('DTS_E_PROPERTYWRITEONLY', { property: 'Password' })
    throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
  }

  set(name: string, value: PropertyValue): void {
    const key = name.toLowerCase()
    const setting = settingKeys[key]
    if (setting) this.#apply({ ...this.#settings(), [setting]: value })
    else if (key === 'connectionstring') this.#apply(parseConnectionString(String(value), this.#settingsQuietly()))
    else if (key === 'connectbyproxy') this.#setProxy(value === true)
    else if (key === 'password') this.#setPassword(String(value))
    else throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
  }

  problems(): DtsProblem[] {
    const { name } = this.#manager
    const problem = (reason: string) =>
      dtsProblem('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason })
    try {
      const { serverName, namespace } = this.#settings()
      const found: DtsProblem[] = []
      if (serverName.trim() === '') found.push(problem(modelText('noServer')))
      if (namespace.replace(/[\\/\s]/g, '') === '') found.push(problem(modelText('noNamespace')))
      return found
    } catch (error) {
      return [problem(error instanceof Error ? error.message : String(error))]
    }
  }

  secretWarnings(): string[] {
    const { name } = this.#manager
    const warnings: string[] = []
    if (this.#dropped) warnings.push(modelText('passwordDropped', { name }))
    if (this.#password !== undefined) return warnings
    const secret = this.#stored()[0]
    const inClear = secret?.form === 'clear' && this.#manager.parent.hasInClear(secret.element)
    if (inClear || this.#settingsQuietly().password !== undefined) warnings.push(modelText('clearPassword', { name }))
    else if (secret && secret.form !== 'clear') {
      const how = modelText(secret.form === 'userKey' ? 'byUserKey' : 'byPassword')
      warnings.push(modelText('notWmiPassword', { name, how }))
    }
    return warnings
  }

  get hasUnsavedSecret(): boolean {
    return this.#password !== undefined
  }

  /** This machine takes no credentials. */
  missingSecrets(secrets: ConnectionEnvironment['secrets']): MissingSecret[] {
    const { useNtAuth, userName: user, serverName: server } = this.#settings()
    if (useNtAuth || user === '' || isLocalServer(server)) return []
    const known = this.#secret() ?? this.#fromStore(secrets)
    return known === undefined ? [{ property: 'Password', server, user }] : []
  }

  async acquire(environment: ConnectionEnvironment): Promise<WmiServices> {
    const settings = formatConnectionString(this.#settings())
    const secret = this.#secret() ?? this.#fromStore(environment.secrets)
    let shared = this.#shared.find(
      each => each.environment === environment && each.settings === settings && each.secret === secret,
    )
    if (!shared) {
      shared = { environment, settings, secret, services: this.#connect(environment, secret), users: 0 }
      this.#shared.push(shared)
    }
    shared.users += 1
    try {
      return await shared.services
    } catch (error) {
      this.#forget(shared)
      throw error
    }
  }

  async release(connection: unknown): Promise<void> {
    for (const shared of this.#shared) {
      if ((await shared.services.catch(() => undefined)) !== connection) continue
      shared.users -= 1
      if (shared.users > 0) return
      this.#forget(shared)
      await (await shared.services).close()
      return
    }
  }

  async dispose(): Promise<void> {
    this.#password = undefined
    const open = this.#shared
    this.#shared = []
    for (const { services } of open) await (await services.catch(() => undefined))?.close()
  }

  /** The password that a connection gets: none with Windows authentication. */
  #secret(): string | undefined {
    const { useNtAuth, password } = this.#settings()
    if (useNtAuth) return undefined
    const run = runValue(this.#manager.node.element, 'Password')
    return run ? run.text : (this.#password ?? this.#clearPassword() ?? password)
  }

  /** The one that a store keeps for this server and user. */
  #fromStore(secrets: ConnectionEnvironment['secrets']): string | undefined {
    const { serverName, userName, useNtAuth } = this.#settings()
    return useNtAuth || userName === '' ? undefined : secrets?.find(bareServer(serverName), userName)
  }

  /** The password goes below the element, as other managers have it; the file gets it encrypted. */
  storeSecrets(): void {
    const password = this.#password
    const data = this.#data.element
    if (password === undefined || !data) return
    for (const { element: secret } of this.#stored()) secret.remove()
    data.insert(data.document.create(data, 'Password', { Sensitive: '1' }, password))
    this.#password = undefined
  }

  plan(environment: ConnectionEnvironment): ConnectionPlan {
    const { serverName, userName, useNtAuth } = this.#settings()
    return {
      server: bareServer(serverName),
      user: useNtAuth ? '' : userName,
      missing: this.missingSecrets(environment.secrets),
      options: this.#options(environment, this.#secret() ?? this.#fromStore(environment.secrets)),
    }
  }

  #connect(environment: ConnectionEnvironment, secret: string | undefined): Promise<WmiServices> {
    return connect(this.#options(environment, secret))
  }

  #options(environment: ConnectionEnvironment, secret: string | undefined): ConnectOptions {
    const { serverName: server, namespace, useNtAuth, userName } = this.#settings()
    return {
      ...environment.connect,
      ...environment.connectTo?.(server),
      server,
      namespace,
      useNtAuth,
      ...(userName === '' ? {} : { username: userName }),
      ...(secret === undefined ? {} : { password: secret }),
    }
  }

  #forget(shared: Shared): void {
    this.#shared = this.#shared.filter(each => each !== shared)
  }

  /** @throws ArgumentError when the file's text is no connection string */
  #settings(): ConnectionSettings {
    const text = this.#data.get('ConnectionString')
    return text === undefined ? defaultSettings : parseConnectionString(text, defaultSettings, 'ignore')
  }

  #settingsQuietly(): ConnectionSettings {
    try {
      return this.#settings()
    } catch {
      return defaultSettings
    }
  }

  #connectionString(): string {
    const text = this.#data.get('ConnectionString')
    try {
      return formatConnectionString(this.#settings())
    } catch {
      // Not a connection string: shown as it stands, up to what may be a password with semicolons in it.
      return (text ?? '').replace(/(password\s*=).*/is, '$1')
    }
  }

  #apply(next: ConnectionSettings): void {
    const text = formatConnectionString(next)
    const current = this.#settingsQuietly()
    const same =
      foldName(bareServer(current.serverName)) === foldName(bareServer(next.serverName)) &&
      foldName(current.userName) === foldName(next.userName)
    if (!same) this.#drop()
    // One that stands in the file's string goes with its user as long as the string stands for the same one.
    else if (text !== this.#connectionString() && !this.#running) this.#password ??= current.password
    else if (this.#running && current.password !== undefined) this.#setPassword(current.password)
    if (next.password !== undefined && next.password !== current.password) this.#setPassword(next.password)
    if (text !== this.#connectionString() || this.#data.get('ConnectionString') === undefined)
      this.#data.set('ConnectionString', text)
  }

  /** During a run a password holds for the run. */
  #setPassword(password: string): void {
    if (setRunValue(this.#manager.node.element, 'Password', password === '' ? undefined : password)) return
    for (const { element: secret } of this.#stored()) secret.remove()
    const settings = this.#settingsQuietly()
    if (settings.password !== undefined) this.#data.set('ConnectionString', formatConnectionString(settings))
    this.#password = password === '' ? undefined : password
  }

  #drop(): void {
    if (setRunValue(this.#manager.node.element, 'Password', undefined)) return
    this.#password = undefined
    if (this.#settingsQuietly().password !== undefined) this.#dropped = true
    for (const { element: secret } of this.#stored()) {
      secret.remove()
      this.#dropped = true
    }
  }

  get #running(): boolean {
    return hasRun(this.#manager.node.element.document)
  }

  #setProxy(value: boolean): void {
    if (value !== (parseBoolean(this.#data.get('ConnectByProxy') ?? '') ?? false))
      this.#data.set('ConnectByProxy', value ? 'True' : 'False')
  }

  #stored(): StoredSecret[] {
    const data = this.#data.element
    return data ? storedSecrets(data) : []
  }

  #clearPassword(): string | undefined {
    return this.#stored().find(secret => secret.form === 'clear')?.element.text
  }
}

/** WMI: acquires a live WmiServices. */
export const wmiKind: ConnectionKind = {
  creationName: 'WMI',
  title: 'WMI Connection Manager',
  properties,
  open: manager => new WmiConnection(manager),
}
