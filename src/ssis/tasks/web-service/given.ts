// The values of parameters: those in the task, and those that variables hold when it runs.
import { foldName } from '../../../base/name-map.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, type DtsProblem, dtsError, dtsProblem, problemOf } from '../../errors.js'
import type { Given } from './message.js'
import type { ComplexProperty, DTSParamValue, DTSWebMethodInfo } from './method-info.js'
import { xsdType } from './wsdl/xsd.js'

/** Values by parameter, in any case. @throws DtsError 0xC002920B for a variable that is not there, 0xC0029232 to 0xC0029235 */
export function givenValues(method: DTSWebMethodInfo, context: TaskContext): ReadonlyMap<string, Given> {
  const values = new Map<string, Given>()
  for (const info of method.paramInfos) {
    checkKind(info)
    const given = info.paramValue && givenValue(info.paramValue, context)
    if (given) values.set(foldName(info.name), given)
  }
  return values
}

/** What is wrong with the parameters, without their values. */
export function checkParameters(method: DTSWebMethodInfo, context: TaskContext): DtsProblem[] {
  return method.paramInfos.flatMap(info => {
    try {
      checkKind(info)
      if (info.paramType === 'Variable' && !info.paramValue)
        return [dtsProblem('DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND', { name: '' })]
      if (info.paramValue) checkVariables(info.paramValue, context)
      return []
    } catch (error) {
      if (error instanceof DtsError) return [problemOf(error)]
      throw error
    }
  })
}

function givenValue(value: DTSParamValue, context: TaskContext): Given {
  if (value.kind !== 'Variable') return { from: 'task', value: withVariables(value, context) }
  return { from: 'variable', value: findVariable(value.variableName, context).value }
}

/** Variables may stand inside arrays and sequences, too; there their values count as texts typed in. */
function withVariables(value: DTSParamValue, context: TaskContext): DTSParamValue {
  switch (value.kind) {
    case 'Variable':
      return { kind: 'Primitive', value: String(findVariable(value.variableName, context).value ?? '') }
    case 'Array':
      return { kind: 'Array', elements: value.elements.map(each => withVariables(each, context)) }
    case 'Complex': {
      const properties = value.properties.map(each => {
        checkKind(each)
        return each.paramValue ? { ...each, paramValue: withVariables(each.paramValue, context) } : each
      })
      return { kind: 'Complex', properties }
    }
    default:
      return value
  }
}

function checkVariables(value: DTSParamValue, context: TaskContext): void {
  if (value.kind === 'Variable') findVariable(value.variableName, context)
  if (value.kind === 'Array') for (const each of value.elements) checkVariables(each, context)
  if (value.kind === 'Complex')
    for (const each of value.properties) {
      checkKind(each)
      if (each.paramValue) checkVariables(each.paramValue, context)
    }
}

function findVariable(name: string, { variables }: TaskContext) {
  const variable = name ? variables.find(name) : undefined
  if (!variable) throw dtsError('DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND', { name })
  return variable
}

const mismatches = {
  Primitive: 'DTS_E_WEBSERVICETASK_VALUE_NOT_PRIMITIVE',
  Enum: 'DTS_E_WEBSERVICETASK_VALUE_NOT_ENUM',
  Array: 'DTS_E_WEBSERVICETASK_VALUE_NOT_ARRAY',
  Complex: 'DTS_E_VALUE_WEBSERVICETASK_NOT_COMPLEX',
} as const

/** The value must be of the kind that the task says. */
function checkKind({ name, dataType, paramType, paramValue }: ComplexProperty): void {
  if (!name) throw dtsError('DTS_E_WEBSERVICETASK_XML_ATTRIBUTE_NOT_FOUND', { element: 'ParamInfo', attribute: 'Name' })
  if (!paramValue || paramType === 'Undefined' || paramValue.kind === 'Variable') return
  if (paramType === 'Variable') throw dtsError('DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND', { name: '' })
  if (paramValue.kind !== paramType) throw dtsError(mismatches[paramType], { name })
  // The names of XML Schema's own types are those of no others in practice.
  if (paramType === 'Array' && paramValue.kind === 'Array' && paramValue.elements.length === 0)
    throw dtsError('DTS_E_WEBSERVICETASK_ARRAY_VALUE_INVALID', { name })
  if (paramType === 'Complex' && xsdType(dataType))
    throw dtsError('DTS_E_WEBSERVICETASK_ERROR_IN_VALIDATE', { value: name, type: dataType })
}
