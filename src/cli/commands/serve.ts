import { ownAccount } from '../../base/account.js'
import { DriveMap } from '../../base/drives.js'
import { cliServeText } from '../../base/texts/cli-serve.js'
import { mofFiles } from '../../connect/local.js'
import { WmiHost } from '../../host/index.js'
import type { ListenAccounts, ListenOptions, ListenTls, WsmanListener } from '../../listen/index.js'
import { serveWsman, singleUser, UsersFile } from '../../listen/index.js'
import type { Context, Execute } from '../context.js'
import { UsageError } from '../errors.js'
import { describeFailure } from '../failure.js'
import { closeAll, isLoopback, listenLog, listenUntilStopped, opened } from '../listening.js'
import { certificateAndKey, certificateMissing } from '../network.js'
import type { Options } from '../options.js'
import { askPassword, passwordFromFile } from '../password.js'
import { checkMethods, servePolicy } from '../serve-rules.js'
import { importModules } from '../session.js'

/** `wmilink serve`: the embedded host behind listeners, until somebody stops it. */
export const execute: Execute = async context => {
  const { options } = context
  checkMethods(options, process.geteuid?.())
  const places = await listenPlaces(options)
  const access = await servePolicy(options)
  const accounts = await accountsOf(context)
  await importModules(context)

  const { sources } = await mofFiles(options.mof ?? [], 'root\\cimv2')
  await using host = new WmiHost({
    drives: new DriveMap(options.drive),
    mof: sources,
    access,
    ...(options.data === undefined ? {} : { data: options.data }),
    onWarning: text => context.messages.notice(text),
  })
  await host.saved()
  const listeners: WsmanListener[] = []
  try {
    for (const place of places)
      listeners.push(
        await opened(serveWsman({ ...place, ...services(context, host), accounts, onLog: listenLog(context) })),
      )
  } catch (error) {
    await closeAll(listeners)
    throw error
  }
  warn(context, listeners)
  await listenUntilStopped(context, listeners)
  return undefined
}

type Place = Pick<ListenOptions, 'port' | 'host' | 'tls'>

/** The listeners that the options ask for; one over http when they name none. */
async function listenPlaces(options: Options): Promise<Place[]> {
  const { wsman, wsmanTls, listen = '127.0.0.1', cert, key, keyPasswordFile } = options
  if (cert === undefined && (key !== undefined || keyPasswordFile !== undefined)) throw certificateMissing()
  const host = listen.replace(/^\[(.*)\]$/, '$1')
  const places: Place[] = []
  if (wsman !== undefined || wsmanTls === undefined) places.push({ host, port: portOf(wsman, 5985) })
  if (wsmanTls !== undefined) places.push({ host, port: portOf(wsmanTls, 5986), tls: await serverTls(options) })
  return places
}

function portOf(given: number | true | undefined, usual: number): number {
  return typeof given === 'number' ? given : usual
}

async function serverTls({ cert, key, keyPasswordFile }: Options): Promise<ListenTls> {
  if (cert === undefined) throw new UsageError(cliServeText('tlsNeedsCert'), { hint: cliServeText('tlsNeedsCertHint') })
  const pem = await certificateAndKey(cert, key)
  return {
    cert: pem.certificate,
    key: pem.key,
    ...(keyPasswordFile === undefined ? {} : { keyPassphrase: await passwordFromFile(keyPasswordFile) }),
  }
}

/** Those of the file, or the one user. @throws UsageError when there are none or two kinds */
async function accountsOf(context: Context): Promise<ListenAccounts> {
  const { users, user, passwordFile } = context.options
  if (users !== undefined) {
    const other = user === undefined ? passwordFile && '--password-file' : '--user'
    if (other) {
      const message = cliServeText('exclude', { one: '--users', other })
      throw new UsageError(message, { hint: cliServeText('excludeHint') })
    }
    const file = new UsersFile(users, error => context.messages.warning(describeFailure(error).message))
    if ((await file.list()).length === 0) context.messages.warning(cliServeText('noUsersYet', { file: users }))
    return file
  }
  if (user === undefined) throw new UsageError(cliServeText('noUsers'), { hint: cliServeText('noUsersHint') })
  if (passwordFile !== undefined) return singleUser(user, await passwordFromFile(passwordFile))
  const question = cliServeText('logonPassword', { user })
  return singleUser(user, context.password ?? (await askPassword(context.io, question, context.signal)))
}

function services(
  { options }: Context,
  host: WmiHost,
): Pick<ListenOptions, 'open' | 'allowMethods' | 'allowWrites' | 'requireMic' | 'requireChannelBindings'> {
  const allowMethods = options.allowMethods === true
  return {
    open: ({ user }, namespace) => host.connect(namespace, { caller: { user, remote: true, allowMethods } }),
    allowMethods,
    allowWrites: options.allowWrites === true,
    ...(options.allowLegacyNtlm ? { requireMic: false, requireChannelBindings: false } : {}),
  }
}

/** What the person who starts this must know. */
function warn({ messages, options }: Context, listeners: readonly WsmanListener[]): void {
  for (const { host, url } of listeners) {
    if (isLoopback(host)) continue
    messages.warning(cliServeText('reachable', { address: url }))
    if (url.startsWith('http:')) messages.warning(cliServeText('reachableHttp'))
  }
  if (options.allowMethods) messages.warning(cliServeText('methodsAllowed', { account: ownAccount() }))
  const [first] = listeners
  if (first) messages.notice(cliServeText('tryIt', { url: first.url }))
}
