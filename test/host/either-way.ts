// What tests expect of any WmiServices, in words that hold for both ways to run them: in the process, and through a listener and a client.
import { vi } from 'vitest'

/** True in the run that sends every question of the tests through a listener and a client. */
export const overWsman = process.env.WMILINK_TEST_TRANSPORT === 'wsman'

/** How a reference reads that somebody wrote as a relative path: over WS-Management it is an endpoint reference, which has a namespace. */
export function reference(relative: string, namespace = 'root\\test'): string {
  return overWsman ? `\\\\TESTHOST\\${namespace}:${relative}` : relative
}

/** A reference as a key within a path. */
export function quotedReference(relative: string, namespace = 'root\\test'): string {
  return `"${reference(relative, namespace).replace(/[\\"]/g, '\\$&')}"`
}

/** A failure's cause, which over WS-Management stays where it happened: code, message and hint travel. */
export function causedBy(cause: unknown): { readonly cause?: unknown } {
  return overWsman ? {} : { cause }
}

/** What the provider must have heard by now; over WS-Management, in a moment. */
export async function heard(check: () => void): Promise<void> {
  if (overWsman) await vi.waitFor(check, { timeout: 10_000 })
  else check()
}
