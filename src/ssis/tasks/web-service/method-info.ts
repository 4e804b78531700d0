// The web method that a task calls and the values of its parameters: the classes of Microsoft.SqlServer.Dts.Tasks.WebServiceTask.

/** What a parameter is, or that a variable holds its value; files say it by these words. */
export const paramTypes = ['Undefined', 'Primitive', 'Enum', 'Array', 'Complex', 'Variable'] as const
export type DTSParamType = (typeof paramTypes)[number]

/** One value as text, in the form of its XML Schema type. */
export interface PrimitiveValue {
  readonly kind: 'Primitive'
  readonly value: string
}

/** One value of an enumeration. */
export interface EnumValue {
  readonly kind: 'Enum'
  readonly selectedValue: string
}

/** The elements of an array, all of one kind. */
export interface ArrayValue {
  readonly kind: 'Array'
  readonly elements: readonly DTSParamValue[]
}

/** The members of a sequence. */
export interface ComplexValue {
  readonly kind: 'Complex'
  readonly properties: readonly ComplexProperty[]
}

/** The variable that has the value when the task runs. */
export interface VariableValue {
  readonly kind: 'Variable'
  /** `Namespace::Name`. */
  readonly variableName: string
}

export type DTSParamValue = PrimitiveValue | EnumValue | ArrayValue | ComplexValue | VariableValue

/** One member of a sequence. */
export interface ComplexProperty {
  readonly name: string
  readonly dataType: string
  readonly paramType: DTSParamType
  readonly paramValue: DTSParamValue | null
}

/** One parameter of a web method. */
export interface DTSParamInfo extends ComplexProperty {
  /** Its place among the parameters, from 0. */
  readonly sequenceNumber: number
}

/** A web method with the values of its parameters. */
export interface DTSWebMethodInfo {
  readonly methodName: string
  /** Tells methods of one name apart; empty when there is only one. */
  readonly messageName: string
  readonly documentation: string
  readonly paramInfos: readonly DTSParamInfo[]
}
