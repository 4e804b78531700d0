import { readerText } from '../../../base/texts/ssis-reader.js'
import type { TaskContext } from '../../contract.js'
import { VariableDataType } from '../../enums.js'
import { dtsError } from '../../errors.js'
import type { Variable } from '../../variable.js'
import { DataTable } from '../data-table.js'
import { OutputType, OverwriteDestination } from './settings.js'

/** The variable that shall receive an output of the given type. @throws DtsError with the task's documented codes */
export function destinationVariable(name: string, outputType: OutputType, { variables }: TaskContext): Variable {
  const variable = variables.find(name)
  if (!variable) throw dtsError('DTS_E_VARIABLENOTFOUND', { name })
  const { dataType, qualifiedName } = variable
  if (outputType === OutputType.DataTable) {
    if (dataType !== VariableDataType.Object) throw dtsError('DTS_E_WMIDRTASK_VARNOTOBJECT', { name: qualifiedName })
  } else if (dataType !== VariableDataType.String && dataType !== VariableDataType.Object)
    throw dtsError('DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRINGOROBJECT', { name: qualifiedName })
  if (variable.readOnly || variable.systemVariable || variable.computed)
    throw dtsError('DTS_E_VARIABLEREADONLY', { name: qualifiedName })
  return variable
}

/** Refuses a variable that is to keep the value it has. @throws DtsError 0xC0029253 */
export function checkKept({ value, qualifiedName: name }: Variable, mode: OverwriteDestination): void {
  if (mode === OverwriteDestination.KeepOriginal && !isEmpty(value))
    throw dtsError('DTS_E_WMIDRTASK_CANTWRITETOVAR', { name })
}

/** Gives the output to the variable, behind what it holds when the mode says so. @throws DtsError */
export function writeVariable(variable: Variable, output: string | DataTable, mode: OverwriteDestination): void {
  checkKept(variable, mode)
  const { value, qualifiedName: name } = variable
  if (mode !== OverwriteDestination.AppendToDestination || isEmpty(value)) {
    variable.value = output
    return
  }
  if (typeof output === 'string' && typeof value === 'string') variable.value = value + output
  else if (output instanceof DataTable && value instanceof DataTable) variable.value = value.concat(output)
  else {
    const what = readerText(typeof output === 'string' ? 'aText' : 'aTable')
    const reason = readerText('noTable', { name, what })
    throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint: readerText('noTableHint') })
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
