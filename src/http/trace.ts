// What `--trace` records of the way of messages. Tokens, passwords and the bodies of authentication never stand in it.

/** One HTTP message as it was meant: decrypted. */
export interface ExchangeEvent {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Counts sessions from 1. */
  readonly session: number
  readonly direction: 'request' | 'response'
  /** `logon` for the exchanges of authentication, whose bodies and tokens are left out. */
  readonly purpose: 'logon' | 'message'
  readonly url: string
  readonly status?: number
  /** Lower-case names; Authorization, WWW-Authenticate and the like keep their scheme only. */
  readonly headers: Readonly<Record<string, string>>
  /** True when the message was sealed on the wire. */
  readonly sealed: boolean
  readonly body?: string
  /** Milliseconds from the request to the whole response; on responses. */
  readonly milliseconds?: number
}
