// The task with a WMI connection: a method of a WMI class, with its parameters as the class declares them.

import { WmiError, WmilinkError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { CimMethod, CimParameter } from '../../../cim/class.js'
import { coerceValue } from '../../../cim/convert.js'
import { CimInstance, propertyValue, shapeOf } from '../../../cim/instance.js'
import { parseObjectPath } from '../../../cim/path.js'
import { cimTypes } from '../../../cim/types.js'
import type { CimScalar, CimValue } from '../../../cim/value.js'
import { methodOf } from '../../../wmi/method-values.js'
import type { WmiServices } from '../../../wmi/services.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { inform, warn } from '../reporting.js'
import type { CallResult } from './call.js'
import { elementsOf, membersByName } from './convert.js'
import { givenValues } from './given.js'
import type { Given } from './message.js'
import type { DTSParamValue, DTSWebMethodInfo } from './method-info.js'
import { type NetElement, netDocument } from './net-xml.js'
import type { WebServiceSettings } from './settings.js'

/** The types of XML Schema for those of CIM; items of arrays are called so. */
const xsdNames: Readonly<Record<string, string>> = {
  sint8: 'byte',
  uint8: 'unsignedByte',
  sint16: 'short',
  uint16: 'unsignedShort',
  sint32: 'int',
  uint32: 'unsignedInt',
  sint64: 'long',
  uint64: 'unsignedLong',
  real32: 'float',
  real64: 'double',
  boolean: 'boolean',
}

/**
 * Calls the method of a class, or of the object that a path names.
 *
 * @throws DtsError 0xC002922E for a class or object that is not there, 0xC0029209 for a method, 0xC002923B and 0xC002923C for parameters,
 *   0xC0029230 when WMI refuses
 */
export async function callMethod(
  settings: WebServiceSettings,
  info: DTSWebMethodInfo,
  services: WmiServices,
  context: TaskContext,
): Promise<CallResult> {
  const path = settings.service
  const url = `\\\\${services.server}\\${services.namespace}:${path}`
  const method = await findMethod(path, info.methodName, services, context)
  const parameters = typedParameters(method, givenValues(info, context))
  const said = webServiceText('callingMethod', { method: method.name, path: url })
  context.events.log('WSTaskInfo', said)
  inform(context, said)
  const out = await asked(context, 'DTS_E_WEBSERVICETASK_INVOKE_ERR', () =>
    services.invoke(path, method.name, parameters, { signal: context.signal }),
  )
  const code = propertyValue(out, 'ReturnValue')
  if (
    code !== undefined &&
    code !== null &&
    code !== 0 &&
    code !== 0n &&
    code !== false &&
    method.returnType !== 'string'
  )
    warn(context, webServiceText('returnValue', { method: method.name, code: String(code) }))
  return { text: netDocument({ name: `${method.name}Result`, namespace: '', content: members(out) }), url }
}

async function findMethod(path: string, name: string, services: WmiServices, context: TaskContext): Promise<CimMethod> {
  const { signal } = context
  const cimClass = await asked(context, 'DTS_E_WEBSERVICETASK_INVALID_SERVICE', () =>
    services.getClass(parseObjectPath(path).className, { signal }),
  )
  try {
    return methodOf(cimClass, name)
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    throw dtsError('DTS_E_WEBSERVICETASK_WEBMETHODINFO_NULL', {}, { cause: error, hint: error.hint || error.message })
  }
}

async function asked<T>(
  { signal }: TaskContext,
  symbol: 'DTS_E_WEBSERVICETASK_INVALID_SERVICE' | 'DTS_E_WEBSERVICETASK_INVOKE_ERR',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted || !(error instanceof WmilinkError) || error instanceof DtsError) throw error
    throw dtsError(symbol, { reason: `${error.name}: ${error.message}` }, { cause: error, hint: error.hint })
  }
}

function typedParameters(method: CimMethod, given: ReadonlyMap<string, Given>): Record<string, unknown> {
  const input = method.parameters.filter(parameter => parameter.in)
  const values: [string, unknown][] = []
  for (const [name, value] of given) {
    const parameter = input.find(each => foldName(each.name) === name)
    if (!parameter) {
      const hint = webServiceText('parametersHint', { names: input.map(each => each.name).join(', ') || '-' })
      throw dtsError('DTS_E_WEBSERVICETASK_PROP_NOT_EXISTS', { name: method.name, property: name }, { hint })
    }
    values.push([parameter.name, typed(parameter, value)])
  }
  return Object.fromEntries(values)
}

function typed(parameter: CimParameter, given: Given): unknown {
  const value = given.from === 'task' ? plainValue(given.value) : heldValue(given.value)
  if (value === null) return null
  const several = parameter.isArray && !Array.isArray(value) ? [value] : value
  // Objects are made by the connection, which knows their class.
  if (parameter.type === 'object') return several
  try {
    return coerceValue(parameter, several)
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    const shown = typeof value === 'object' ? 'array' : String(value).slice(0, 60)
    const type = parameter.isArray ? `${parameter.type}[]` : parameter.type
    throw dtsError(
      'DTS_E_WEBSERVICETASK_CONVERT_FAILED',
      { value: shown, name: parameter.name, type },
      { cause: error },
    )
  }
}

function plainValue(value: DTSParamValue): unknown {
  switch (value.kind) {
    case 'Primitive':
      return value.value
    case 'Enum':
      return value.selectedValue
    case 'Array':
      return value.elements.map(plainValue)
    case 'Complex':
      return Object.fromEntries(
        value.properties.map(({ name, paramValue }) => [name, paramValue ? plainValue(paramValue) : null]),
      )
    case 'Variable':
      return value.variableName
  }
}

function heldValue(value: unknown): unknown {
  if (value instanceof CimInstance) return value
  return elementsOf(value) ?? (membersByName(value) ? value : (value ?? null))
}

/** The out-parameters and ReturnValue. */
function members(instance: CimInstance): NetElement[] {
  return shapeOf(instance).properties.flatMap(({ name, type, isArray }) => {
    const value: CimValue = instance[name] ?? null
    if (value === null) return []
    if (!isArray || !isList(value)) return [{ name, namespace: '', content: scalarContent(type, value as CimScalar) }]
    const item = xsdNames[type] ?? (type === 'object' ? 'Object' : 'string')
    const content = value.map(each => ({ name: item, namespace: '', content: scalarContent(type, each) }))
    return [{ name, namespace: '', content }]
  })
}

function scalarContent(type: keyof typeof cimTypes, value: CimScalar): NetElement['content'] {
  if (value instanceof CimInstance) return members(value)
  return type === 'boolean' ? String(value === true) : cimTypes[type].print(value)
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}
