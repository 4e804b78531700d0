import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { ownAccount } from '../../base/account.js'
import { DriveMap } from '../../base/drives.js'
import { isLoopback } from '../../base/loopback.js'
import { cliDesignText } from '../../base/texts/cli-design.js'
import { type Designer, type RemoteAccess, startDesigner } from '../../designer/index.js'
import { opener, openInBrowser } from '../browser.js'
import type { Context, Execute } from '../context.js'
import { PackageError, UsageError } from '../errors.js'
import { ExitCode } from '../exit-code.js'
import { certificateAndKey, certificateMissing } from '../network.js'
import { askPassword, passwordFromFile } from '../password.js'
import { secretsOf } from '../secret-store.js'
import { importModules, sharedConnectOptions } from '../session.js'

/** Milliseconds in which a link must be opened. */
const tokenLifetime = 30_000

/** `wmilink design [PATH]`: packages in a browser, until somebody stops it. */
export const execute: Execute = async (context, [path = '.']) => {
  const { options, messages } = context
  const place = await placeOf(path)
  const remote = await remoteOf(context)
  await importModules(context)
  const secrets = await secretsOf(context)
  const designer = await startDesigner({
    ...place,
    environment: { drives: new DriveMap(options.drive), connect: await connectOf(context) },
    tokenLifetime,
    onFault: text => messages.warning(cliDesignText('fault', { text })),
    ...(secrets ? { secrets } : {}),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.listen === undefined ? {} : { host: options.listen.replace(/^\[(.*)\]$/, '$1') }),
    ...(remote ? { remote } : {}),
  })
  try {
    await tellLink(context, designer.url)
    tellUsage(context, remote !== undefined)
    if (options.open !== false && !remote) open(context, designer.url)
    await untilStopped(context, designer)
  } finally {
    await designer.close()
  }
  return undefined
}

/** The folder that is opened, and the package in it that is shown at first. @throws PackageError when nothing is there */
async function placeOf(path: string): Promise<{ folder: string; file?: string }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    const missing = found.code === 'ENOENT' || found.code === 'ENOTDIR'
    const message = missing
      ? cliDesignText('pathMissing', { path })
      : cliDesignText('pathUnreadable', { path, reason: String(found.code) })
    throw new PackageError(message, ExitCode.PackageNotFound, { hint: cliDesignText('pathMissingHint') })
  }
  if (found.isDirectory()) return { folder: resolve(path) }
  if (!/\.dtsx$/i.test(path))
    throw new PackageError(cliDesignText('pathNoPackage', { path }), ExitCode.PackageNotLoaded, {
      hint: cliDesignText('pathMissingHint'),
    })
  return { folder: dirname(resolve(path)), file: basename(path) }
}

/** What another machine needs to get in; undefined for a designer of this machine alone. @throws UsageError */
async function remoteOf(context: Context): Promise<RemoteAccess | undefined> {
  const { listen = '127.0.0.1', cert, key, keyPasswordFile, passwordFile } = context.options
  if (cert === undefined) {
    if (!isLoopback(listen))
      throw new UsageError(cliDesignText('remoteNeedsCert', { address: listen }), {
        hint: cliDesignText('remoteNeedsCertHint'),
      })
    if (key !== undefined || keyPasswordFile !== undefined) throw certificateMissing()
    if (passwordFile !== undefined) context.messages.notice(cliDesignText('passwordUnused'))
    return undefined
  }
  const pem = await certificateAndKey(cert, key)
  const keyPassphrase = keyPasswordFile === undefined ? undefined : await passwordFromFile(keyPasswordFile)
  return {
    tls: { cert: pem.certificate, key: pem.key, ...(keyPassphrase === undefined ? {} : { keyPassphrase }) },
    password: await passwordOf(context),
  }
}

async function passwordOf({ options, password, io, signal }: Context): Promise<string> {
  if (options.passwordFile !== undefined) return passwordFromFile(options.passwordFile)
  return password ?? askPassword(io, cliDesignText('password'), signal)
}

/** Options of connections. Certificate and key of the command line are those of our own server. */
async function connectOf(context: Context): Promise<Awaited<ReturnType<typeof sharedConnectOptions>>> {
  const { cert: _cert, key: _key, keyPasswordFile: _file, ...options } = context.options
  const { signal: _signal, ...connect } = await sharedConnectOptions({ ...context, options })
  return connect
}

/** The link on a line of its own, or with --json an object a line. */
async function tellLink({ format, output }: Context, url: string): Promise<void> {
  const asJson = format === 'json' || format === 'ndjson'
  await output.write(asJson ? `${JSON.stringify({ event: 'link', url })}\n` : `${url}\n`)
  await output.flush()
}

function tellUsage({ messages }: Context, remote: boolean): void {
  if (remote) messages.warning(cliDesignText('reachable', { account: ownAccount() }))
  const seconds = tokenLifetime / 1000
  const text = remote ? cliDesignText('usageRemote') : cliDesignText('usage', { seconds })
  messages.line(messages.paint('dim', `wmilink: ${text}`))
}

function open({ io }: Context, url: string): void {
  const found = opener(url, io)
  if (found) openInBrowser(found)
}

/** Waits for Ctrl-C. Each Enter in a terminal gives a new link. */
async function untilStopped(context: Context, designer: Designer): Promise<void> {
  const { io, signal } = context
  const onData = (data: Buffer | string): void => {
    if (data.toString().includes('\n')) tellLink(context, designer.newUrl()).catch(() => undefined)
  }
  const listens = io.stdin.isTTY === true
  if (listens) io.stdin.on('data', onData).resume()
  try {
    if (signal.aborted) return
    const stopped = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
    await Promise.race([stopped, designer.finished])
  } finally {
    if (listens) io.stdin.off('data', onData).pause()
  }
}
