// The Foreach From Variable and the Foreach ADO enumerators: what a variable holds, and the rows of a table in a variable.
import { foreachText } from '../../base/texts/ssis-foreach.js'
import { ComponentElement } from '../component.js'
import { dtsError } from '../errors.js'
import { DataTable } from '../tasks/data-table.js'
import type { Variable } from '../variable.js'
import { type EnumeratorContext, type EnumeratorKind, type EnumeratorSource, enumeratorPattern } from './kinds.js'

/** @throws DtsError DTS_E_VARIABLENOTFOUND */
function variableOf({ properties }: EnumeratorSource, { variables }: EnumeratorContext, property: string): Variable {
  return variables.get(String(properties.get(property)).trim())
}

/** An element that is a list itself gives one value for each ValueIndex. */
function asRow(item: unknown): readonly unknown[] {
  return Array.isArray(item) ? item : [item]
}

/** `Microsoft.ForEachFromVarEnumerator`: the characters of a text, the elements of an array, the rows of a table. */
export const variableEnumerator: EnumeratorKind = {
  creationName: 'Microsoft.ForEachFromVarEnumerator',
  pattern: enumeratorPattern('ForEachFrom(?:Var|Variable)Enumerator'),
  properties: [{ name: 'VariableName', type: 'String', default: '', attribute: 'VariableName' }],
  store: node => new ComponentElement(node, 'FEEFVE', ['VariableName']),
  check(source, context) {
    variableOf(source, context, 'VariableName')
  },
  async *open(source, context) {
    const { value, qualifiedName: variable } = variableOf(source, context, 'VariableName')
    if (!isIterable(value)) {
      const reason = foreachText('notEnumerable', { variable })
      const hint = foreachText('notEnumerableHint')
      throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint })
    }
    for (const item of value) yield asRow(item)
  },
}

function isIterable(value: unknown): value is Iterable<unknown> {
  if (typeof value === 'string') return true
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

/** What the ADO enumerator gives: rows of the first table, rows of all tables, or the tables themselves. */
export const ADOEnumerationType = { EnumerateTables: 0, EnumerateAllRows: 1, EnumerateRowsInFirstTable: 2 } as const

/** `Microsoft.ForEachADOEnumerator`: the columns of a row by ValueIndex. A variable holds one table here. */
export const adoEnumerator: EnumeratorKind = {
  creationName: 'Microsoft.ForEachADOEnumerator',
  pattern: enumeratorPattern('ForEachADOEnumerator'),
  properties: [
    {
      name: 'Type',
      type: { enum: ADOEnumerationType, name: 'ADOEnumerationType' },
      default: ADOEnumerationType.EnumerateRowsInFirstTable,
      attribute: 'EnumType',
    },
    { name: 'DataObjectVariable', type: 'String', default: '', attribute: 'VarName' },
  ],
  store: node => new ComponentElement(node, 'FEEADO', ['EnumType', 'VarName']),
  check(source, context) {
    variableOf(source, context, 'DataObjectVariable')
  },
  async *open(source, context) {
    const { value, qualifiedName: variable } = variableOf(source, context, 'DataObjectVariable')
    if (!(value instanceof DataTable)) {
      const reason = foreachText('notTable', { variable })
      throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint: foreachText('notTableHint') })
    }
    if (source.properties.get('Type') === ADOEnumerationType.EnumerateTables) yield [value]
    else yield* value
  },
}
