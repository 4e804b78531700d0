import type { DtsNode } from './dtsx/node.js'
import { VariableDataType } from './enums.js'
import { dtsError } from './errors.js'
import { typeOfValue, variableType } from './variable-types.js'

const name = 'ExecValue'

/** The ForcedExecutionValue of an object. Files give its type where they keep it as a property; else it is a number or a text. */
export function readForcedValue(node: DtsNode): unknown {
  const text = node.get(name)
  if (text === undefined) return 0
  const code = node.property(name)?.get('DataType', node.element.namespace)
  const type = variableType(code === undefined ? VariableDataType.Int32 : Number(code))
  return type.parse(text) ?? text
}

/** A text stands for a value of the type that is there, where it can: so that command lines and expressions can give numbers. */
function typedValue(node: DtsNode, value: unknown): unknown {
  return typeof value === 'string' ? (variableType(typeOfValue(readForcedValue(node))).parse(value) ?? value) : value
}

/** @throws DtsError DTS_E_INVALIDVARIABLEVALUE for a value that has no text */
export function writeForcedValue(node: DtsNode, value: unknown): void {
  const typed = typedValue(node, value)
  const type = variableType(typeOfValue(typed))
  if (type.name === 'Object') throw dtsError('DTS_E_INVALIDVARIABLEVALUE', { name: 'ForcedExecutionValue' })
  node.set(name, type.format(typed))
  const property = node.property(name)
  property?.set('DataType', String(type.code), property.namespace)
}
