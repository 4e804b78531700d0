import { hresultText, WmiError, WmilinkError } from '../../../base/errors.js'
import type { WmiServices } from '../../../wmi/services.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { findManager, isOfType } from '../references.js'
import type { WmiTaskCodes } from './codes.js'

/** The WMI manager that a task names, by ID or name. @throws DtsError with the task's documented codes */
export function wmiManager(reference: string, { connections }: TaskContext, codes: WmiTaskCodes): ConnectionManager {
  if (!reference) throw dtsError(codes.noConnection)
  const manager = findManager(connections, reference)
  if (!manager) throw dtsError(codes.noManager, { name: reference })
  if (!isOfType(manager, 'WMI')) throw dtsError(codes.notWmi, { name: manager.name })
  return manager
}

/** The live connection of a WMI manager. @throws DtsError 0xC020801C whose cause is what went wrong; what a cancel throws */
export async function acquireServices(manager: ConnectionManager, context: TaskContext): Promise<WmiServices> {
  const { name } = manager
  try {
    // The kind WMI of a connection manager gives this type.
    return (await manager.acquireConnection(null, context.environment)) as WmiServices
  } catch (error) {
    if (error instanceof DtsError || context.signal.aborted) throw error
    const options = { cause: error, hint: error instanceof WmilinkError ? error.hint : undefined }
    throw dtsError('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason: toldFailure(error) }, options)
  }
}

/** Name and number of a WMI failure before its message. */
export function toldFailure(error: unknown): string {
  if (error instanceof WmiError) return `${error.name} (${hresultText(error.code)}): ${error.message}`
  return error instanceof Error ? error.message : String(error)
}

/** `\\SERVER\namespace`. */
export function placeOf({ server, namespace }: WmiServices): string {
  return `\\\\${server}\\${namespace}`
}
