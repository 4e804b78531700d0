import type { ConnectionManager } from '../../../ssis/index.js'
import { checkName, uniqueName } from '../../../ssis/names.js'
import type { OpenDocument } from '../../workspace/index.js'
import { type EditHandler, notFor } from './edit-handler.js'
import { isSecret, setValues } from './set.js'

/** A new manager of one type. */
export const addConnection: EditHandler<'addConnection'> = (document, { type, name, values = {} }, context) => {
  const { connections } = document.package
  const manager = connections.add(type)
  if (name) manager.name = uniqueConnectionName(document, name, manager)
  setValues(document, { kind: 'connection', object: manager }, values, context)
  return [manager]
}

/** A manager with the same properties and expressions, without its secrets. */
export const duplicateConnection: EditHandler<'duplicateConnection'> = (document, { connection }, context) => {
  const found = document.entryOf(connection)
  if (found.kind !== 'connection') throw notFor(connection)
  const original = found.object
  const copy = document.package.connections.add(original.creationName)
  const values: Record<string, string | number | boolean> = {}
  for (const property of original.properties) {
    if (!property.get || !property.set || property.name === 'Name' || isSecret(original, property.name)) continue
    if (!copy.properties.contains(property.name)) continue
    const value = property.getValue(original)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      values[property.name] = value
  }
  setValues(document, { kind: 'connection', object: copy }, values, context)
  for (const { property, expression } of original.propertyExpressions) copy.setExpression(property, expression)
  copy.name = uniqueConnectionName(document, original.name, copy)
  return [copy]
}

/** The name, with a number where another manager has it. @throws DtsError for a name that none can have */
function uniqueConnectionName(document: OpenDocument, name: string, own: ConnectionManager): string {
  checkName(name, 'connection')
  return uniqueName(name, taken => document.package.connections.taken(taken, own))
}
