import type { Readable, Writable } from 'node:stream'

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number }
export type InputStream = Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown }

/** Everything the command has of the process around it, so that tests can give it something else. */
export interface Io {
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** WMILINK_PASSWORD is removed from it once read. */
  readonly env: Record<string, string | undefined>
  /** Raised by Ctrl-C. */
  readonly signal: AbortSignal
}

/** Columns of a terminal. One that does not know its size says 0. */
export function columnsOf(stream: OutputStream): number {
  return stream.columns || 80
}

/** Lines of a terminal. One that does not know its size says 0. */
export function rowsOf(stream: OutputStream): number {
  return stream.rows || 24
}
