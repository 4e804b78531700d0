// Values of web method parameters between the task's file and the page.
import { isDeepStrictEqual } from 'node:util'
import type { ComplexProperty, DTSParamValue, DTSWebMethodInfo } from '../../ssis/index.js'
import type { ParameterPart, ParameterValue, WebMethodView } from '../api/index.js'

/** What a task calls, as the page shows it. */
export function methodView(service: string, info: DTSWebMethodInfo | undefined): WebMethodView {
  return {
    service,
    method: info?.methodName ?? '',
    messageName: info?.messageName ?? '',
    documentation: info?.documentation ?? '',
    parameters: (info?.paramInfos ?? []).map(partView),
  }
}

/** A parameter or member as the page shows it. */
function partView({ name, dataType, paramValue }: ComplexProperty): ParameterPart {
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

/** A parameter or member as the file has it. One that nobody changed stays as it was. */
export function partOf(part: ParameterPart, before?: ComplexProperty): ComplexProperty {
  const { name, type, value } = part
  if (before && isDeepStrictEqual(partView(before), part)) return before
  // What only held a variable says nothing of what it is.
  const kept = before?.paramType === 'Variable' ? 'Undefined' : (before?.paramType ?? 'Undefined')
  return {
    name,
    dataType: type,
    paramType: value?.kind ?? kept,
    paramValue: value && storedValue(value, before?.paramValue),
  }
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
