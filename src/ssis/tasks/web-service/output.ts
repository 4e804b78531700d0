// Where the result of a method goes.
import { existsSync } from 'node:fs'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { TaskContext } from '../../contract.js'
import { DTSFileConnectionUsageType as Usage, VariableDataType } from '../../enums.js'
import { type DtsProblem, dtsError } from '../../errors.js'
import type { Variable } from '../../variable.js'
import { writeText } from '../data-reader/file-destination.js'
import { nativeFile } from '../data-reader/file-failure.js'
import { OverwriteDestination } from '../data-reader/settings.js'
import { findManager, isOfType, managerProblems } from '../references.js'
import { DTSOutputType, type WebServiceSettings } from './settings.js'

type Part = Pick<WebServiceSettings, 'outputType' | 'outputLocation'>

/** What can be known to be wrong with the destination before the run. @throws DtsError */
export function checkOutput(settings: Part, context: TaskContext): DtsProblem[] {
  if (settings.outputType === DTSOutputType.Variable) {
    outputVariable(settings, context)
    return []
  }
  const { manager } = outputFile(settings, context)
  return managerProblems(manager)
}

/** Where a result was put. */
export type OutputPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string }

/**
 * Puts the result where the task says. A file is in UTF-16 with a byte order mark, as the declaration in it says.
 *
 * @throws DtsError 0xC002920A to 0xC002920C, 0xC0029214 to 0xC0029217
 */
export async function writeOutput(text: string, settings: Part, context: TaskContext): Promise<OutputPlace> {
  if (settings.outputType === DTSOutputType.Variable) {
    const variable = outputVariable(settings, context)
    variable.value = text
    return { kind: 'variable', name: variable.qualifiedName }
  }
  const { manager, path, native } = outputFile(settings, context)
  if (usageOf(manager) === Usage.FileExists && !existsSync(native))
    throw dtsError('DTS_E_WEBSERVICETASK_FILE_NOT_FOUND', { path })
  const target = { native, path, mode: OverwriteDestination.OverwriteDestination, signal: context.signal }
  await writeText({ ...target, encoding: 'utf16le' }, { head: () => (text ? '\ufeff' : ''), chunks: once(text) })
  return { kind: 'file', path: native }
}

async function* once(text: string): AsyncGenerator<string, void> {
  yield text
}

function outputVariable({ outputLocation: name }: Part, { variables }: TaskContext): Variable {
  if (!name) throw dtsError('DTS_E_WEBSERVICETASK_OUTPUTLOC_NULL')
  const variable = variables.find(name)
  if (!variable) throw dtsError('DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND', { name })
  const { qualifiedName, dataType } = variable
  if (variable.readOnly || variable.systemVariable)
    throw dtsError('DTS_E_WEBSERVICETASK_VARIABLE_READONLY', { name: qualifiedName })
  if (dataType !== VariableDataType.String && dataType !== VariableDataType.Object)
    throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: qualifiedName, type: 'String' })
  return variable
}

function outputFile({ outputLocation: name }: Part, context: TaskContext) {
  if (!name) throw dtsError('DTS_E_WEBSERVICETASK_OUTPUTLOC_NULL')
  const manager = findManager(context.connections, name)
  if (!manager) throw dtsError('DTS_E_WEBSERVICETASK_FILE_CONN_NOT_FOUND', { name })
  if (!isOfType(manager, 'FILE'))
    throw dtsError('DTS_E_WEBSERVICETASK_CANNOT_ACQUIRE_FILE_CONNECTION', { name: manager.name })
  const path = manager.connectionString.trim()
  if (!path || usageOf(manager) >= Usage.FolderExists) {
    const reason = webServiceText(path ? 'folderUsage' : 'noPath')
    throw dtsError('DTS_E_WEBSERVICETASK_FILE_NULL', { name: manager.name, reason })
  }
  return { manager, path, native: nativeFile(path, one => context.nativePath(one)) }
}

function usageOf(manager: ReturnType<typeof findManager> & object): number {
  return Number(manager.properties.get('FileUsageType').getValue(manager))
}
