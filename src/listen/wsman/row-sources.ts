// What an enumeration reads, by its resource and its filter: [MS-WSMV] 3.1.4.1.7, DSP0227 8 and 9.
import { ArgumentError, WmiError } from '../../base/errors.js'
import { listenText } from '../../base/texts/listen.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { writeClassXml } from '../../cim/xml/index.js'
import type { CallOptions, WmiServices } from '../../wmi/services.js'
import { type AssociationOptions, parseWql, wql } from '../../wql/index.js'
import { wsmanError } from '../../wsman/faults/index.js'
import type { EnumerateBody } from '../../wsman/operations/index.js'
import { pathOfReference } from '../../wsman/reference-path.js'
import { keySelectors } from '../../wsman/resource.js'
import type { AssociationFilter, Selector } from '../../wsman/types.js'
import { type Ask, notSupported } from './ask.js'
import { rowWriter } from './row-writers.js'
import { schemaOptions, schemaRows } from './schema.js'

/** Rows, and how one is written. */
export interface RowSource {
  open(services: WmiServices, options: CallOptions): AsyncIterable<CimInstance | CimClass>
  write(row: never): string
}

/** @throws WmiError for filters and modes that the resource does not take */
export function rowSource(ask: Ask, body: EnumerateBody): RowSource {
  const { resource, header } = ask
  const mode = body.mode ?? 'EnumerateObject'
  if (!resource) throw notSupported()
  if (resource.kind === 'schema') {
    if (mode !== 'EnumerateObject')
      throw wsmanError('ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED', listenText('noReferences'))
    const options = schemaOptions(header)
    return { open: schemaRows(ask, body), write: (row: CimClass) => writeClassXml(row, options) }
  }
  if (keySelectors(header).length > 0)
    throw wsmanError('ERROR_WSMAN_ENUMERATE_WMI_INVALID_KEY', listenText('keysOnEnumerate'))
  const { filter } = body
  if (resource.kind === 'class') return classSource(ask, resource.className, body)
  if (!filter) throw noFilter()
  if (filter.dialect === 'selector')
    throw wsmanError('ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED', listenText('selectorFilter'))
  if (filter.dialect === 'association') {
    const write = rowWriter(ask, mode, false)
    return { open: (services, options) => associated(ask, filter.association, services, options), write }
  }
  const { query } = filter
  const write = rowWriter(ask, mode, checkedQuery(query))
  return { open: (services, options) => services.query(query, options), write }
}

function classSource(ask: Ask, className: string, { filter, mode = 'EnumerateObject' }: EnumerateBody): RowSource {
  if (filter && filter.dialect !== 'selector')
    throw wsmanError('ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL', listenText('filterOnClass'), {
      hint: listenText('filterOnClassHint'),
    })
  const query = `SELECT * FROM ${className}${filter ? selectorCondition(filter.selectors) : ''}`
  return { open: (services, options) => services.query(query, options), write: rowWriter(ask, mode, false) }
}

/** Whether the query names properties. @throws WmiError for a query that cannot be read, or whose rows are classes */
function checkedQuery(text: string): boolean {
  const query = parseWql(text)
  if ('source' in query) {
    const { classDefsOnly, schemaOnly } = query.options
    if (classDefsOnly || schemaOnly) throw classesAsked()
    return false
  }
  if (query.kind === 'schema') throw classesAsked()
  if (query.kind === 'event') throw eventsAsked()
  return query.select !== null
}

/** The condition of a selector filter: every property has the value. @throws WmiError for what is no name of a property */
function selectorCondition(selectors: readonly Selector[]): string {
  const conditions = selectors.map(({ name, value }) => {
    if (typeof value !== 'string') throw badSelector(name)
    try {
      return wql`${wql.name(name)} = ${value}`
    } catch (error) {
      if (error instanceof ArgumentError) throw badSelector(name)
      throw error
    }
  })
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
}

function associated(
  ask: Ask,
  filter: AssociationFilter,
  services: WmiServices,
  options: CallOptions,
): AsyncIterable<CimInstance> {
  const home = { server: null, namespace: ask.namespace }
  const path = { ...pathOfReference(filter.object, home, { instance: true }), server: null }
  const { associationClassName, resultClassName, role, resultRole } = filter
  if (filter.kind === 'associations')
    return services.references(path, narrowed({ resultClass: resultClassName ?? associationClassName, role }), options)
  return services.associators(
    path,
    narrowed({ assocClass: associationClassName, resultClass: resultClassName, role, resultRole }),
    options,
  )
}

type Narrowing = { readonly [Name in keyof AssociationOptions]: AssociationOptions[Name] | undefined }

function narrowed(options: Narrowing): AssociationOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function noFilter(): WmiError {
  return wsmanError('ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', listenText('filterMissing'), {
    hint: listenText('filterMissingHint'),
  })
}

function badSelector(name: string): WmiError {
  return wsmanError('ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER', listenText('filterSelector', { name }))
}

function classesAsked(): WmiError {
  return new WmiError('WBEM_E_NOT_SUPPORTED', listenText('classesAsked'), { hint: listenText('classesAskedHint') })
}

function eventsAsked(): WmiError {
  return new WmiError('WBEM_E_INVALID_QUERY', listenText('eventsAsked'), { hint: listenText('eventsAskedHint') })
}
