// The connection string of the SSIS WMI connection manager:
//   ServerName=\\host;Namespace=\path;UseNtAuth=True|False;UserName=name;
// Written in this order and case, always with the last semicolon, without quoting and without a password.
import { ArgumentError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { connectText } from '../base/texts/connect.js'
import { bareServer } from '../wmi/local-server.js'

export { isLocalServer } from '../wmi/local-server.js'

/** The fields of a WMI connection manager. */
export interface ConnectionSettings {
  /** With two leading backslashes as SSIS writes it, or without. */
  readonly serverName: string
  /** With a leading backslash as SSIS writes it, or without. */
  readonly namespace: string
  /** True: run as the caller; user name and password are ignored. */
  readonly useNtAuth: boolean
  readonly userName: string
  /** Never printed: {@link parseConnectionString} makes it a property that is not enumerable. */
  readonly password?: string
}

/** What a new WMI connection manager says. */
export const defaultSettings: ConnectionSettings = Object.freeze({
  serverName: '\\\\localhost',
  namespace: '\\root\\cimv2',
  useNtAuth: true,
  userName: '',
})

type Field = keyof ConnectionSettings

/** Keys in the order in which they are written. */
const written: readonly (readonly [key: string, field: Exclude<Field, 'password'>])[] = [
  ['ServerName', 'serverName'],
  ['Namespace', 'namespace'],
  ['UseNtAuth', 'useNtAuth'],
  ['UserName', 'userName'],
]

const fields: ReadonlyMap<string, Field> = new Map([
  ...written.map(([key, field]): [string, Field] => [foldName(key), field]),
  ['password', 'password'],
])

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** True when the text begins like a connection string and gives at least one field a value. */
export function isConnectionString(text: string): boolean {
  if (!/^[\s;]*\w[\w ]*=/.test(text)) return false
  return text.split(';').some(part => part.includes('=') && fieldOf(part) !== undefined)
}

function fieldOf(part: string): Field | undefined {
  const [key = ''] = part.split('=', 1)
  return fields.get(foldName(key.trim()))
}

/**
 * Reads a connection string. Keys may have any case and order, absent ones keep the value of `base`. A password is
 * accepted; the one of `base` is kept only while server and user stay the same.
 *
 * @param unknownKeys `ignore` for a text that a file brought, so that a package is never refused for what others wrote
 * @throws ArgumentError for a part without `=`, an unknown key, or a UseNtAuth that is not True or False. Parts are told by
 *   their number: nothing of the text is repeated, for it may be a piece of a password
 */
export function parseConnectionString(
  text: string,
  base: ConnectionSettings = defaultSettings,
  unknownKeys: 'refuse' | 'ignore' = 'refuse',
): ConnectionSettings {
  const given: { -readonly [F in Field]?: ConnectionSettings[F] } = {}
  for (const [index, part] of text.split(';').entries()) {
    if (part.trim() === '') continue
    const position = index + 1
    const equals = part.indexOf('=')
    if (equals < 0) throw malformed(connectText('partForm', { position }))
    const field = fieldOf(part)
    const value = part.slice(equals + 1)
    if (field === 'useNtAuth') given.useNtAuth = parseBoolean(value, position)
    else if (field === 'password') given.password = value
    else if (field !== undefined) given[field] = value.trim()
    else if (unknownKeys === 'refuse') throw malformed(connectText('unknownKey', { position }))
  }
  const settings: ConnectionSettings = {
    serverName: given.serverName ?? base.serverName,
    namespace: given.namespace ?? base.namespace,
    useNtAuth: given.useNtAuth ?? base.useNtAuth,
    userName: given.userName ?? base.userName,
  }
  const password = given.password ?? (sameIdentity(settings, base) ? base.password : undefined)
  if (password !== undefined) Object.defineProperty(settings, 'password', { value: password, enumerable: false })
  return settings
}

/** Writes a connection string as SSIS does. @throws ArgumentError for a value with a semicolon, which cannot be read back */
export function formatConnectionString(settings: ConnectionSettings): string {
  let text = ''
  for (const [key, field] of written) {
    const value = settings[field]
    const shown = typeof value === 'boolean' ? (value ? 'True' : 'False') : value
    if (shown.includes(';')) {
      throw new ArgumentError(connectText('valueSeparator', { key }), { hint: connectText('valueSeparatorHint') })
    }
    text += `${key}=${shown};`
  }
  return text
}

function parseBoolean(value: string, position: number): boolean {
  const flag = booleans.get(value.trim().toLowerCase())
  if (flag === undefined) throw malformed(connectText('booleanForm', { position }))
  return flag
}

function malformed(message: string): ArgumentError {
  return new ArgumentError(message, { hint: connectText('stringHint') })
}

/** A secret belongs to a server and a user. */
function sameIdentity(a: ConnectionSettings, b: ConnectionSettings): boolean {
  return (
    foldName(bareServer(a.serverName)) === foldName(bareServer(b.serverName)) &&
    foldName(a.userName) === foldName(b.userName)
  )
}
