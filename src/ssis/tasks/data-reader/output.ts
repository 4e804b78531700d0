import type { CimInstance } from '../../../cim/instance.js'
import { shapeOf } from '../../../cim/instance.js'
import { DataTable } from '../data-table.js'
import { Columns } from './columns.js'
import type { TextBody } from './file-destination.js'
import type { Instances } from './instances.js'
import { type DataReaderSettings, OutputType } from './settings.js'
import { nameAndValueForm, type TextForm, tableForm, valueForm } from './text-form.js'

/** Characters gathered before they are handed on. */
const chunkSize = 1 << 16

type Form = Pick<DataReaderSettings, 'outputType' | 'header'>

/** An output in the making. `leftOut`: properties for which a table has no column. */
export interface TextOutput extends TextBody {
  leftOut(): readonly string[]
}

/** The output as text, made while the instances arrive. */
export function textOutput(instances: Instances, { outputType, header }: Form): TextOutput {
  let form: TextForm | undefined
  let columns: Columns | undefined
  const start = (properties: ConstructorParameters<typeof Columns>[0]): TextForm => {
    if (outputType === OutputType.PropertyNameAndValue) return nameAndValueForm()
    if (outputType === OutputType.PropertyValue) return valueForm()
    columns = new Columns(properties)
    return tableForm(columns, header)
  }
  async function* chunks(): AsyncGenerator<string, void> {
    let text = ''
    for await (const instance of instances.read()) {
      form ??= start(shapeOf(instance).properties)
      text += form.row(instance)
      if (text.length < chunkSize) continue
      yield text
      text = ''
    }
    form ??= start(instances.declared)
    if (text) yield text
  }
  return {
    chunks: chunks(),
    head: () => form?.head() ?? '',
    leftOut: () => [...(columns?.leftOut ?? [])],
  }
}

/** The output as a table in memory, with the properties that it has no column for. */
export async function tableOutput(instances: Instances): Promise<{ table: DataTable; leftOut: readonly string[] }> {
  let columns: Columns | undefined
  const rows: CimInstance[] = []
  for await (const instance of instances.read()) {
    columns ??= new Columns(shapeOf(instance).properties)
    rows.push(instance)
  }
  columns ??= new Columns(instances.declared)
  const table = new DataTable(columns.properties)
  for (const instance of rows) table.add(columns.valuesOf(instance))
  return { table, leftOut: [...columns.leftOut] }
}
