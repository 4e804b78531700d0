// Class declarations: [MS-WSMV] 2.2.4 (the cim-xml resource), DSP0201.
import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import type { CimClass } from '../../cim/class.js'
import { classOf } from '../../cim/instance.js'
import { type ClassXmlOptions, writeClassXml } from '../../cim/xml/index.js'
import type { CallOptions, WmiServices } from '../../wmi/services.js'
import { parseWql } from '../../wql/index.js'
import { wsmanError } from '../../wsman/faults/index.js'
import type { EnumerateBody } from '../../wsman/operations/index.js'
import type { RequestHeader } from '../../wsman/types.js'
import { type Ask, callOptions, optionIsTrue, type Reply, withServices } from './ask.js'

export function readSchema(ask: Ask): Promise<Reply> {
  const name = classSelector(ask.header)
  if (name === '') throw wsmanError('ERROR_WSMAN_INSUFFCIENT_SELECTORS', listenText('keyMissing', { key: 'ClassName' }))
  return withServices(ask, async services => ({
    body: writeClassXml(await services.getClass(name, callOptions(ask)), schemaOptions(ask.header)),
  }))
}

/** The classes of a namespace, or those that a schema query asks for. */
export function schemaRows(
  { header }: Ask,
  { filter }: EnumerateBody,
): (services: WmiServices, options: CallOptions) => AsyncIterable<CimClass> {
  const only = classSelector(header)
  if (filter && filter.dialect !== 'wql')
    throw wsmanError('ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE', listenText('schemaDialect'))
  if (filter && parseWql(filter.query).kind !== 'schema')
    throw wsmanError('ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', listenText('schemaQuery'), {
      hint: listenText('schemaQueryHint'),
    })
  return (services, options) => {
    if (filter) return classesOf(services.query(filter.query, options))
    return only === '' ? services.classes(options) : one(services.getClass(only, options))
  }
}

async function* classesOf(rows: ReturnType<WmiServices['query']>): AsyncGenerator<CimClass> {
  for await (const row of rows) yield classOf(row)
}

async function* one(cimClass: Promise<CimClass>): AsyncGenerator<CimClass> {
  yield await cimClass
}

/** What is told of a class, by the options of the request; [MS-WSMV] says that what is not asked for is left out. */
export function schemaOptions(header: RequestHeader): ClassXmlOptions {
  return {
    qualifiers: optionIsTrue(header, 'IncludeQualifiers'),
    inherited: optionIsTrue(header, 'IncludeInheritedElements'),
    hierarchy: optionIsTrue(header, 'IncludeInheritanceHierarchy'),
    classOrigin: optionIsTrue(header, 'IncludeClassOrigin'),
  }
}

function classSelector({ selectors }: RequestHeader): string {
  const selector = selectors.find(({ name }) => foldName(name) === 'classname')
  return typeof selector?.value === 'string' ? selector.value.trim() : ''
}
