// How the server says that something did not work.
import * as v from 'valibot'

/**
 * What the page can do about a failure. `consent`: ask "Connect to X as Y?" and call again; `secret`: ask for a password;
 * `packagePassword`: ask for the password of the file; `trust`: ask whether the folder is trusted; `conflict`: somebody
 * else changed the document or its file; `invalid`: the input was refused; `notFound`; `cancelled`; `failed`: all others.
 */
export const failureKinds = [
  'consent',
  'secret',
  'packagePassword',
  'trust',
  'conflict',
  'invalid',
  'notFound',
  'cancelled',
  'failed',
] as const

/** To which server, as whom. An empty user is the one who runs the designer. */
export const peerSchema = v.object({ server: v.string(), user: v.string() })
export type Peer = v.InferOutput<typeof peerSchema>

export const failureSchema = v.object({
  kind: v.picklist(failureKinds),
  message: v.string(),
  hint: v.optional(v.string()),
  /** `WBEM_E_INVALID_CLASS`, `DTS_E_NAMEALREADYEXISTS` … */
  name: v.optional(v.string()),
  /** Unsigned. */
  code: v.optional(v.number()),
  /** Where in the text that was given; from 0. */
  position: v.optional(v.number()),
  /** With `consent` and `secret`: whom it is about; `property` takes the password. */
  peer: v.optional(peerSchema),
  /** With `secret`: the connection manager's object and property that lack it. */
  object: v.optional(v.string()),
  property: v.optional(v.string()),
})
export type Failure = v.InferOutput<typeof failureSchema>
