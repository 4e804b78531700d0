// The first rows of a query, or events as they come.
import { WmiError } from '../../base/errors.js'
import type { CimClass } from '../../cim/class.js'
import { InstanceShape } from '../../cim/instance.js'
import { typeText } from '../../cim/type-text.js'
import { classKind } from '../../ssis/tasks/query-advice/classes.js'
import type { DataQuery, EventQuery, WqlQuery } from '../../wql/ast.js'
import { elementOf } from '../../wql/element.js'
import { selectedProperties } from '../../wql/evaluate.js'
import { parseWql } from '../../wql/parse.js'
import type { Column, Input, Output, RowsEvent } from '../api/index.js'
import type { LiveAccess } from './access.js'
import { columnOf } from './cells.js'
import type { Lease } from './leases.js'
import { eventValues } from './row-table.js'
import { type RowsCount, RowTelling } from './row-telling.js'

/**
 * Asks a query of any kind, up to a number of rows; events until the signal is raised.
 * @throws WqlSyntaxError before anything is asked; DesignerError consent, secret; WmiError
 */
export async function preview(
  access: LiveAccess,
  { place, text, limit }: Input<'wql.preview'>,
  signal: AbortSignal,
  emit: (event: RowsEvent) => void,
): Promise<Output<'wql.preview'>> {
  access.require(place)
  const query = parseWql(text)
  return access.use(place, signal, async lease => {
    const started = performance.now()
    const counted = await told(lease, { query, text, limit }, signal, emit)
    return { ...counted, milliseconds: performance.now() - started, notice: lease.notice }
  })
}

interface Question {
  readonly query: WqlQuery
  readonly text: string
  readonly limit: number
}

async function told(
  lease: Lease,
  { query, text, limit }: Question,
  signal: AbortSignal,
  emit: (event: RowsEvent) => void,
): Promise<RowsCount> {
  const { services } = lease
  const telling = new RowTelling(emit)
  if (query.kind === 'schema') return telling.all(services.query(text, { signal }), limit, signal, classValues)
  if ('source' in query) {
    const values = query.options.classDefsOnly || query.options.schemaOnly ? classValues : undefined
    return telling.all(services.query(text, { signal }), limit, signal, values)
  }
  if (await isEventQuery(lease, query, signal))
    return telling.all(services.watch(text, { signal, timeout: 0 }), limit, signal, eventValues)
  return dataRows(lease, { query, text, limit }, telling, signal)
}

/** The columns come from the class where that is known before the first row, else from the row. */
async function dataRows(
  { services, schema }: Lease,
  { query, text, limit }: Question & { readonly query: DataQuery | EventQuery },
  telling: RowTelling,
  signal: AbortSignal,
): Promise<RowsCount> {
  let isWaiting = true
  const known = schema.classOf(query.from, signal).then(
    cimClass => {
      if (isWaiting) telling.columns(columnsOf(cimClass, query))
    },
    // The query itself says what is wrong with its class.
    () => undefined,
  )
  const counted = await telling.all(services.query(text, { signal }), limit, signal, undefined, () => {
    isWaiting = false
  })
  if (counted.count === 0) await known
  if (!counted.more && query.where === null) schema.noteCount(query.from, counted.count)
  return counted
}

/** The columns that a query asks of a class, in its order. */
function columnsOf(cimClass: CimClass, { select }: DataQuery | EventQuery): Column[] {
  try {
    const properties = selectedProperties(select, cimClass)
    const shape = new InstanceShape(cimClass, properties ? { select: properties } : {})
    if (!select) return shape.properties.map(columnOf)
    return select.flatMap(([name = '']): Column[] => {
      const element = elementOf(cimClass, name)
      const property = shape.properties.find(each => each.name === element?.name)
      if (property) return [columnOf(property)]
      return element?.isSystem ? [{ name: element.name, type: typeText(element), isKey: false }] : []
    })
  } catch (error) {
    if (error instanceof WmiError) return []
    throw error
  }
}

async function isEventQuery(
  { schema, services }: Lease,
  query: DataQuery | EventQuery,
  signal: AbortSignal,
): Promise<boolean> {
  if (query.kind === 'event') return true
  const kind = classKind(query.from, services.namespace)
  if (kind !== 'unknown') return kind !== 'data'
  const cimClass = await schema.classOf(query.from, signal)
  return cimClass.isA('__Event')
}

/** What a class object is told by. */
function* classValues(instance: {
  readonly __CLASS: string
  readonly __SUPERCLASS: string | null
  readonly __DERIVATION: readonly string[]
}): Generator<readonly [Column, string | null]> {
  yield [{ name: '__CLASS', type: 'string', isKey: true }, instance.__CLASS]
  yield [{ name: '__SUPERCLASS', type: 'string', isKey: false }, instance.__SUPERCLASS]
  yield [{ name: '__DERIVATION', type: 'string', isKey: false }, instance.__DERIVATION.join(' : ')]
}
