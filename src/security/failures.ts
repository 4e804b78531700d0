import { securityText } from '../base/texts/security.js'
import { SecurityError } from './errors.js'

/** A token that cannot be read. */
export function malformed(message: string, cause?: unknown): SecurityError {
  return new SecurityError('malformed', message, { hint: securityText('malformedHint'), cause })
}

/** What makes a failed or finished context refuse further tokens. */
export function usedUp(): SecurityError {
  return new SecurityError('refused', securityText('usedUp'))
}

/** What a context says that is asked to protect messages too early. */
export function notEstablished(): SecurityError {
  return new SecurityError('refused', securityText('notEstablished'))
}

/** The largest token that is looked at; a Kerberos ticket with many groups stays below. */
export const tokenLimit = 65_536

/** @throws SecurityError `malformed` for a token above the limit */
export function checkTokenSize(token: Uint8Array): void {
  if (token.length > tokenLimit) throw malformed(securityText('tokenSize', { size: token.length, limit: tokenLimit }))
}
