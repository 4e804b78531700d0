import type { XmlElement } from '../../../xml/index.js'
import type { ComponentProperties, PropertyDefinition } from '../../contract.js'

const text = (name: string): PropertyDefinition => ({
  name,
  type: 'String',
  default: '',
  attribute: name,
  inElement: true,
})
const flag = (name: string): PropertyDefinition => ({
  name,
  type: 'Boolean',
  default: false,
  attribute: name,
  inElement: true,
})

/** The properties of the task, saved as child elements. */
export const packageProperties: readonly PropertyDefinition[] = [
  flag('ExecuteOutOfProcess'),
  flag('UseProjectReference'),
  text('PackageName'),
  text('PackageID'),
  text('VersionID'),
  text('Connection'),
  // A secret: one that is set here lives as long as the package; the one of the file is opened when the task runs.
  { name: 'PackagePassword', type: 'String', default: '', writeOnly: true },
]

/** A parameter of the child, and the variable or parameter that gives its value. */
export interface ParameterAssignment {
  readonly parameter: string
  readonly source: string
}

/** The task's properties, read once for each validation or run. */
export interface PackageSettings {
  readonly outOfProcess: boolean
  readonly projectReference: boolean
  readonly packageName: string
  readonly connection: string
  readonly assignments: readonly ParameterAssignment[]
}

/** @throws what {@link ComponentProperties.get} throws for a text that is no value of its property */
export function readPackageSettings(properties: ComponentProperties, element: XmlElement | undefined): PackageSettings {
  return {
    outOfProcess: properties.get('ExecuteOutOfProcess') === true,
    projectReference: properties.get('UseProjectReference') === true,
    packageName: String(properties.get('PackageName')).trim(),
    connection: String(properties.get('Connection')).trim(),
    assignments: readAssignments(element),
  }
}

function readAssignments(element: XmlElement | undefined): ParameterAssignment[] {
  const found: ParameterAssignment[] = []
  for (const each of element?.descendants() ?? []) {
    if (each.localName !== 'ParameterAssignment') continue
    const child = (name: string): string => each.children.find(one => one.localName === name)?.text.trim() ?? ''
    found.push({ parameter: child('ParameterName'), source: child('BindedVariableOrParameterName') })
  }
  return found
}
