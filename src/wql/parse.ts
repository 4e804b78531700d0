// WMI SDK "WQL (SQL for WMI)", [MS-WMI] 2.2.1:
//   SELECT list FROM class [WITHIN s] [WHERE condition] [GROUP WITHIN s [BY list] [HAVING NumberOfEvents op n]]
//   ASSOCIATORS OF {path} [WHERE option …]      REFERENCES OF {path} [WHERE option …]
import { foldName } from '../base/name-map.js'
import { wqlText } from '../base/texts/wql.js'
import type {
  AssociationQuery,
  ComparisonOperator,
  Condition,
  DataQuery,
  EventQuery,
  PropertyPath,
  SchemaQuery,
  WqlQuery,
} from './ast.js'
import { Cursor } from './cursor.js'
import { WqlSyntaxError } from './errors.js'
import { clauseHintFor } from './hints.js'
import { readAssociationQuery } from './parse-association.js'
import { ConditionReader, readComparisonOperator, readPropertyPath } from './parse-condition.js'

/** Characters of a query. WMI's own limit depends on the server and is not published. */
export const maxQueryLength = 65_536

/** Seconds of WITHIN ([MS-WMI] 3.1.4.3.22). */
const minInterval = 0.001
const maxInterval = 418_937

/**
 * Reads a query of any kind.
 *
 * @throws WqlSyntaxError with the column and what was expected: WBEM_E_INVALID_QUERY, or WBEM_E_INVALID_PARAMETER for an
 *   empty text, WBEM_E_INVALID_OBJECT_PATH for what stands between braces, WBEM_E_MISSING_AGGREGATION_LIST for BY without
 *   properties, WBEM_E_QUOTA_VIOLATION above 65,536 characters, 1,000 predicates or 200 levels
 */
export function parseWql(text: string): WqlQuery {
  if (text.length > maxQueryLength) {
    throw new WqlSyntaxError(
      'WBEM_E_QUOTA_VIOLATION',
      wqlText('tooLong', { length: text.length, max: maxQueryLength }),
      { column: maxQueryLength + 1, hint: wqlText('hintShorten') },
    )
  }
  const cursor = new Cursor(text)
  if (cursor.token.kind === 'end')
    throw cursor.error('WBEM_E_INVALID_PARAMETER', wqlText('empty'), [wqlText('statement')], wqlText('hintEmpty'))
  if (cursor.takeWord('SELECT')) return readSelect(cursor)
  if (cursor.takeWord('ASSOCIATORS')) return readAssociationQuery(cursor, 'associators')
  if (cursor.takeWord('REFERENCES')) return readAssociationQuery(cursor, 'references')
  throw cursor.unexpected([wqlText('statement')])
}

/** Reads a query as ExecQuery takes it: any but notification queries. @throws WqlSyntaxError as {@link parseWql} */
export function parseDataQuery(text: string): DataQuery | SchemaQuery | AssociationQuery {
  const query = parseWql(text)
  if (query.kind !== 'event') return query
  throw new WqlSyntaxError(
    'WBEM_E_INVALID_QUERY',
    wqlText('notDataQuery', { clause: query.within === null ? 'GROUP' : 'WITHIN', class: query.from }),
    { column: 1, hint: wqlText('hintWatch') },
  )
}

/**
 * Reads a query as ExecNotificationQuery takes it; without WITHIN and GROUP it has the form of a data query.
 * {@link validateEventQuery} checks it against the classes. @throws WqlSyntaxError as {@link parseWql}
 */
export function parseEventQuery(text: string): EventQuery | DataQuery {
  const query = parseWql(text)
  if (query.kind === 'event' || query.kind === 'data') return query
  const status = query.kind === 'schema' ? 'WBEM_E_NOT_EVENT_CLASS' : 'WBEM_E_INVALID_QUERY'
  throw new WqlSyntaxError(status, wqlText('notEventQuery'), {
    column: 1,
    hint: wqlText('hintNotEventClass', { class: 'Win32_Process' }),
  })
}

function readSelect(cursor: Cursor): DataQuery | SchemaQuery | EventQuery {
  const schemaHint = wqlText('hintSchema')
  const listAt = cursor.token
  const select = cursor.takeSymbol('*') ? null : readList(cursor, [wqlText('property'), '"*"'])
  if (!cursor.takeWord('FROM')) throw cursor.unexpected(select ? ['","', 'FROM'] : ['FROM'])
  const from = readClass(cursor)
  const isSchema = foldName(from) === 'meta_class'
  if (isSchema && select !== null) {
    const message = wqlText('schemaList', { text: listAt.text, column: listAt.start + 1 })
    throw new WqlSyntaxError('WBEM_E_INVALID_QUERY', message, {
      column: listAt.start + 1,
      expected: ['"*"'],
      hint: schemaHint,
    })
  }
  const within = !isSchema && cursor.takeWord('WITHIN') ? readSeconds(cursor) : null
  const where = cursor.takeWord('WHERE') ? new ConditionReader(cursor).read() : null
  const group = !isSchema && cursor.takeWord('GROUP') ? readGroup(cursor) : null
  if (cursor.token.kind !== 'end') throw notTheEnd(cursor, { isSchema, within, where, group })
  if (isSchema) return { kind: 'schema', select: null, from, where }
  if (within === null && group === null) return { kind: 'data', select, from, where }
  return { kind: 'event', select, from, where, within, group }
}

function readList(cursor: Cursor, first: readonly string[]): PropertyPath[] {
  if (cursor.token.kind !== 'name' || cursor.isWord('FROM'))
    throw cursor.unexpected(first, cursor.token.kind === 'string' ? wqlText('hintBracket') : undefined)
  const list = [readPropertyPath(cursor)]
  while (cursor.takeSymbol(',')) list.push(readPropertyPath(cursor))
  return list
}

function readClass(cursor: Cursor): string {
  const name = cursor.expectName(wqlText('class'))
  if (cursor.isSymbol(',')) throw cursor.unexpected([wqlText('end')], wqlText('hintJoin'))
  return name
}

/** What stands here is no clause, or one that came before or may not come after. */
function notTheEnd(
  cursor: Cursor,
  read: { isSchema: boolean; within: number | null; where: Condition | null; group: EventQuery['group'] },
): WqlSyntaxError {
  const open = read.group === null
  const expected = [
    ...(read.where && open ? ['AND', 'OR'] : []),
    ...(!read.isSchema && read.within === null && !read.where && open ? ['WITHIN'] : []),
    ...(!read.where && open ? ['WHERE'] : []),
    ...(!read.isSchema && open ? ['GROUP'] : []),
    ...(read.group && !read.group.having ? ['HAVING'] : []),
    wqlText('end'),
  ]
  return cursor.unexpected(expected, read.isSchema ? wqlText('hintSchema') : clauseHintFor(cursor.token))
}

function readSeconds(cursor: Cursor): number {
  const { kind, text } = cursor.token
  if (kind !== 'integer' && kind !== 'real') throw cursor.unexpected([wqlText('seconds')])
  const seconds = Number(text)
  if (!(seconds >= minInterval && seconds <= maxInterval)) {
    const message = wqlText('interval', {
      seconds: text.slice(0, 40),
      min: minInterval,
      max: maxInterval,
      where: cursor.where(),
    })
    throw cursor.error('WBEM_E_INVALID_QUERY', message, [wqlText('seconds')], undefined)
  }
  cursor.advance()
  return seconds
}

function readGroup(cursor: Cursor): NonNullable<EventQuery['group']> {
  if (!cursor.isWord('WITHIN') && !cursor.isWord('BY') && !cursor.isWord('HAVING'))
    throw cursor.unexpected(['WITHIN', 'BY', 'HAVING'], wqlText('hintGroup'))
  const within = cursor.takeWord('WITHIN') ? readSeconds(cursor) : null
  const by = cursor.takeWord('BY') ? readBy(cursor) : []
  const having = cursor.takeWord('HAVING') ? readHaving(cursor) : null
  return { within, by, having }
}

function readBy(cursor: Cursor): PropertyPath[] {
  if (cursor.token.kind === 'end' || cursor.isWord('HAVING')) {
    const message = wqlText('emptyBy', { where: cursor.where() })
    const hint = wqlText('hintGroup')
    throw cursor.error('WBEM_E_MISSING_AGGREGATION_LIST', message, [wqlText('property')], hint)
  }
  return readList(cursor, [wqlText('property')])
}

function readHaving(cursor: Cursor): { operator: ComparisonOperator; value: bigint } {
  if (!cursor.takeWord('NUMBEROFEVENTS')) throw cursor.unexpected(['NumberOfEvents'])
  const operator = readComparisonOperator(cursor, [])
  const { kind, text } = cursor.token
  if (kind !== 'integer') throw cursor.unexpected([wqlText('integer')])
  cursor.advance()
  return { operator, value: BigInt(text.replace('+', '')) }
}
