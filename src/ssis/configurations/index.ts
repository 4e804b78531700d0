// Package configurations: the model, and what applies, reads and writes them.
export {
  applyConfigurationFile,
  applyConfigurations,
  type ConfigurationContext,
  type ConfigurationFileContext,
} from './apply.js'
export { Configuration, Configurations } from './configuration.js'
export { type ConfiguredEntry, parseConfigurationFile } from './configuration-file.js'
export { type ExportOptions, exportConfigurationFile } from './export.js'
