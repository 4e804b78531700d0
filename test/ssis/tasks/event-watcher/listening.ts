// A host behind a WS-Management listener on the loopback.
import type { WmiHost } from '../../../../src/host/index.js'
import { serveWsman } from '../../../../src/listen/index.js'
import { ntlmHash } from '../../../../src/security/index.js'

/** Where a host listens, and who may log on. */
export interface Listening {
  readonly url: string
  readonly port: number
  readonly user: string
  readonly password: string
  close(): Promise<void>
}

const user = 'tester'
export const password = 'Pass-word-1'

/** @param port where it listened before; 0 takes a free one; @param accepted the password that is right */
export async function jobListener(host: WmiHost, port = 0, accepted = password): Promise<Listening> {
  const hash = ntlmHash(accepted)
  const listener = await serveWsman({
    open: (_caller, namespace) => host.connect(namespace),
    accounts: { hashOf: async name => (name.toLowerCase() === user ? hash : undefined) },
    port,
    computerName: host.server,
  })
  const { url } = listener
  return { url, port: Number(new URL(url).port), user, password, close: () => listener.close({ grace: 0 }) }
}
