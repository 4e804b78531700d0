// The kinds of connection managers that this version makes and acquires, and the documented ones that it only keeps.
import type { ConnectionKind } from '../contract.js'
import type { RegisterOptions } from '../definitions.js'
import { sameName } from '../names.js'
import type { ConnectionDefinition } from './defined.js'
import { fileKind } from './file.js'
import { flatFileKind } from './flatfile.js'
import { httpKind } from './http.js'
import { otherKind } from './other.js'
import { ConnectionRegistry } from './registry.js'
import { wmiKind } from './wmi.js'

const registry = new ConnectionRegistry([wmiKind, fileKind, flatFileKind, httpKind])

/** The types that can be made and acquired, registered ones behind those of this project. */
export const connectionKinds: readonly ConnectionKind[] = registry.kinds

/**
 * Makes a type of connection managers known to every package that is opened from now on. Types that this project acquires (WMI,
 * FILE …) can be given to another only with `replace`.
 *
 * @param definition what its properties are and what opens a connection; a whole {@link ConnectionKind} for those who need more
 * @throws ArgumentError when the definition is not one, or the name is taken
 */
export function registerConnectionManager(
  definition: ConnectionDefinition | ConnectionKind,
  options: RegisterOptions = {},
): void {
  registry.register(definition, options)
}

export type { ConnectionDefinition } from './defined.js'

const documented =
  'OLEDB ODBC ADO ADO.NET FLATFILE FILE MULTIFLATFILE MULTIFILE SQLMOBILE MSOLAP100 FTP HTTP MSMQ SMTP WMI EXCEL CACHE SMOServer Hadoop AzureStorage'.split(
    ' ',
  )

/** The kind of a CreationName; those that cannot be acquired here have one that keeps them as they are. */
export function connectionKindOf(creationName: string): ConnectionKind {
  return connectionKinds.find(kind => sameName(kind.creationName, creationName)) ?? otherKind(creationName)
}

/** Whether a type is documented, `ADO.NET:SQL` and the like included. */
export function isDocumentedKind(type: string): boolean {
  const name = type.split(':', 1)[0] ?? ''
  return documented.some(each => sameName(each, name))
}
