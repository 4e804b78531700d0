// `Project.params`: parameters whose properties are `SSIS:Property` elements.
import type { XmlElement } from '../../xml/index.js'
import { parseBoolean } from '../dtsx/values.js'
import { VariableDataType } from '../enums.js'
import type { ParameterSource } from '../parameters.js'
import { isClosed } from '../protection/forms.js'
import { type Project, ssisNamespace } from './project.js'

/** The .NET TypeCodes of project parameters. */
export const typeOfTypeCode: ReadonlyMap<number, keyof typeof VariableDataType> = new Map([
  [3, 'Boolean'],
  [5, 'SByte'],
  [6, 'Byte'],
  [7, 'Int16'],
  [8, 'UInt16'],
  [9, 'Int32'],
  [10, 'UInt32'],
  [11, 'Int64'],
  [12, 'UInt64'],
  [13, 'Single'],
  [14, 'Double'],
  [15, 'Decimal'],
  [16, 'DateTime'],
  [18, 'String'],
])

/** The element of a parameter's property; undefined when the file does not have it. */
export function projectProperty(parameter: XmlElement, name: string): XmlElement | undefined {
  const properties = parameter.child('Properties', ssisNamespace)
  return properties?.children.find(
    child => child.is('Property', ssisNamespace) && child.get('Name', ssisNamespace) === name,
  )
}

/** What the project's file says of its parameters, in its order. */
export function projectParameterSources({ parameters }: Project): ParameterSource[] {
  return parameters.map(parameter => {
    const text = (name: string): string => projectProperty(parameter, name)?.text ?? ''
    return {
      id: text('ID'),
      name: parameter.get('Name', ssisNamespace) ?? '',
      namespace: '$Project',
      description: text('Description'),
      dataType: VariableDataType[typeOfTypeCode.get(Number(text('DataType'))) ?? 'String'],
      sensitive: parseBoolean(text('Sensitive')) ?? false,
      required: parseBoolean(text('Required')) ?? false,
      text: () => projectProperty(parameter, 'Value')?.text,
      closed: () => isClosed(projectProperty(parameter, 'Value')),
    }
  })
}
