import type { Credentials } from '../../http/options.js'

/** A namespace of a server that is reached by WS-Management, and as whom. */
export interface WsmanTarget {
  readonly kind: 'wsman'
  /** With port and path. */
  readonly url: URL
  readonly namespace: string
  readonly credentials: Credentials
}
