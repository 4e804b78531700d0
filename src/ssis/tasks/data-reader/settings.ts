import type { ComponentProperties, PropertyDefinition } from '../../contract.js'
import { type QuerySource, type QuerySourceType, querySourceProperties } from '../wmi-query/query-source.js'

/** The form of the output. */
export const OutputType = { DataTable: 0, PropertyValue: 1, PropertyNameAndValue: 2 } as const
export type OutputType = (typeof OutputType)[keyof typeof OutputType]

/** What happens to what the destination already holds. */
export const OverwriteDestination = { OverwriteDestination: 0, AppendToDestination: 1, KeepOriginal: 2 } as const
export type OverwriteDestination = (typeof OverwriteDestination)[keyof typeof OverwriteDestination]

export const DestinationType = { FileConnection: 0, Variable: 1 } as const
export type DestinationType = (typeof DestinationType)[keyof typeof DestinationType]

/** The properties of the WMI Data Reader task, in the order in which `WMIDRTaskData` writes them. */
export const dataReaderProperties: readonly PropertyDefinition[] = [
  querySourceProperties.type,
  querySourceProperties.source,
  {
    name: 'DestinationType',
    type: { enum: DestinationType, name: 'DestinationType' },
    default: DestinationType.FileConnection,
    attribute: 'DestinationType',
  },
  { name: 'Destination', type: 'String', default: '', attribute: 'Destination' },
  {
    name: 'OverwriteDestination',
    type: { enum: OverwriteDestination, name: 'OverwriteDestination' },
    default: OverwriteDestination.KeepOriginal,
    attribute: 'OverwriteDestination',
  },
  {
    name: 'OutputType',
    type: { enum: OutputType, name: 'OutputType' },
    default: OutputType.DataTable,
    attribute: 'OutputType',
  },
  { name: 'WmiConnection', type: 'String', default: '', attribute: 'WMIConnectionName' },
  // Ours, and never saved: whether a DataTable in a file starts with a line of column names.
  { name: 'ColumnNamesInFirstDataRow', type: 'Boolean', default: true },
]

/** The task's properties, read once for each validation or run. */
export interface DataReaderSettings extends QuerySource {
  readonly destinationType: DestinationType
  readonly destination: string
  readonly mode: OverwriteDestination
  readonly outputType: OutputType
  readonly connection: string
  readonly header: boolean
}

/** @throws what {@link ComponentProperties.get} throws for an attribute that is no value of its property */
export function readSettings(properties: ComponentProperties): DataReaderSettings {
  const text = (name: string): string => String(properties.get(name)).trim()
  return {
    querySourceType: properties.get('WqlQuerySourceType') as QuerySourceType,
    // The query itself keeps its blanks and line breaks: messages and logs repeat it as it stands.
    querySource: String(properties.get('WqlQuerySource')),
    destinationType: properties.get('DestinationType') as DestinationType,
    destination: text('Destination'),
    mode: properties.get('OverwriteDestination') as OverwriteDestination,
    outputType: properties.get('OutputType') as OutputType,
    connection: text('WmiConnection'),
    header: properties.get('ColumnNamesInFirstDataRow') === true,
  }
}
