import { cliText } from '../../base/texts/cli.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import type { WmiServices } from '../../wmi/services.js'
import type { WqlQuery } from '../../wql/ast.js'
import { selectedProperties } from '../../wql/evaluate.js'
import { parseWql } from '../../wql/parse.js'
import { type Context, type Execute, usedFormat, writeRows, writerFor } from '../context.js'
import type { Row } from '../format/row.js'
import { plainRows, type ToRow } from '../plain-row.js'
import { callOptions, withServices } from '../session.js'

/** `wmilink query WQL`: the rows as they come. */
export const execute: Execute = (context, [wql = '']) =>
  withServices(context, {}, async wmi => {
    const question = parsed(wql)
    const toRow = plainRows(context.options, question && 'select' in question ? question.select : null)
    const format = usedFormat(context)
    const columns = format === 'csv' && question ? await csvColumns(wmi, question, toRow, context) : undefined
    const writer = writerFor(context, {
      columns,
      onExtra: name => context.messages.notice(cliText('csvExtra', { name })),
    })
    const count = await writeRows(writer, converted(wmi.query(wql, callOptions(context)), toRow))
    if (count === 0 && (format === 'table' || format === 'list')) context.messages.notice(cliText('noRows'))
    return undefined
  })

async function* converted(rows: AsyncIterable<CimInstance>, toRow: ToRow): AsyncGenerator<Row> {
  for await (const row of rows) yield toRow(row)
}

/** What the question says, as far as it can be read here; whoever answers it says what is wrong with it. */
function parsed(wql: string): WqlQuery | undefined {
  try {
    return parseWql(wql)
  } catch {
    return undefined
  }
}

/** The columns that the question names: rows may be of subclasses, and there may be none. */
async function csvColumns(
  wmi: WmiServices,
  question: WqlQuery,
  toRow: ToRow,
  context: Context,
): Promise<readonly string[] | undefined> {
  if (question.kind !== 'data') return undefined
  try {
    const cimClass = await wmi.getClass(question.from, callOptions(context))
    const select = selectedProperties(question.select, cimClass)
    const empty = new InstanceShape(cimClass, select ? { select } : {}).create([])
    return Object.keys(toRow(empty))
  } catch {
    // The query itself fails next, and says it better.
    return undefined
  }
}
