import { WmilinkError, type WmilinkErrorOptions } from '../base/errors.js'

/**
 * malformed: a token or message that cannot be read. refused: the peer does not accept who we are (or we the peer's proof). downgrade: the peer
 * offers less protection than is asked for. signature: a message was changed, repeated or reordered.
 */
export type SecurityFailure = 'malformed' | 'refused' | 'downgrade' | 'signature'

/** A failure of authentication or of message protection. The context, and the connection it protects, is of no use any more. */
export class SecurityError extends WmilinkError {
  readonly failure: SecurityFailure

  constructor(failure: SecurityFailure, message: string, options: WmilinkErrorOptions = {}) {
    super(message, options)
    this.failure = failure
  }
}
