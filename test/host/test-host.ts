import { WmiHost } from '../../src/host/host.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../src/host/provider.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { overWsman } from './either-way.js'
import { RemoteTestHost } from './over-wsman.js'

/** MOF text for `root` that creates root\test; the rest of a test's MOF follows it. */
export const inTest = 'instance of __NAMESPACE { Name = "test"; };\n#pragma namespace("\\\\\\\\.\\\\root\\\\test")\n'

/** A connection to root\test of a host with these classes and instances, and providers by class name. */
export function testServices(mof: string, providers: Readonly<Record<string, Provider>> = {}): WmiServices {
  return testHost(mof, providers).connect('root\\test')
}

export function testHost(mof: string, providers: Readonly<Record<string, Provider>> = {}): WmiHost {
  return new (overWsman ? RemoteTestHost : WmiHost)({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
    providers: Object.entries(providers).map(([name, provider]) => ({
      classes: [name],
      namespace: 'root\\test',
      provider,
    })),
  })
}

/** A provider of fixed rows that keeps what it was asked. */
export function recorder(rows: Iterable<ProviderRow>) {
  const asked: ProviderQuery[] = []
  const provider: Provider = {
    enumerate(query) {
      asked.push(query)
      return rows
    },
  }
  return { provider, asked }
}
