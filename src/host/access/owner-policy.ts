import type { AccessPolicy } from '../access-policy.js'

/** For a host that only its own program talks to: everything is allowed, nothing is hidden. */
export const ownerPolicy: AccessPolicy = {
  allows: () => true,
  hidden: () => null,
}
