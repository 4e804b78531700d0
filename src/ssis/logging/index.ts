// Logs of runs: the model of log providers and logging options, and what writes them.
export type { ExtraLogProvider } from '../events.js'
export type { DTSEventColumnFilter } from './columns.js'
export { LogProvider, LogProviders } from './log-provider.js'
export { LoggingOptions, SelectedLogProviders } from './logging-options.js'
export { type LogProviderKind, logProviderKind, logProviderKinds } from './provider-kinds.js'
export { effectiveOptions, openRunLog, type RunLog, type RunLogContext } from './run-log.js'
