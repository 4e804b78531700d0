import { WmilinkError } from '../../base/errors.js'
import { VariableDataType } from '../enums.js'
import { type DtsProblem, dtsProblem } from '../errors.js'
import type { Package } from '../package.js'
import { findByPath, type PathTarget } from '../property-path.js'
import { Variable } from '../variable.js'
import { variableType } from '../variable-types.js'
import { configuredValue } from './configured-value.js'

/** One property and the value that a configuration gives it. */
export interface Setting {
  /** The name of the configuration; undefined for a file that is none of the package's. */
  readonly configuration: string | undefined
  readonly path: string
  /** A text, to be brought to the type of the property, or a value of a variable of the parent. */
  readonly value: unknown
  /** What the entry says the text is; empty: nothing. */
  readonly valueType: string
}

/** A setting whose property was found. */
export interface FoundSetting {
  readonly setting: Setting
  readonly target: PathTarget
}

/** Finds what a setting is for: the target, or why there is none. */
export function findSetting(pkg: Package, setting: Setting): FoundSetting | DtsProblem {
  const path = setting.path.trim()
  if (!/^\\Package(?=[\\.]|$)/i.test(path)) return dtsProblem('DTS_W_CONFIGFORMATINVALID_PACKAGEDELIMITER', { path })
  try {
    return { setting, target: findByPath(pkg, path) }
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    const symbol = isPath(path) ? 'DTS_W_CANNOTFINDOBJECT' : 'DTS_W_CONFIGFORMATINVALID'
    return dtsProblem(symbol, { path }, { hint: error.hint })
  }
}

// Names may hold anything, so the form alone tells little: brackets that close, and a property at the end.
function isPath(path: string): boolean {
  return /^\\Package(?:\\[^\\]+|\.\w+\[[^\]]+\])*(?:\.Properties\[[^\]]+\]|\.\w+)$/i.test(path)
}

/** Whether the property is one that nobody may read, such as a password. */
export function isSecret({ target }: FoundSetting): boolean {
  return !target.property.get
}

/** Gives the property its value. Answers why it did not take it, without telling the value. */
export function applySetting({ setting, target }: FoundSetting): DtsProblem | undefined {
  const { path, valueType, value } = setting
  const { object, property, name } = target
  if (object instanceof Variable && property.name === 'Value' && object.readOnly)
    return dtsProblem('DTS_W_CONFIGREADONLYVARIABLE', { path })
  const typed = typeof value === 'string' ? configuredValue(value, valueType) : value
  if (typed === undefined) return dtsProblem('DTS_E_CONFIGTYPECONVERSIONFAILED', { path, type: valueType })
  const holdsAnything =
    object instanceof Variable && property.name === 'Value' && object.dataType === VariableDataType.Object
  // Texts go as they are: the property or variable has a type of its own.
  const forms = typeof value === 'string' ? [holdsAnything ? typed : value] : [value, ...textOf(value)]
  let failure: WmilinkError | undefined
  for (const form of forms)
    try {
      property.setValue(object, form, name)
      return undefined
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      failure ??= error
    }
  // The message may quote the value.
  return dtsProblem('DTS_W_PROCESSCONFIGURATIONFAILEDSET', { path }, failure?.hint ? { hint: failure.hint } : {})
}

/** The text of a value that a variable holds, where it has one. */
function textOf(value: unknown): string[] {
  if (value instanceof Date) return [variableType(VariableDataType.DateTime).format(value)]
  if (typeof value === 'boolean') return [value ? 'True' : 'False']
  return typeof value === 'number' || typeof value === 'bigint' ? [String(value)] : []
}
