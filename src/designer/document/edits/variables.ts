import { ParameterVariable, type Variable, VariableDataType } from '../../../ssis/index.js'
import { addPackageParameter } from '../../../ssis/package-parameters.js'
import { variableType } from '../../../ssis/variable-types.js'
import { type EditHandler, notFor } from './edit-handler.js'
import { typedValue, typeNamed } from './values.js'

/** A new variable `User::name` of a container. */
export const addVariable: EditHandler<'addVariable'> = (document, { scope, name, type: typeName, value }) => {
  const found = document.entryOf(scope)
  if (found.kind !== 'container') throw notFor(scope)
  const type = typeNamed(typeName)
  return [found.object.variables.add(name, false, 'User', typedValue(type, value), type.code)]
}

/** The variable in another type or container: a new one with what the old one had, its value where the type takes it. */
export const retypeVariable: EditHandler<'retypeVariable'> = (document, { variable, type: typeName, scope }) => {
  const found = document.entryOf(variable)
  if (found.kind !== 'variable' || found.object instanceof ParameterVariable) throw notFor(variable)
  const old = found.object
  const target = scope === undefined ? old.parent : containerOf(document.entryOf(scope))
  if (!target) throw notFor(String(scope))
  const oldType = variableType(old.dataType)
  const type = typeName === undefined ? oldType : typeNamed(typeName)
  const { name, namespace, description, expression, evaluateAsExpression, readOnly, raiseChangedEvent } = old
  const value = converted(oldType.format(storedValue(old) ?? oldType.default), type)
  old.parent.variables.remove(old.id || old.qualifiedName)
  const made = target.variables.add(name, false, namespace, value, type.code)
  Object.assign(made, { description, expression, evaluateAsExpression, raiseChangedEvent, readOnly })
  return [made]
}

/** A new parameter of the package. */
export const addParameter: EditHandler<'addParameter'> = (document, { name, type: typeName, value }) => {
  const type = typeNamed(typeName)
  const id = addPackageParameter(document.package, name, type, typedValue(type, value))
  return document.package.parameters.filter(parameter => parameter.id === id)
}

function containerOf(found: ReturnType<Parameters<EditHandler<'addVariable'>>[0]['entryOf']>) {
  return found.kind === 'container' ? found.object : undefined
}

function storedValue(variable: Variable): unknown {
  return variable.dataType === VariableDataType.Object || variable.computed ? null : variable.value
}

function converted(text: string, type: ReturnType<typeof typeNamed>): unknown {
  const parsed = type.name === 'Object' ? null : type.parse(text)
  return parsed === undefined ? type.default : parsed
}
