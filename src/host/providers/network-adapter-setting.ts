import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { addressReader, interfacesOf, type ReadAddresses } from './network-interface.js'
import { reference } from './reference.js'

export interface NetworkAdapterSettingOptions {
  readonly addresses?: ReadAddresses
}

/** Win32_NetworkAdapterSetting: each adapter (Element) with its configuration (Setting). */
export function networkAdapterSettingProvider(
  machine: Machine,
  { addresses = addressReader(machine) }: NetworkAdapterSettingOptions = {},
): ProviderRegistration {
  return {
    classes: ['Win32_NetworkAdapterSetting'],
    provider: {
      enumerate: () =>
        interfacesOf(machine, addresses).map(({ index }) => ({
          Element: reference(machine, 'Win32_NetworkAdapter', { DeviceID: String(index) }),
          Setting: reference(machine, 'Win32_NetworkAdapterConfiguration', { Index: index }),
        })),
    },
  }
}
