// Properties of any object by their names.
import type {
  ConnectionManager,
  DtsProperties,
  ParameterVariable,
  PropertyHost,
  Variable,
} from '../../../ssis/index.js'
import { changePackageParameter } from '../../../ssis/package-parameters.js'
import { isPasswordLevel } from '../../../ssis/protection/levels.js'
import { variableType } from '../../../ssis/variable-types.js'
import type { EditOf } from '../../api/index.js'
import type { DocumentObject, OpenDocument } from '../../workspace/index.js'
import { type EditContext, type EditHandler, notFor, projectObject } from './edit-handler.js'
import { typedValue, typeNamed } from './values.js'

type Values = EditOf<'set'>['values']

/** Several properties and expressions of one object. */
export const set: EditHandler<'set'> = (document, { object: key, values, expressions = {} }, context) => {
  const found = document.entryOf(key)
  setValues(document, found, values, context)
  for (const [name, expression] of Object.entries(expressions))
    propertiesOf(found)
      .properties.get(name)
      .setExpression(propertiesOf(found), expression || null)
  return []
}

/** The same properties of several objects. */
export const setMany: EditHandler<'setMany'> = (document, { objects, values }, context) => {
  for (const key of objects) setValues(document, document.entryOf(key), values, context)
  return []
}

/** Also for objects that an edit has just made. @throws DesignerError invalid for what belongs to the project; DtsError */
export function setValues(document: OpenDocument, found: DocumentObject, values: Values, context: EditContext): void {
  if (found.kind === 'constraint') throw notFor(found.object.name)
  if (found.kind === 'parameter') setParameter(document, found.object, values)
  else if (found.kind === 'variable') setVariable(found.object, values)
  else if (found.kind === 'container') setProperties(found.object, values)
  else if (found.object.scope === 'project') throw projectObject(found.object.name)
  else setConnection(document, found.object, values, context)
}

function setProperties(host: PropertyHost & { readonly properties: DtsProperties }, values: Values): void {
  for (const [name, value] of Object.entries(values)) host.properties.get(name).setValue(host, value ?? '')
}

/** The value last: another property may say that it can be written. */
function setVariable(variable: Variable, values: Values): void {
  const { Value: value, ReadOnly: readOnly, ...rest } = values
  setProperties(variable, rest)
  if (value !== undefined) {
    const wasReadOnly = variable.readOnly
    if (wasReadOnly) variable.readOnly = false
    variable.value = typedValue(variableType(variable.dataType), value)
    if (wasReadOnly) variable.readOnly = true
  }
  if (readOnly !== undefined) variable.properties.get('ReadOnly').setValue(variable, readOnly)
}

/** The value of a sensitive one belongs to who runs the package. */
function setParameter(document: OpenDocument, parameter: ParameterVariable, values: Values): void {
  const { Name: name, Description: description, Value: value, Required: required, DataType: typeName } = values
  const type = typeName === undefined ? variableType(parameter.dataType) : typeNamed(String(typeName ?? ''))
  if (parameter.namespace === '$Project') throw projectObject(parameter.qualifiedName)
  if ((value !== undefined || typeName !== undefined) && parameter.sensitive) throw notFor(parameter.qualifiedName)
  changePackageParameter(document.package, parameter.id, {
    ...(name === undefined ? {} : { name: String(name ?? '') }),
    ...(description === undefined ? {} : { description: String(description ?? '') }),
    ...(value === undefined ? {} : { value: typedValue(type, value) }),
    ...(typeName === undefined ? {} : { type }),
    ...(required === undefined ? {} : { required: required === true }),
  })
}

/**
 * Secrets are kept for the session, for the server and the user that the manager has after the edit; into the file only where its
 * protection level encrypts them.
 */
function setConnection(
  document: OpenDocument,
  manager: ConnectionManager,
  values: Values,
  { secrets }: EditContext,
): void {
  const open = Object.entries(values).filter(([name]) => !isSecret(manager, name))
  setProperties(manager, Object.fromEntries(open))
  for (const [name, value] of Object.entries(values)) {
    if (!isSecret(manager, name)) continue
    const password = String(value ?? '')
    for (const missing of manager.missingSecrets()) {
      if (missing.property.toLowerCase() !== name.toLowerCase()) continue
      if (password === '') secrets.forget(missing.server, missing.user)
      else secrets.put(missing.server, missing.user, password)
    }
    if (isPasswordLevel(document.package.protectionLevel)) manager.properties.get(name).setValue(manager, password)
  }
}

/** A property that can be set and is never read. */
export function isSecret(host: PropertyHost, name: string): boolean {
  if (!host.properties.contains(name)) return false
  const property = host.properties.get(name)
  return property.set && !property.get
}

function propertiesOf(found: DocumentObject): PropertyHost {
  if (found.kind === 'constraint') throw notFor(found.object.name)
  if (found.kind === 'connection' && found.object.scope === 'project') throw projectObject(found.object.name)
  return found.object
}
