import { modelText } from '../../base/texts/ssis-model.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ConnectionEnvironment, ConnectionKind, ConnectionObject, PropertyDefinition } from '../contract.js'
import { type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import type { PropertyValue } from '../property-values.js'
import { NativeData } from './native-data.js'

// In the order in which a file has them, ConnectionString at the end.
const properties: readonly PropertyDefinition[] = [
  { name: 'Format', type: 'String', default: 'Delimited' },
  { name: 'LocaleID', type: 'Int32', default: 0 },
  { name: 'Unicode', type: 'Boolean', default: false },
  { name: 'HeaderRowsToSkip', type: 'Int32', default: 0 },
  { name: 'HeaderRowDelimiter', type: 'String', default: '' },
  { name: 'ColumnNamesInFirstDataRow', type: 'Boolean', default: false },
  { name: 'RowDelimiter', type: 'String', default: '' },
  { name: 'DataRowsToSkip', type: 'Int32', default: 0 },
  { name: 'TextQualifier', type: 'String', default: '' },
  { name: 'CodePage', type: 'Int32', default: 1252 },
  { name: 'ConnectionString', type: 'String', default: '' },
]
const order = properties.map(property => property.name)

// Delimiters and qualifiers are written with every character but letters and digits as _xHHHH_.
const escaped = new Set(['headerrowdelimiter', 'rowdelimiter', 'textqualifier'])
const decode = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
const encode = (text: string) =>
  text.replace(/[^A-Za-z0-9]/g, char => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)

/** The inner object of a FLATFILE connection manager: a path and the layout of the rows in it. Columns stay in the file. */
class FlatFileConnection implements ConnectionObject {
  readonly hasUnsavedSecret = false
  readonly #data: NativeData

  constructor(manager: ConnectionManager) {
    this.#data = new NativeData(manager, properties, order)
  }

  initialize(): void {
    const node = this.#data.make()
    const values = [
      ['Format', 'Delimited'],
      ['LocaleID', '1033'],
      ['HeaderRowDelimiter', encode('\r\n')],
      ['RowDelimiter', ''],
      ['TextQualifier', encode('<none>')],
      ['CodePage', '1252'],
      ['ConnectionString', ''],
    ] as const
    for (const [name, value] of values) node.set(name, value)
  }

  get(name: string): PropertyValue {
    const value = this.#data.get(name)
    return typeof value === 'string' && escaped.has(name.toLowerCase()) ? decode(value) : value
  }

  set(name: string, value: PropertyValue): void {
    if (this.get(name) === value) return
    this.#data.set(name, typeof value === 'string' && escaped.has(name.toLowerCase()) ? encode(value) : value)
  }

  problems(): DtsProblem[] {
    const path = String(this.get('ConnectionString'))
    if (path.trim() !== '') return []
    return [dtsProblem('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: modelText('noFileName') })]
  }

  secretWarnings(): [] {
    return []
  }

  /** The native path. Whether the file is there already matters to who uses it: it may be read or written. */
  async acquire(environment: ConnectionEnvironment): Promise<string> {
    const path = String(this.get('ConnectionString'))
    if (path.trim() === '')
      throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: modelText('noFileName') })
    return environment.drives.toNative(path)
  }

  async release(): Promise<void> {}

  async dispose(): Promise<void> {}
}

/** FLATFILE: acquires the native path of a file of rows. */
export const flatFileKind: ConnectionKind = {
  creationName: 'FLATFILE',
  title: 'Flat File Connection Manager',
  properties,
  open: manager => new FlatFileConnection(manager),
}
