// Connections over WS-Management to a listener on the loopback, with every message counted.
import type { ConnectOptions } from '../../../src/connect/connect.js'
import { connect } from '../../../src/connect/connect.js'
import { WmiHost } from '../../../src/host/host.js'
import type { ExchangeEvent } from '../../../src/http/trace.js'
import type { ListenOptions } from '../../../src/listen/index.js'
import type { WmiServices } from '../../../src/wmi/services.js'
import { inTest } from '../../host/test-host.js'
import { password, type Served, serve, user } from '../../listen/listener.js'

export { password, user }

/** A connection, the host behind it, and what was sent. */
export interface Remote extends AsyncDisposable {
  readonly wmi: WmiServices
  readonly local: WmiServices
  readonly served: Served
  readonly events: ExchangeEvent[]
  readonly notices: string[]
  readonly warnings: string[]
  /** The last part of each action that was sent, in order, since the last time this was asked; logons as `logon`. */
  sent(): string[]
}

export async function remote(
  options: Partial<ConnectOptions> = {},
  listen: Partial<ListenOptions> & { readonly served?: WmiHost } = {},
): Promise<Remote> {
  const { served: host, ...listening } = listen
  const served = await serve({ allowWrites: true, allowMethods: true, ...listening } as never, host)
  const events: ExchangeEvent[] = []
  const notices: string[] = []
  const warnings: string[] = []
  try {
    const wmi = await connect({
      server: served.listener.url,
      namespace: 'root\\test',
      username: user,
      password,
      onExchange: event => events.push(event),
      onNotice: text => notices.push(text),
      onWarning: text => warnings.push(text),
      ...options,
    })
    let told = 0
    return {
      wmi,
      local: served.host.connect('root\\test'),
      served,
      events,
      notices,
      warnings,
      sent() {
        const fresh = events.slice(told)
        told = events.length
        return fresh.filter(({ direction }) => direction === 'request').map(actionOf)
      },
      async [Symbol.asyncDispose]() {
        await wmi.close()
        await served[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await served[Symbol.asyncDispose]()
    throw error
  }
}

export function hostOf(mof: string): WmiHost {
  return new WmiHost({ hostName: 'TESTHOST', mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }] })
}

function actionOf({ purpose, body = '' }: ExchangeEvent): string {
  if (purpose === 'logon') return 'logon'
  const action = /Action[^>]*>([^<]*)</.exec(body)?.[1]
  if (action === undefined) return 'Identify'
  const className = /Name="ClassName">([^<]*)</.exec(body)?.[1]
  const last = action.slice(action.lastIndexOf('/') + 1)
  return className === undefined ? last : `${last} ${className}`
}
