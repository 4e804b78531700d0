// The connection that the options name, and the rooms it needs.
import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { reasonAndPlace } from '../base/error-place.js'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { type ConnectOptions, connect } from '../connect/connect.js'
import { isLocalServer } from '../wmi/local-server.js'
import type { CallOptions, WmiServices } from '../wmi/services.js'
import type { Context } from './context.js'
import { UsageError } from './errors.js'
import { networkConnectOptions } from './network.js'
import { askPassword, passwordFromFile } from './password.js'
import { withoutSecrets } from './secrets.js'

/** What the options say about every connection, whoever names its server. */
export async function sharedConnectOptions(context: Context): Promise<ConnectOptions> {
  const { options, messages, signal } = context
  return {
    ...(await networkConnectOptions(context)),
    signal,
    onNotice: text => messages.notice(text),
    onWarning: text => messages.notice(text),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.drive ? { drives: options.drive } : {}),
    ...(options.mof ? { mof: options.mof } : {}),
    ...(options.embedded ? { embedded: true } : {}),
    ...(options.data === undefined ? {} : { data: options.data }),
    ...(options.architecture === undefined ? {} : { architecture: options.architecture }),
  }
}

/** Signal and timeout for one call. */
export function callOptions(context: Context): CallOptions {
  const { timeout } = context.options
  return { signal: context.signal, ...(timeout === undefined ? {} : { timeout }) }
}

/** What an argument says about a connection; the options of the command line win over it. */
export interface Target {
  readonly server?: string | undefined
  readonly namespace?: string | undefined
  readonly useNtAuth?: boolean | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
}

/** Options of `connect()` for the server that the command line names. Asks for a password where one is needed. */
export async function connectOptions(context: Context, target: Target = {}): Promise<ConnectOptions> {
  const server = context.options.server ?? target.server
  const namespace = context.options.namespace ?? target.namespace
  const username = context.options.user ?? (target.user || undefined)
  // A user named on the command line is meant to be used.
  const useNtAuth = context.options.user === undefined ? target.useNtAuth : undefined
  const password = useNtAuth ? undefined : await passwordFor(context, server, username, target)
  return {
    ...(await sharedConnectOptions(context)),
    ...(server === undefined ? {} : { server }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(useNtAuth === undefined ? {} : { useNtAuth }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
}

/** A password from its file, the target, the environment or the terminal, in this order; none without a user name. */
async function passwordFor(
  context: Context,
  server: string | undefined,
  user: string | undefined,
  target: Target,
): Promise<string | undefined> {
  const { passwordFile } = context.options
  if (passwordFile !== undefined) {
    if (user === undefined) throw new UsageError(cliText('passwordWithoutUser'), { hint: cliText('passwordHint') })
    return passwordFromFile(passwordFile)
  }
  if (user === undefined || context.options.auth === 'certificate') return undefined
  // This machine takes no credentials unless it is asked over the network; connect() says so, and nobody types a password in vain.
  if (isLocalServer(server ?? '') && context.options.transport === undefined) return undefined
  // The target's password belongs to the target's server and user.
  if (target.password !== undefined && server === target.server && user === target.user) return target.password
  const stored = context.options.secrets === undefined ? undefined : await storedPassword(context, server ?? '', user)
  return (
    context.password ??
    stored ??
    askPassword(context.io, cliText('askPassword', { user, server: withoutSecrets(server ?? '') }), context.signal)
  )
}

/** The password that the store of --secrets keeps; undefined when it has none. @throws as opening it does */
async function storedPassword(context: Context, server: string, user: string): Promise<string | undefined> {
  const { secretsOf } = await import('./secret-store.js')
  return (await secretsOf(context))?.find(server, user)
}

/** Loads the modules of `--import`, in the order given. @throws UsageError for one that is not there; WmilinkError for one that fails */
export async function importModules(context: Context): Promise<void> {
  for (const file of context.options.import ?? []) {
    if (!isFile(file)) throw new UsageError(cliText('importMissing', { file }), { hint: cliText('importHint') })
    try {
      const module: { readonly default?: unknown } = await stoppable(import(pathToFileURL(file).href), context.signal)
      if (typeof module.default === 'function') {
        const { registerProvider } = await import('../host/registry.js')
        const { registerConnectionManager, registerTask } = await import('../ssis/index.js')
        const doors = { registerProvider, registerTask, registerConnectionManager }
        await stoppable(Promise.resolve(module.default(doors)), context.signal)
      }
    } catch (error) {
      if (error instanceof WmilinkError || context.signal.aborted) throw error
      const reason = reasonAndPlace(error)
      throw new WmilinkError(cliText('importFailed', { file, reason }), { hint: cliText('importHint'), cause: error })
    }
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The work's outcome, or the reason of the signal when that comes first: a module may wait for ever. */
async function stoppable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop = (): void => {}
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason)
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Connects, does the work, and closes whatever happens. */
export async function withConnection<T>(options: ConnectOptions, work: (wmi: WmiServices) => Promise<T>): Promise<T> {
  const wmi = await connect(options)
  try {
    return await work(wmi)
  } finally {
    await wmi.close()
  }
}

/** {@link withConnection} for the server, namespace and modules that the command line names. */
export async function withServices<T>(
  context: Context,
  target: Target,
  work: (wmi: WmiServices) => Promise<T>,
): Promise<T> {
  await importModules(context)
  return withConnection(await connectOptions(context, target), work)
}
