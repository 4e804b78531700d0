// What the commands that listen have in common: they say where, work until they are told to stop, and finish what runs.
import { ArgumentError, WmilinkError } from '../base/errors.js'

export { isLoopback } from '../base/loopback.js'

import { cliServeText } from '../base/texts/cli-serve.js'
import { formatLogEntry, type ListenLog } from '../listen/log.js'
import type { Context } from './context.js'

/** A listener that can be ended. */
export interface Listening {
  readonly url: string
  close(options?: { readonly grace?: number }): Promise<void>
}

/** Milliseconds that running operations have to finish. */
const grace = 10_000

/** Says on standard output where each listener is, waits for Ctrl-C or SIGTERM, and ends them. */
export async function listenUntilStopped(context: Context, listeners: readonly Listening[]): Promise<void> {
  try {
    for (const { url } of listeners) await context.output.write(readyLine(context, url))
    await context.output.flush()
    await stopped(context.signal)
    context.messages.notice(cliServeText('ending'))
  } finally {
    await closeAll(listeners)
  }
}

/**
 * The listener. That the system refuses an address, such as one that another program has, is no fault of the command line.
 *
 * @throws WmilinkError for what the system refuses; else what `opening` throws
 */
export async function opened<T extends Listening>(opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof ArgumentError && error.cause instanceof Error && 'syscall' in error.cause)) throw error
    throw new WmilinkError(error.message, { hint: error.hint, cause: error.cause })
  }
}

export async function closeAll(listeners: readonly Listening[]): Promise<void> {
  await Promise.all(listeners.map(listener => listener.close({ grace })))
}

/** `listening wsman http://127.0.0.1:5985/wsman`, or with --json an object a line. */
function readyLine({ format }: Context, url: string): string {
  const row = { event: 'listening', protocol: 'wsman', url }
  return format === 'json' || format === 'ndjson' ? `${JSON.stringify(row)}\n` : `listening wsman ${url}\n`
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Log entries on standard error as they come. */
export function listenLog({ messages }: Context): ListenLog {
  return entry => messages.log(formatLogEntry(entry), { ...entry, at: new Date(entry.at).toISOString() })
}
