// Values of web method parameters between the task's file and the page.
import type { ComplexProperty, DTSParamValue } from '../../ssis/index.js'
import type { ParameterPart, ParameterValue } from '../api/index.js'

/** A parameter or member as the page shows it. */
export function partView({ name, dataType, paramValue }: ComplexProperty): ParameterPart {
  return { name, type: dataType, value: paramValue && valueView(paramValue) }
}

function valueView(value: DTSParamValue): ParameterValue {
  switch (value.kind) {
    case 'Enum':
      return { ...value, members: [] }
    case 'Array':
      return { kind: 'Array', elements: value.elements.map(valueView), element: null }
    case 'Complex':
      return { kind: 'Complex', properties: value.properties.map(partView) }
    default:
      return value
  }
}

/** A parameter or member as the file has it. One without a value keeps what it was. */
export function partOf({ name, type, value }: ParameterPart, before?: ComplexProperty): ComplexProperty {
  const paramType = value?.kind ?? before?.paramType ?? 'Undefined'
  return { name, dataType: type, paramType, paramValue: value && storedValue(value, before?.paramValue) }
}

function storedValue(value: ParameterValue, before: DTSParamValue | null | undefined): DTSParamValue {
  switch (value.kind) {
    case 'Enum':
      return { kind: 'Enum', selectedValue: value.selectedValue }
    case 'Array':
      return { kind: 'Array', elements: value.elements.map(element => storedValue(element, undefined)) }
    case 'Complex': {
      const old = before?.kind === 'Complex' ? before.properties : []
      return {
        kind: 'Complex',
        properties: value.properties.map(part =>
          partOf(
            part,
            old.find(({ name }) => name === part.name),
          ),
        ),
      }
    }
    case 'Primitive':
      return { kind: 'Primitive', value: value.value }
    case 'Variable':
      return value
  }
}
