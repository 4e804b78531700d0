// Services, methods and parameters for people and designers, and for the task that calls one.
import type { DTSParamType } from '../method-info.js'
import { rootName } from '../result.js'
import type { WsdlDocuments } from './documents.js'
import { readSchemas } from './library.js'
import type { SoapVersion } from './names.js'
import { parametersOf, resultOf, Services, type SoapPort, type WebMethod } from './services.js'
import { type Field, Types, type ValueType } from './types.js'

/** One parameter, member or result as a designer shows it. */
export interface ParameterDescription {
  readonly name: string
  /** The name of its type, as `Datatype` of the task's data has it. */
  readonly dataType: string
  /** `Undefined`: no value can be given for it. */
  readonly paramType: DTSParamType
  /** It may be left out, or be null. */
  readonly optional: boolean
  /** Of an enumeration. */
  readonly values?: readonly string[]
  /** Of an array. */
  readonly element?: ParameterDescription
  /** Of a sequence; absent where a type contains itself. */
  readonly properties?: readonly ParameterDescription[]
}

export interface MethodDescription {
  readonly name: string
  /** Tells methods of one name apart; else empty. */
  readonly messageName: string
  readonly documentation: string
  readonly style: 'document' | 'rpc'
  readonly encoded: boolean
  readonly parameters: readonly ParameterDescription[]
  /** Undefined for a method that returns nothing. */
  readonly result: ParameterDescription | undefined
  /** False: a parameter has a type of which no values can be made. */
  readonly supported: boolean
}

export interface PortDescription {
  readonly name: string
  readonly soapVersion: SoapVersion
  readonly address: string
  readonly methods: readonly MethodDescription[]
}

export interface ServiceDescription {
  readonly name: string
  readonly documentation: string
  readonly ports: readonly PortDescription[]
}

/** Reads the schemas of a description. @throws DtsError */
export async function readServices(documents: WsdlDocuments): Promise<Services> {
  return new Services(documents.roots, new Types(await readSchemas(documents)))
}

/** Everything a description offers. @throws DtsError for a service that lacks a part */
export function describeServices(services: Services): ServiceDescription[] {
  return services.names.map(name => {
    const { documentation, ports } = services.service(name)
    return { name, documentation, ports: ports.map(describePort) }
  })
}

function describePort({ name, version, address, methods }: SoapPort): PortDescription {
  return { name, soapVersion: version, address, methods: methods.map(describeMethod) }
}

function describeMethod(method: WebMethod): MethodDescription {
  const { name, messageName, documentation, style, encoded } = method
  const parameters = parametersOf(method).map(field => describeField(field))
  const result = resultOf(method)
  const supported = parameters.every(isSupported)
  return {
    ...{ name, messageName, documentation, style, encoded, parameters, supported },
    result: result && describeField(result),
  }
}

/** How many members of members are told of one parameter, and how deep. */
const mostMembers = 2000
const deepest = 20

/**
 * @param around the types that the field stands in: one that contains itself is told once
 * @param budget how many members may still be told: types that use each other twice at every level would have no end
 */
function describeField(
  field: Field,
  around: readonly ValueType[] = [],
  budget: { left: number } = { left: mostMembers },
): ParameterDescription {
  const { name, type, required, nillable } = field
  budget.left -= 1
  const facts = {
    name,
    dataType: type.kind === 'Primitive' ? type.xsd.name : (type.name?.name ?? rootName(type)),
    optional: !required || nillable,
  }
  const inside = [...around, type]
  switch (type.kind) {
    case 'Primitive':
      return { ...facts, paramType: 'Primitive' }
    case 'Enum':
      return { ...facts, paramType: 'Enum', values: type.values }
    case 'Array':
      return around.includes(type) || inside.length > deepest || budget.left < 0
        ? { ...facts, paramType: 'Undefined' }
        : { ...facts, paramType: 'Array', element: describeField(type.item, inside, budget) }
    case 'Complex':
      return around.includes(type) || inside.length > deepest || budget.left < 0
        ? { ...facts, paramType: 'Complex' }
        : {
            ...facts,
            paramType: 'Complex',
            properties: [...type.fields, ...type.attributes].map(each => describeField(each, inside, budget)),
          }
    case 'Undefined':
      return { ...facts, paramType: 'Undefined' }
  }
}

function isSupported({ paramType, optional, element, properties }: ParameterDescription): boolean {
  if (optional) return true
  return paramType !== 'Undefined' && (!element || isSupported(element)) && (properties ?? []).every(isSupported)
}
