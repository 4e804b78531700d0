// ValueType of configuration entries: the names that .NET has for types.
import { VariableDataType } from '../enums.js'
import { sameName } from '../names.js'
import { variableType } from '../variable-types.js'

type TypeName = keyof typeof VariableDataType

/**
 * The value of an entry in the type that it names: numbers, bigint for 64 bits, Date, Boolean, text. An entry without a type is
 * text. Undefined when the text is not of the type, or nobody knows the type.
 */
export function configuredValue(text: string, valueType: string): unknown {
  const name = valueType.trim().replace(/^System\./i, '')
  if (name === '' || /^(?:object|empty|dbnull)$/i.test(name)) return text
  if (/^char$/i.test(name)) return [...text].length === 1 ? text : undefined
  const known = Object.keys(VariableDataType).find(each => sameName(each, name))
  return known === undefined ? undefined : variableType(VariableDataType[known as TypeName]).parse(text)
}

/** The ValueType and text with which a value of a variable's type is written; undefined for objects, which no file holds. */
export function configuredText(
  value: unknown,
  dataType: VariableDataType,
): { readonly valueType: string; readonly text: string } | undefined {
  const type = variableType(dataType)
  return type.name === 'Object' ? undefined : { valueType: type.name, text: type.format(value) }
}
