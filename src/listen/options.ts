import type { NtlmAccounts } from '../security/index.js'
import type { WmiServices } from '../wmi/services.js'
import type { ListenLimits } from './limits.js'
import type { ListenLog } from './log.js'

/** A user who has proved who it is. */
export interface ListenCaller {
  /** As the accounts spell it. */
  readonly user: string
}

/** The accounts that may log on. */
export interface ListenAccounts extends NtlmAccounts {
  /** How the accounts spell a name that somebody logged on with; without it the name counts as typed. */
  nameOf?(user: string): Promise<string | undefined>
}

/** PEM texts. */
export interface ListenTls {
  /** The server's certificate, and those that lead to its authority. */
  readonly cert: string
  readonly key: string
  readonly keyPassphrase?: string
  /** Authorities whose client certificates log on the account that their common name (CN) names. */
  readonly clientCa?: string
}

/** What a listener serves, to whom, and where. */
export interface ListenOptions {
  /**
   * The services of one namespace (with backslashes) for one caller; opened for each operation, closed at its end. Failures are
   * answered to the caller.
   */
  open(caller: ListenCaller, namespace: string): WmiServices | Promise<WmiServices>
  readonly accounts: ListenAccounts
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** 0 picks a free one. */
  readonly port: number
  /** Given: https. */
  readonly tls?: ListenTls
  /** What the machine calls itself in NTLM and in faults; default its host name. */
  readonly computerName?: string
  /** Lets callers put, create and delete instances, as far as the services let them; default false. */
  readonly allowWrites?: boolean
  /** Lets callers invoke methods, as far as the services let them; default false. */
  readonly allowMethods?: boolean
  /** Accepts Basic; over TLS only. Default true. */
  readonly allowBasic?: boolean
  /** False lets NTLM over TLS in without channel bindings, for callers that have none; wrong ones are always refused. Default true. */
  readonly requireChannelBindings?: boolean
  /** False lets in NTLM clients that send no MIC (every Windows since Vista sends it): their logon could have been tampered with. Default true. */
  readonly requireMic?: boolean
  readonly limits?: Partial<ListenLimits>
  readonly onLog?: ListenLog
}

/** A listener at work. */
export interface WsmanListener {
  /** Such as `http://127.0.0.1:5985/wsman`. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** Ends it as {@link close} does, with no time to finish. */
  [Symbol.asyncDispose](): Promise<void>
  /**
   * Takes no new requests (HTTP 503), ends subscriptions, lets running operations and their pulls finish for `grace` milliseconds
   * (default 10,000), then closes all connections.
   */
  close(options?: { readonly grace?: number }): Promise<void>
}
