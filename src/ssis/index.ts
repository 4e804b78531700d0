// wmilink/ssis: packages, their connection managers, variables and tasks.

export { Configuration, Configurations, type ExportOptions } from './configurations/index.js'
export { type HttpAnswer, HttpAuthentication, type HttpConnection } from './connection-kinds/http.js'
export { type ConnectionDefinition, registerConnectionManager } from './connection-kinds/index.js'
export { ConnectionManager } from './connection-manager.js'
export { Connections } from './connections.js'
export { type ContainerType, DtsContainer } from './container.js'
export type * from './contract.js'
export type { RegisterOptions } from './definitions.js'
export * from './enums.js'
export { DtsError, type DtsProblem, dtsCodes } from './errors.js'
export { DtsEventHandler, DtsEventHandlers } from './event-handlers.js'
export type * from './events.js'
export { ExecutableContainer } from './executable-container.js'
export type { Executable } from './executable-factory.js'
export { Executables } from './executables.js'
export {
  ExpressionError,
  type ExpressionOptions,
  type ExpressionResult,
  type ExpressionType,
  evaluateAssignment,
  evaluateBoolean,
  evaluateExpression,
} from './expressions/index.js'
export {
  ADOEnumerationType,
  EnumerationType,
  FileNameRetrieval,
  ForEachEnumerator,
  InnerElementType,
  NodeListSourceType,
} from './foreach/index.js'
export type { InnerObject } from './inner-object.js'
export {
  type DTSEventColumnFilter,
  LoggingOptions,
  LogProvider,
  LogProviders,
  SelectedLogProviders,
} from './logging/index.js'
export { ForEachLoop } from './loops/for-each-loop.js'
export { ForLoop } from './loops/for-loop.js'
export { ForEachVariableMapping, ForEachVariableMappings } from './loops/variable-mappings.js'
export { type LoadOptions, Package, type PackageOptions } from './package.js'
export { ParameterVariable } from './parameters.js'
export { PrecedenceConstraint, PrecedenceConstraints } from './precedence-constraints.js'
export { DtsProperties, DtsProperty, type PropertyHost } from './properties.js'
export { findByPath, setByPath } from './property-path.js'
export type { PropertyValue } from './property-values.js'
export { type SecretOwner, SecretStore } from './protection/index.js'
export type { RunOptions } from './runtime/execute.js'
export { Sequence } from './sequence.js'
export { TaskHost } from './task-host.js'
export * from './tasks/index.js'
export { Variable } from './variable.js'
export { type VariableScope, Variables } from './variables.js'
