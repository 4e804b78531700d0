import type { CimProperty } from '../../../cim/class.js'
import { type CimInstance, type InstanceShape, shapeOf } from '../../../cim/instance.js'
import type { CimValue } from '../../../cim/value.js'
import { type Columns, inOutputOrder } from './columns.js'
import { valueText } from './value-text.js'

/** The line end of every output, whatever the system. */
const crlf = '\r\n'

/** One of the text forms in which the task writes instances. */
export interface TextForm {
  /** What stands before the first instance; empty in most forms. */
  head(): string
  row(instance: CimInstance): string
}

/** Name and printer of each property of the shape read last. */
function lines(line: (name: string, text: string) => string): TextForm {
  let known: InstanceShape | undefined
  let properties: { readonly name: string; readonly print: (value: CimValue) => string }[] = []
  return {
    head: () => '',
    row(instance) {
      const shape = shapeOf(instance)
      if (shape !== known) {
        known = shape
        properties = inOutputOrder(shape.properties).map(property => ({
          name: property.name,
          print: valueText(property),
        }))
      }
      let text = ''
      for (const { name, print } of properties) text += line(name, print(instance[name] ?? null)) + crlf
      return text
    },
  }
}

/** PropertyNameAndValue: one `Name, Value` line for each property; the blocks of several instances follow each other. */
export function nameAndValueForm(): TextForm {
  return lines((name, text) => `${name}, ${text}`)
}

/** PropertyValue: one line for each property's value. */
export function valueForm(): TextForm {
  return lines((_, text) => text)
}

/** DataTable as text: a line of column names (unless `header` is false), then one line of values for each instance. */
export function tableForm(columns: Columns, header: boolean): TextForm {
  const printers = columns.properties.map(valueText)
  return {
    head: () => (header && columns.properties.length > 0 ? record(columns.properties.map(nameOf)) : ''),
    row: instance => record(columns.valuesOf(instance).map((value, index) => printers[index]?.(value) ?? '')),
  }
}

const nameOf = ({ name }: CimProperty): string => name

/** A record of RFC 4180: fields with a comma, a quote or a line break are quoted. */
function record(fields: readonly string[]): string {
  return fields.map(field => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',') + crlf
}
