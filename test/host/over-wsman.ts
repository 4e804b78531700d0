import { afterAll } from 'vitest'
import { connect } from '../../src/connect/connect.js'
import { type HostConnectOptions, WmiHost } from '../../src/host/host.js'
import { serveWsman, type WsmanListener } from '../../src/listen/index.js'
import { ntlmHash } from '../../src/security/index.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { deferredServices } from './deferred-services.js'

const user = 'tester'
const password = 'Pass-word-1'
const listeners = new Set<Promise<WsmanListener>>()
const connections = new Set<WmiServices>()

afterAll(async () => {
  await Promise.all([...connections].map(wmi => wmi.close().catch(() => undefined)))
  await Promise.all([...listeners].map(async listener => (await listener).close({ grace: 0 })))
  connections.clear()
  listeners.clear()
})

/** A host whose connections go over WS-Management on the loopback, unless they are made for a caller of their own. */
export class RemoteTestHost extends WmiHost {
  #listener: Promise<WsmanListener> | undefined

  override connect(namespace = 'root\\cimv2', options: HostConnectOptions = {}): WmiServices {
    const { caller, ...defaults } = options
    // Which namespace there is, the host says at once.
    const direct = super.connect(namespace, options)
    if (caller) return direct
    return deferredServices(direct, async () => {
      this.#listener ??= this.#listen()
      const { url } = await this.#listener
      const wmi = await connect({ server: url, namespace, username: user, password, ...defaults })
      connections.add(wmi)
      return wmi
    })
  }

  #listen(): Promise<WsmanListener> {
    const hash = ntlmHash(password)
    const listener = serveWsman({
      open: (_caller, namespace) => super.connect(namespace),
      accounts: { hashOf: async name => (name.toLowerCase() === user ? hash : undefined) },
      port: 0,
      computerName: this.server,
      allowWrites: true,
      allowMethods: true,
    })
    listeners.add(listener)
    return listener
  }
}
