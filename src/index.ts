// wmilink: WMI connections from any machine.
export {
  ArgumentError,
  hresultText,
  TextError,
  WmiError,
  type WmiErrorOptions,
  WmilinkError,
  type WmilinkErrorOptions,
} from './base/errors.js'
export { type Language, language, languages, setLanguage } from './base/text.js'
export { type WbemStatus, wbemStatusByCode, wbemStatusByName } from './base/wbem-status.js'
export * from './cim/class.js'
export { type PlainObject, type PlainOptions, toPlain } from './cim/convert.js'
export { CimDateTime } from './cim/datetime.js'
export { CimInstance, classOf, propertyValue, type SystemPropertyName, systemPropertyNames } from './cim/instance.js'
export { formatObjectPath, type ObjectPath, type PathKey, parseObjectPath, samePath } from './cim/path.js'
export { type CimType, type CimTypeName, cimTypes } from './cim/types.js'
export type { CimScalar, CimValue } from './cim/value.js'
export * from './connect/index.js'
export type * from './host/provider.js'
export { registerProvider } from './host/registry.js'
export type * from './wmi/services.js'
export type * from './wql/ast.js'
export { WqlSyntaxError } from './wql/errors.js'
export { formatWql } from './wql/format.js'
export { parseWql } from './wql/parse.js'
export { WqlName, type WqlTemplateValue, wql } from './wql/template.js'
