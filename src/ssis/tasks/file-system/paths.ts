// The paths that the ends of an operation mean.
import { basename, join, resolve } from 'node:path'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import type { TaskContext } from '../../contract.js'
import { DTSFileConnectionUsageType as Usage, VariableDataType } from '../../enums.js'
import { type DtsError, type DtsProblem, dtsError } from '../../errors.js'
import { nativeFile } from '../data-reader/file-failure.js'
import { findManager, isOfType, managerProblems } from '../references.js'
import type { FileSystemSettings, PathReference } from './settings.js'

/** A path of an operation. */
export interface Place {
  /** As the package writes it. */
  readonly path: string
  /** On this system, absolute. */
  readonly native: string
  /** The name of the connection manager or variable, for messages; the path itself where there is neither. */
  readonly reference: string
  /** True: what is meant is a folder, whether it is there or not. */
  readonly folder: boolean
}

type End = 'source' | 'destination'

/** What each operation works on: its source, and its destination when it has one. */
const operations: Readonly<
  Record<FileSystemSettings['operation'], { readonly source: Kind; readonly destination?: Kind }>
> = {
  CopyFile: { source: 'file', destination: 'any' },
  MoveFile: { source: 'file', destination: 'any' },
  RenameFile: { source: 'file', destination: 'file' },
  DeleteFile: { source: 'file' },
  SetAttributes: { source: 'any' },
  CreateDirectory: { source: 'folder' },
  CopyDirectory: { source: 'folder', destination: 'folder' },
  MoveDirectory: { source: 'folder', destination: 'folder' },
  DeleteDirectory: { source: 'folder' },
  DeleteDirectoryContent: { source: 'folder' },
}
type Kind = 'file' | 'folder' | 'any'

/** Whether the operation has a destination. */
export function hasDestination({ operation }: FileSystemSettings): boolean {
  return operations[operation].destination !== undefined
}

/** What can be known to be wrong with an end before the run. @throws DtsError for what makes the rest unknown */
export function checkEnd(settings: FileSystemSettings, end: End, context: TaskContext): DtsProblem[] {
  const { operation } = settings
  const { reference, isVariable } = settings[end]
  if (!reference)
    throw dtsError(end === 'source' ? 'DTS_E_FSTASK_SOURCENOTSET' : 'DTS_E_FSTASK_DESTINATIONNOTSET', { operation })
  if (isVariable) {
    pathVariable(reference, context)
    return []
  }
  const manager = findManager(context.connections, reference)
  const problems = manager ? managerProblems(manager) : []
  if (problems.length === 0 && !manager?.delayValidation) place(settings, end, context)
  return problems
}

/** The path of an end. @throws DtsError with the task's documented codes */
export function place(settings: FileSystemSettings, end: End, context: TaskContext): Place {
  const { operation } = settings
  const found = lookUp(settings[end], settings, end, context)
  const invalid = (reason: string): DtsError =>
    dtsError('DTS_E_FSTASK_PATHNOTVALID', { path: found.path, operation, reason })
  if (found.path.trim() === '') throw invalid(stockText('pathEmpty', { name: found.reference }))
  if (/[*?]/.test(found.path)) throw invalid(stockText('pathWildcard'))
  if (found.path.includes('\0')) throw invalid(stockText('pathCharacter'))
  // The new name alone stays where the file is.
  const bare = operation === 'RenameFile' && end === 'destination' && !/[\\/]/.test(found.path)
  const native = bare
    ? join(place(settings, 'source', context).native, '..', found.path)
    : resolve(nativeFile(found.path, context.nativePath))
  return { ...found, native, folder: found.folder || /[\\/]$/.test(found.path.trimEnd()) }
}

function lookUp(
  { reference, isVariable }: PathReference,
  settings: FileSystemSettings,
  end: End,
  context: TaskContext,
): Omit<Place, 'native'> {
  if (isVariable) {
    const variable = pathVariable(reference, context)
    return { path: String(variable.value ?? ''), reference: variable.qualifiedName, folder: false }
  }
  const manager = findManager(context.connections, reference)
  if (!manager) {
    // An expression on Source or Destination gives the path itself.
    if (/[\\/]/.test(reference)) return { path: reference, reference, folder: false }
    throw dtsError('DTS_E_CONNECTIONNOTFOUND', { name: reference })
  }
  const { name } = manager
  if (!isOfType(manager, 'FILE')) throw dtsError('DTS_E_FSTASK_CONNECTIONTYPENOTFILE', { name })
  const usage = Number(manager.properties.get('FileUsageType').getValue(manager))
  const folder = usage >= Usage.FolderExists
  const { operation } = settings
  const wanted = operations[operation][end]
  if ((wanted === 'file' && folder) || (wanted === 'folder' && !folder)) {
    const parameters = { name, operation, usage: stockText(folder ? 'aFolder' : 'aFile') }
    const symbol = end === 'source' ? 'DTS_E_FSTASK_SRCCONNUSAGETYPEINVALID' : 'DTS_E_FSTASK_DESTCONNUSAGETYPEINVALID'
    const hint = stockText(folder ? 'usageFileHint' : 'usageFolderHint', { name })
    throw dtsError(symbol, parameters, { hint })
  }
  return { path: manager.connectionString, reference: name, folder }
}

function pathVariable(name: string, { variables }: TaskContext) {
  const variable = variables.find(name)
  if (!variable) throw dtsError('DTS_E_FSTASK_VARIABLEDOESNTEXIST', { name })
  if (variable.dataType !== VariableDataType.String)
    throw dtsError('DTS_E_FSTASK_VARIABLENOTASTRING', { name: variable.qualifiedName })
  return variable
}

/** Where a file goes: into a folder under its own name, or to the path that was given. */
export function fileIn(source: Place, destination: Place, isFolder: boolean): Place {
  if (!isFolder) return destination
  const name = basename(source.native)
  const path = `${destination.path.trimEnd().replace(/[\\/]$/, '')}${destination.path.includes('\\') ? '\\' : '/'}${name}`
  return { ...destination, path, native: join(destination.native, name), folder: false }
}
