// Enumerations of Microsoft.SqlServer.Dts.Runtime with their documented numbers.

export const DTSExecResult = { Success: 0, Failure: 1, Completion: 2, Canceled: 3 } as const
export type DTSExecResult = (typeof DTSExecResult)[keyof typeof DTSExecResult]

export const DTSExecStatus = {
  None: 1,
  Validating: 2,
  Executing: 3,
  Suspended: 4,
  Completed: 5,
  Abend: 6,
} as const
export type DTSExecStatus = (typeof DTSExecStatus)[keyof typeof DTSExecStatus]

export const DTSCheckpointUsage = { Never: 0, IfExists: 1, Always: 2 } as const
export type DTSCheckpointUsage = (typeof DTSCheckpointUsage)[keyof typeof DTSCheckpointUsage]

export const DTSForcedExecResult = { None: -1, Success: 0, Failure: 1, Completion: 2 } as const
export type DTSForcedExecResult = (typeof DTSForcedExecResult)[keyof typeof DTSForcedExecResult]

export const DTSPrecedenceEvalOp = {
  Expression: 1,
  Constraint: 2,
  ExpressionAndConstraint: 3,
  ExpressionOrConstraint: 4,
} as const
export type DTSPrecedenceEvalOp = (typeof DTSPrecedenceEvalOp)[keyof typeof DTSPrecedenceEvalOp]

export const DTSProtectionLevel = {
  DontSaveSensitive: 0,
  EncryptSensitiveWithUserKey: 1,
  EncryptSensitiveWithPassword: 2,
  EncryptAllWithPassword: 3,
  EncryptAllWithUserKey: 4,
  ServerStorage: 5,
} as const
export type DTSProtectionLevel = (typeof DTSProtectionLevel)[keyof typeof DTSProtectionLevel]

export const DTSTransactionOption = { NotSupported: 0, Supported: 1, Required: 2 } as const
export type DTSTransactionOption = (typeof DTSTransactionOption)[keyof typeof DTSTransactionOption]

/** FileUsageType of a FILE connection manager. */
export const DTSFileConnectionUsageType = { FileExists: 0, CreateFile: 1, FolderExists: 2, CreateFolder: 3 } as const
export type DTSFileConnectionUsageType = (typeof DTSFileConnectionUsageType)[keyof typeof DTSFileConnectionUsageType]

/** LoggingMode of a container. */
export const DTSLoggingMode = { UseParentSetting: 0, Enabled: 1, Disabled: 2 } as const
export type DTSLoggingMode = (typeof DTSLoggingMode)[keyof typeof DTSLoggingMode]

/** Whether the events of a filter are the ones that are logged, or those that are not. */
export const DTSEventFilterKind = { Inclusion: 0, Exclusion: 1 } as const
export type DTSEventFilterKind = (typeof DTSEventFilterKind)[keyof typeof DTSEventFilterKind]

/** Where a package configuration keeps its values; the kinds with an I name an environment variable that tells the place. */
export const DTSConfigurationType = {
  ParentVariable: 0,
  ConfigFile: 1,
  EnvVariable: 2,
  RegEntry: 3,
  IParentVariable: 4,
  IConfigFile: 5,
  IRegEntry: 6,
  SqlServer: 7,
  IniFile: 8,
  ISqlServer: 9,
  IIniFile: 10,
} as const
export type DTSConfigurationType = (typeof DTSConfigurationType)[keyof typeof DTSConfigurationType]

/** VARIANT codes of variables (`DataType`). */
export const VariableDataType = {
  Int16: 2,
  Int32: 3,
  Single: 4,
  Double: 5,
  DateTime: 7,
  String: 8,
  Boolean: 11,
  Object: 13,
  Decimal: 14,
  SByte: 16,
  Byte: 17,
  UInt16: 18,
  UInt32: 19,
  Int64: 20,
  UInt64: 21,
} as const
export type VariableDataType = (typeof VariableDataType)[keyof typeof VariableDataType]
