// What the options say about the way to servers over the network.
import { readFile } from 'node:fs/promises'
import { cliNetText } from '../base/texts/cli-net.js'
import type { ConnectOptions } from '../connect/options.js'
import type { Context } from './context.js'
import { UsageError } from './errors.js'
import type { Options } from './options.js'
import { passwordFromFile } from './password.js'

/**
 * The options of `connect()` about the network that the command line gives; files are read.
 *
 * @throws UsageError for a file that cannot be read, and for options that need another one
 */
export async function networkConnectOptions(context: Context): Promise<ConnectOptions> {
  const { options, trace } = context
  const { transport, auth, allowUnencrypted, allowLegacyNtlm, channelBinding, maxConnections } = options
  const tls = await tlsOptions(options)
  const proxy = await proxyUrl(context)
  return {
    ...(transport === undefined ? {} : { transport }),
    ...(auth === undefined ? {} : { auth }),
    ...(tls === undefined ? {} : { tls }),
    ...(allowUnencrypted ? { allowUnencrypted } : {}),
    ...(allowLegacyNtlm ? { allowLegacyNtlm } : {}),
    ...(channelBinding === false ? { channelBinding } : {}),
    ...(proxy === undefined ? {} : { proxy }),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(trace === undefined ? {} : { onExchange: trace }),
  }
}

/** Undefined when no option asks for TLS. */
async function tlsOptions(options: Options): Promise<ConnectOptions['tls']> {
  const { tls, ca, fingerprint, insecure, cert, key, keyPasswordFile } = options
  if (cert === undefined && (key !== undefined || keyPasswordFile !== undefined)) throw certificateMissing()
  const given = tls || insecure || [ca, fingerprint, cert].some(value => value !== undefined)
  if (!given) return undefined
  return {
    ...(ca === undefined ? {} : { ca: await textFile('--ca', ca) }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(insecure ? { insecure } : {}),
    ...(cert === undefined ? {} : await certificateAndKey(cert, key)),
    ...(keyPasswordFile === undefined ? {} : { keyPassphrase: await passwordFromFile(keyPasswordFile) }),
  }
}

/** PEM of a certificate and its key. One file may hold both. @throws UsageError when a file cannot be read */
export async function certificateAndKey(cert: string, key = cert): Promise<{ certificate: string; key: string }> {
  return { certificate: await textFile('--cert', cert), key: await textFile('--key', key) }
}

export function certificateMissing(): UsageError {
  return new UsageError(cliNetText('certMissing'), { hint: cliNetText('certMissingHint') })
}

/** @throws UsageError naming the option and the file */
export async function textFile(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new UsageError(cliNetText('optionFile', { option, file, reason }), { hint: cliNetText('fileHint') })
  }
}

/** The proxy with the password of its file. What stands on the command line, other users of this machine can read. */
async function proxyUrl({ options, messages }: Context): Promise<string | undefined> {
  const { proxy, proxyPasswordFile } = options
  const url = proxy !== undefined && URL.canParse(proxy) ? new URL(proxy) : undefined
  if (proxyPasswordFile === undefined) {
    if (url?.password) messages.notice(cliNetText('proxyPasswordShown'))
    return proxy
  }
  if (!url?.username) throw new UsageError(cliNetText('proxyUser'), { hint: cliNetText('proxyUserHint') })
  url.password = encodeURIComponent(await passwordFromFile(proxyPasswordFile))
  return url.href
}
