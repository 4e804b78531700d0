import { readerText } from '../../../base/texts/ssis-reader.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DTSFileConnectionUsageType } from '../../enums.js'
import { dtsError } from '../../errors.js'
import { findManager, isOfType } from '../references.js'

/** The FILE manager that a property names, by ID or name. @throws DtsError 0xC002924B, 0xC002924D */
export function fileManager(reference: string, { connections }: TaskContext): ConnectionManager {
  const manager = findManager(connections, reference)
  if (!manager) throw dtsError('DTS_E_WMIDRTASK_CONNECTIONMNGRDOESNTEXIST', { name: reference })
  if (!isOfType(manager, 'FILE')) throw dtsError('DTS_E_WMIDRTASK_CONNECTIONTYPENOTFILE', { name: manager.name })
  return manager
}

/** The path of a FILE manager as the package writes it. @throws DtsError 0xC0029250 without one, 0xC001401E for a folder */
export function managedPath(manager: ConnectionManager): string {
  const { name, connectionString } = manager
  const path = connectionString.trim()
  if (!path) throw dtsError('DTS_E_WMIDRTASK_CONNECTIONMANAGEREMPTY', { name })
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
