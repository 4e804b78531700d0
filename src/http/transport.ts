// What carries messages to a server and its answers back. The pool of authenticated HTTP sessions implements it.

/** One message to send. */
export interface Exchange {
  /** The clear message; UTF-8. */
  readonly body: Uint8Array
  /** Default `application/soap+xml;charset=UTF-8`. */
  readonly contentType?: string
  /** Milliseconds until the whole answer must be there, logon included; 0 waits for ever. */
  readonly timeout: number
  /** Gives up; the session that carried the message is closed, for its answer may still come. */
  readonly signal?: AbortSignal
  /** True: may be sent again, once, on a new session, when the server had dropped the session. Without it only when it was certainly not sent. */
  readonly repeatable: boolean
  /** True: rather waits for a moment for a session that is busy than opens another one. */
  readonly patient?: boolean
  /** Goes over the session of this lane. */
  readonly lane?: Lane | undefined
}

/** A session of its own for the long waits of one subscription; it does not count among `maxConnections`. */
export interface Lane {
  close(): Promise<void>
}

/** An answer, decrypted and with its signature verified where messages are sealed. */
export interface Reply {
  readonly status: number
  /** In lower case, without parameters; empty when there is no body. */
  readonly contentType: string
  readonly body: Buffer
}

/** Carries messages; many at a time. */
export interface MessageTransport {
  /** Where messages go, without user and password: `http://server:5985/wsman`. */
  readonly url: URL
  /** What the server called itself when it authenticated; undefined before, and where the mechanism does not tell. */
  readonly peerName: string | undefined
  /**
   * Sends one message and answers what came back, whatever its status, as long as it is a message: 200 or 4xx/5xx with a body in XML.
   * @throws HttpError; the reason of the signal when it was raised
   */
  exchange(request: Exchange): Promise<Reply>
  /** A lane for a subscription. */
  lane(): Lane
  /** Ends all sessions; exchanges under way fail with HttpError `cut`. */
  close(): Promise<void>
}
