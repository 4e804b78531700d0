import type { TlsOptions } from '../http/options.js'
import type { ExchangeEvent } from '../http/trace.js'
import type { CallContext, CallOptions, WmiServices } from '../wmi/services.js'

/** What makes connections on this machine: an embedded host. */
export interface LocalHost {
  connect(namespace: string, defaults?: ConnectionDefaults): WmiServices
}

/** What holds for the calls of a connection that do not say it themselves. */
export type ConnectionDefaults = Pick<CallOptions, 'timeout' | keyof CallContext>

/** To which namespace of which server, as whom, and how. */
export interface ConnectOptions extends CallContext {
  /**
   * A name, with or without `\\`, or a URL of its WS-Management service such as `https://sql01:5986/wsman`. None, `.`, `localhost` and
   * the like mean this machine, unless a URL or `transport` is given.
   */
  readonly server?: string
  /** Either slash, a leading one or none; default `root\cimv2`. */
  readonly namespace?: string
  /** Implies `useNtAuth: false`. */
  readonly username?: string
  readonly password?: string
  /** True: run as the caller, whatever user name and password say. Default: true without a user name. */
  readonly useNtAuth?: boolean
  /** How to reach the server: `wsman` (WinRM), the default for every server but this machine. */
  readonly transport?: string
  /** How to prove who we are: `negotiate` (default with a user name), `ntlm`, `basic`, `certificate` (default with a client certificate). */
  readonly auth?: 'negotiate' | 'ntlm' | 'basic' | 'certificate'
  /** TLS, and which certificates to trust; giving it means https and port 5986. Texts are PEM. */
  readonly tls?: TlsOptions
  /** WinRM's AllowUnencrypted: permits Basic and clear messages over http. Never needed for NTLM. */
  readonly allowUnencrypted?: boolean
  /** Permits NTLM with servers so old that they send no timestamp: without it an exchange that could have been tampered with is refused. */
  readonly allowLegacyNtlm?: boolean
  /** False leaves the channel bindings out, for a proxy that ends TLS before the server. */
  readonly channelBinding?: boolean
  /** `http://[user:password@]proxy:3128`, through which every session is tunnelled. */
  readonly proxy?: string
  /** Sessions with the server at a time; default 4. More than one are opened only when calls run at the same time. */
  readonly maxConnections?: number
  /** Told of every HTTP exchange, decrypted and without secrets. */
  readonly onExchange?: (event: ExchangeEvent) => void
  /** Milliseconds without an answer, for connecting and for every call that says no other; 0 waits for ever. */
  readonly timeout?: number
  /** Gives up connecting. Later calls take signals of their own. */
  readonly signal?: AbortSignal

  /** Windows drives of this machine's folders, `X:=/path` each; `C:` is `/` unless mapped otherwise. */
  readonly drives?: readonly string[]
  /** MOF files whose classes and instances the embedded host has besides its own; they go to `namespace`. */
  readonly mof?: readonly string[]
  /**
   * Folder in which the embedded host keeps what is written to it. Created when it is missing; the connections of this process
   * share it, no other process has it meanwhile.
   */
  readonly data?: string
  /** Let the embedded host answer for this machine also on Windows. */
  readonly embedded?: boolean
  /** A host to use instead of the one of this process; then `drives`, `mof` and `data` mean nothing. */
  readonly host?: LocalHost

  /** Told, in one line, which host answered when it was not Windows. */
  readonly onNotice?: (text: string) => void
  /** Told, in one line, about options that were ignored, and about permanent subscriptions that are not served. */
  readonly onWarning?: (text: string) => void
}
