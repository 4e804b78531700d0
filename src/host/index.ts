// The embedded WMI host: `wmilink/host`.
export { type HostOptions, WmiHost } from './host.js'
export { Machine, type MachineOptions } from './machine.js'
export { MofLoadError, type MofSource } from './mof-loader.js'
export type { Provider, ProviderCall, ProviderQuery, ProviderRegistration, ProviderRow } from './provider.js'
export { registerProvider } from './registry.js'
