// WQL over WS-Management: [MS-WSMV] 3.1.4.1 (the WQL dialect), DSP0226 8.
import { WmiError } from '../../base/errors.js'
import { wbemStatusByName } from '../../base/wbem-status.js'
import type { CimInstance } from '../../cim/instance.js'
import type { QueryOptions } from '../../wmi/services.js'
import type { Condition, DataQuery, WqlQuery } from '../../wql/ast.js'
import { WqlSyntaxError } from '../../wql/errors.js'
import { selectedProperties } from '../../wql/evaluate.js'
import { formatWql } from '../../wql/format.js'
import { parseDataQuery, parseWql } from '../../wql/parse.js'
import type { PageRow } from '../../wsman/rows/index.js'
import { associationRows } from './associations.js'
import { classObjects } from './classes.js'
import { namesSystemProperties, Projection } from './projection.js'
import { wqlRequest } from './requests.js'
import { begun, instancesOf, RowReading } from './rows.js'
import type { Asking } from './session.js'
import type { Batches } from './stream.js'

/**
 * The rows of a query. The server judges its text: what cannot be read here is sent all the same. Only SELECT lists with system properties
 * and direct reads are written anew.
 *
 * @throws WqlSyntaxError for a notification query, and where the server refuses a text that cannot be read here either; WsmanFaultError;
 *   HttpError
 */
export function queryRows(asking: Asking, wql: string, options: QueryOptions): Batches<CimInstance> {
  const { query, error } = readQuery(wql)
  if (!query) return explained(sentAsWritten(asking, wql), error)
  switch (query.kind) {
    case 'event':
      // Says why.
      parseDataQuery(wql)
      return sentAsWritten(asking, wql)
    case 'schema':
      return classObjects(asking, query)
    case 'data':
      return dataRows(asking, wql, query, options.directRead ?? false)
    default:
      return associationRows(asking, query)
  }
}

function readQuery(wql: string): { readonly query?: WqlQuery; readonly error?: WqlSyntaxError } {
  try {
    return { query: parseWql(wql) }
  } catch (error) {
    if (error instanceof WqlSyntaxError) return { error }
    throw error
  }
}

function sentAsWritten(asking: Asking, wql: string): Batches<CimInstance> {
  const { session, wire } = asking
  return instancesOf(session.client.enumerate(wqlRequest(asking, wql), wire), new RowReading(asking))
}

const badQuery: ReadonlySet<number> = new Set([
  wbemStatusByName.WBEM_E_INVALID_QUERY,
  wbemStatusByName.WBEM_E_INVALID_QUERY_TYPE,
  wbemStatusByName.WBEM_E_UNPARSABLE_QUERY,
])

/** Where server and parser agree that a text is no query, the parser says where it goes wrong. */
async function* explained(rows: Batches<CimInstance>, parsing: WqlSyntaxError | undefined): Batches<CimInstance> {
  try {
    yield* rows
  } catch (error) {
    if (parsing && error instanceof WmiError && (error.code === parsing.code || badQuery.has(error.code)))
      throw Object.assign(parsing, { cause: error })
    throw error
  }
}

function dataRows(asking: Asking, wql: string, query: DataQuery, directRead: boolean): Batches<CimInstance> {
  const direct = directRead ? { ...query, where: ofClassItself(query) } : query
  const { select } = direct
  if (namesSystemProperties(select)) return wholeRows(asking, direct, new Projection(select))
  return plainRows(asking, direct === query ? wql : formatWql(direct), direct)
}

/** The condition with which the server answers instances of the class in FROM only. */
function ofClassItself({ from, where }: DataQuery): Condition {
  const itself: Condition = {
    kind: 'compare',
    property: ['__CLASS'],
    operator: '=',
    value: { kind: 'string', value: from },
    at: 1,
  }
  return where === null ? itself : { kind: 'and', operands: [where, itself] }
}

/** The question is sent first, and the class's declaration asked for beside it. */
async function* plainRows(asking: Asking, wql: string, { select, from }: DataQuery): Batches<CimInstance> {
  const { session, namespace, wire } = asking
  const pages = begun(session.client.enumerate(wqlRequest(asking, wql), wire))
  void session.classes(namespace).find(from)
  const fragment = select && { className: from, select: distinct(select.map(([name = '']) => name)) }
  yield* instancesOf(pages, new RowReading(asking, fragment ? { fragment } : {}))
}

/** Names in any case, the first spelling of each. */
function distinct(names: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const name of names) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name)
  return [...known.values()]
}

/** Rows with everything that `__PATH` is made of, and with their class, which rows of a projection do not say. */
async function* wholeRows(asking: Asking, query: DataQuery, projection: Projection): Batches<CimInstance> {
  const { session, namespace, wire } = asking
  const declared = await session.classes(namespace).find(query.from)
  if (declared) selectedProperties(query.select, declared)
  const wql = formatWql({ ...query, select: null })
  const mode = declared ? undefined : 'EnumerateObjectAndEPR'
  const reading = new RowReading(asking)
  for await (const { items } of session.client.enumerate(wqlRequest(asking, wql, mode), wire)) {
    const context = await reading.prepare(items)
    yield projected(items.rows(context), projection)
  }
}

function* projected(rows: Iterable<PageRow>, projection: Projection): Generator<CimInstance> {
  for (const { instance, reference } of rows) yield projection.project(instance, reference)
}
