import { documentText } from '../../../base/texts/designer-document.js'
import { VariableDataType } from '../../../ssis/index.js'
import { type VariableType, variableType } from '../../../ssis/variable-types.js'
import { DesignerError } from '../../failure.js'

/** The type of variables that has this name. @throws DesignerError invalid */
export function typeNamed(name: string): VariableType {
  const found = Object.entries(VariableDataType).find(([each]) => each === name)
  if (found) return variableType(found[1])
  throw new DesignerError({ kind: 'invalid', message: documentText('unknownType', { type: name }) })
}

/** A value of the page in a type of variables; null is the default of the type. @throws DesignerError invalid */
export function typedValue(type: VariableType, value: string | number | boolean | null | undefined): unknown {
  if (value === null || value === undefined) return type.default
  const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
  const parsed = type.name === 'Object' ? null : type.parse(text)
  if (parsed !== undefined) return parsed
  throw new DesignerError({ kind: 'invalid', message: documentText('notThatValue', { type: type.name }) })
}
