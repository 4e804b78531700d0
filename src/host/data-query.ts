import { foldName } from '../base/name-map.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { DataQuery } from '../wql/ast.js'
import { compileCondition, selectedProperties } from '../wql/evaluate.js'
import { type Limits, limitsOf } from '../wql/limits.js'
import { maskedLimits, maskOf } from './access/row-mask.js'
import type { ProviderQuery, ProviderRow } from './provider.js'
import { checkRow } from './row-reader.js'
import { enumerate, type Scope } from './scope.js'
import type { Part } from './stream.js'

/**
 * The parts of a data query's result: every served class from the one in FROM downwards, each as its own class, first what
 * the repository keeps, then what its provider computes. Providers get the query to do less; WHERE is tested here again.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_ACCESS_DENIED, or WBEM_E_INVALID_QUERY for what SELECT and WHERE cannot ask of the class
 */
export function dataParts(scope: Scope, query: DataQuery, directRead: boolean, signal: AbortSignal): Part[] {
  const from = scope.classes.require(query.from)
  scope.demand('enable', from.name)
  // Asked of the class in FROM even when nobody serves it: a query is right or wrong whatever the rows.
  selectedProperties(query.select, from)
  compileCondition(query.where, from, { isA: isAIn(scope) })
  return [...scope.served(from, directRead)].flatMap(cimClass => partsOf(scope, query, cimClass, signal))
}

function partsOf(scope: Scope, query: DataQuery, cimClass: CimClass, signal: AbortSignal): Part[] {
  const className = cimClass.name
  const limits = limitsOf(query.where, cimClass)
  const { read, wanted } = rowReader(scope, query, limits, cimClass)
  const parts: Part[] = []
  if (scope.namespace.instances.has(className)) parts.push({ className, open: () => scope.stored(className), read })
  const handle = scope.handle(className)
  if (handle) {
    const asked: ProviderQuery = {
      class: cimClass,
      wants: property => wanted === null || wanted.has(foldName(property)),
      ...maskedLimits(maskOf(scope, cimClass), query.where, limits),
      caller: scope.caller,
      context: scope.context,
      signal,
    }
    parts.push({ className, open: () => enumerate(handle, asked), read: checkedOnce(read, cimClass) })
  }
  return parts
}

function rowReader(
  scope: Scope,
  query: DataQuery,
  limits: Limits,
  cimClass: CimClass,
): { read: Part['read']; wanted: ReadonlySet<string> | null } {
  const selected = selectedProperties(query.select, cimClass)
  const result = scope.reader(cimClass, selected)
  const wanted = selected && new Set(selected.map(property => foldName(property.name)))
  if (query.where === null) {
    for (const key of cimClass.keys) wanted?.add(foldName(key.name))
    return { read: row => result.read(row), wanted }
  }

  const matches = compileCondition(query.where, cimClass, { isA: isAIn(scope) })
  const tested = testedProperties(limits, cimClass)
  for (const property of [...cimClass.keys, ...(tested ?? cimClass.properties)]) wanted?.add(foldName(property.name))
  // Rows that do not match cost only the properties of the WHERE clause.
  const test = tested === null && selected === null ? result : scope.reader(cimClass, tested)
  const read = (row: ProviderRow) => {
    const instance = test.read(row)
    return matches(instance) ? (test === result ? instance : result.read(row)) : undefined
  }
  return { read, wanted }
}

/** The properties that a WHERE clause looks at; null stands for all, which a system property such as `__PATH` may need. */
function testedProperties(limits: Limits, cimClass: CimClass): CimProperty[] | null {
  const tested: CimProperty[] = []
  for (const name of limits.properties) {
    const property = cimClass.properties.get(name)
    if (property) tested.push(property)
    else if (name !== '__class') return null
  }
  return tested
}

function isAIn({ classes }: Pick<Scope, 'classes'>) {
  return (className: string, ancestor: string): boolean => classes.get(className)?.isA(ancestor) ?? false
}

/** The names in a provider's first row are those of all. */
function checkedOnce(read: Part['read'], cimClass: CimClass): Part['read'] {
  let checked = false
  return (row: ProviderRow): CimInstance | undefined => {
    if (!checked) {
      checkRow(row, cimClass)
      checked = true
    }
    return read(row)
  }
}
