import type { ComponentProperties, DataNamespace, PropertyDefinition } from '../../contract.js'

/** Where the result of a web method goes. */
export const DTSOutputType = { File: 0, Variable: 1 } as const
export type DTSOutputType = (typeof DTSOutputType)[keyof typeof DTSOutputType]

/** The namespace of `WSTask:WebServiceTaskData` and of everything in it. */
export const webServiceNamespace: DataNamespace = {
  prefix: 'WSTask',
  uri: 'www.microsoft.com/sqlserver/dts/tasks/webservicetask',
}

/** The properties of the Web Service task, in the order in which `WebServiceTaskData` writes them. */
export const webServiceProperties: readonly PropertyDefinition[] = [
  { name: 'Connection', type: 'String', default: '', attribute: 'ConnectionName' },
  { name: 'ServiceName', type: 'String', default: '', attribute: 'Service' },
  { name: 'WsdlFile', type: 'String', default: '', attribute: 'WSDLFile' },
  { name: 'OverwriteWsdlFile', type: 'Boolean', default: false, attribute: 'OverwriteWSDLFile' },
  {
    name: 'OutputType',
    type: { enum: DTSOutputType, name: 'DTSOutputType' },
    default: DTSOutputType.File,
    attribute: 'OutputType',
  },
  { name: 'OutputLocation', type: 'String', default: '', attribute: 'OutputLocation' },
]

/** The task's properties, read once for each validation or run. */
export interface WebServiceSettings {
  readonly connection: string
  readonly service: string
  /** As the package writes it; empty: the description is asked of the server each time. */
  readonly wsdlFile: string
  readonly overwriteWsdlFile: boolean
  readonly outputType: DTSOutputType
  readonly outputLocation: string
}

/** @throws what {@link ComponentProperties.get} throws for an attribute that is no value of its property */
export function readSettings(properties: ComponentProperties): WebServiceSettings {
  const text = (name: string): string => String(properties.get(name)).trim()
  return {
    connection: text('Connection'),
    service: text('ServiceName'),
    wsdlFile: text('WsdlFile'),
    overwriteWsdlFile: properties.get('OverwriteWsdlFile') === true,
    outputType: properties.get('OutputType') as DTSOutputType,
    outputLocation: text('OutputLocation'),
  }
}
