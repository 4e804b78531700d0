// The properties that packages, containers, task hosts and event handlers share, as files keep them.
import type { StoredField } from './dtsx/fields.js'
import { DTSCheckpointUsage, DTSForcedExecResult, DTSProtectionLevel, DTSTransactionOption } from './enums.js'

const flag = (stored: string, preset = false): StoredField<boolean> => ({ stored, type: 'Boolean', default: preset })
const integer = (stored: string, preset: number): StoredField<number> => ({ stored, type: 'Int32', default: preset })
const text = (stored: string): StoredField<string> => ({ stored, type: 'String', default: '' })

export const containerFields = {
  id: text('DTSID'),
  name: text('ObjectName'),
  description: text('Description'),
  creationName: text('CreationName'),
  disable: flag('Disabled'),
  delayValidation: flag('DelayValidation'),
  disableEventHandlers: flag('DisableEventHandlers'),
  failPackageOnFailure: flag('FailPackageOnFailure'),
  failParentOnFailure: flag('FailParentOnFailure'),
  forceExecutionValue: flag('ForceExecValue'),
  maximumErrorCount: integer('MaxErrorCount', 1),
  isolationLevel: integer('ISOLevel', 1048576),
  localeId: integer('LocaleID', -1),
  forceExecutionResult: {
    stored: 'ForceExecutionResult',
    type: { enum: DTSForcedExecResult, name: 'DTSForcedExecResult' },
    default: DTSForcedExecResult.None,
  } as StoredField<number>,
  transactionOption: {
    stored: 'TransactionOption',
    type: { enum: DTSTransactionOption, name: 'DTSTransactionOption' },
    default: DTSTransactionOption.Supported,
  } as StoredField<number>,
  loggingMode: integer('LoggingMode', 0),
} as const

export const packageFields = {
  checkpointFileName: text('CheckpointFileName'),
  checkpointUsage: integer('CheckpointUsage', 0),
  creationDate: text('CreationDate'),
  creatorComputerName: text('CreatorComputerName'),
  creatorName: text('CreatorName'),
  enableConfigurations: flag('EnableConfig'),
  lastModifiedProductVersion: text('LastModifiedProductVersion'),
  maxConcurrentExecutables: integer('MaxConcurrentExecutables', -1),
  packagePriorityClass: integer('PackagePriorityClass', 0),
  packageType: integer('PackageType', 0),
  protectionLevel: integer('ProtectionLevel', 1),
  saveCheckpoints: flag('SaveCheckpoints'),
  suppressConfigurationWarnings: flag('SuppressConfigurationWarnings'),
  versionBuild: integer('VersionBuild', 0),
  versionComments: text('VersionComments'),
  versionGUID: text('VersionGUID'),
  versionMajor: integer('VersionMajor', 1),
  versionMinor: integer('VersionMinor', 0),
} as const

/** What the package's numbers may be set to; files may hold others, which are kept. */
export const packageChoices = {
  checkpointUsage: { enum: DTSCheckpointUsage, name: 'DTSCheckpointUsage' },
  protectionLevel: { enum: DTSProtectionLevel, name: 'DTSProtectionLevel' },
} as const
