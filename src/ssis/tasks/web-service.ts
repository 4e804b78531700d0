import { readerText } from '../../base/texts/ssis-reader.js'
import type { TaskKind } from '../contract.js'
import { stockMatcher } from './kind.js'
import { laterTask } from './later-task.js'

/** Where the result of a web method goes. */
export const DTSOutputType = { File: 0, Variable: 1 } as const
export type DTSOutputType = (typeof DTSOutputType)[keyof typeof DTSOutputType]

/** The kind `Microsoft.WebServiceTask`: its properties can be read and set; running it comes later. */
export const webService: TaskKind = {
  creationName: 'Microsoft.WebServiceTask',
  stockName: 'WebServiceTask',
  matches: stockMatcher('WebServiceTask'),
  dataElement: 'WebServiceTaskData',
  properties: [
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
  ],
  create: () => laterTask(readerText('laterTask')),
}
