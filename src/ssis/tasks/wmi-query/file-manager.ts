import { readerText } from '../../../base/texts/ssis-reader.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DTSFileConnectionUsageType } from '../../enums.js'
import { dtsError } from '../../errors.js'
import { findManager, isOfType } from '../references.js'
import type { WmiTaskCodes } from './codes.js'

/** The FILE manager that a property names, by ID or name. @throws DtsError `noManager`, `notFile` of the task's codes */
export function fileManager(reference: string, { connections }: TaskContext, codes: WmiTaskCodes): ConnectionManager {
  const manager = findManager(connections, reference)
  if (!manager) throw dtsError(codes.noManager, { name: reference })
  if (!isOfType(manager, 'FILE')) throw dtsError(codes.notFile, { name: manager.name })
  return manager
}

/**
 * The path of a FILE manager as the package writes it.
 *
 * @throws DtsError `emptyManager` of the task's codes without one, 0xC001401E for a folder
 */
export function managedPath(manager: ConnectionManager, codes: WmiTaskCodes): string {
  const { name, connectionString } = manager
  const path = connectionString.trim()
  if (!path) throw dtsError(codes.emptyManager, { name })
  if (usageOf(manager) >= DTSFileConnectionUsageType.FolderExists)
    throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: readerText('folderUsage', { name }) })
  return path
}

/** True when the manager says that its file is there already. */
export function expectsFile(manager: ConnectionManager): boolean {
  return usageOf(manager) === DTSFileConnectionUsageType.FileExists
}

function usageOf(manager: ConnectionManager): number {
  return Number(manager.properties.get('FileUsageType').getValue(manager))
}
