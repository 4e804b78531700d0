// The kinds of connection managers that this version makes and acquires, and the documented ones that it only keeps.
import type { ConnectionKind } from '../contract.js'
import { sameName } from '../names.js'
import { fileKind } from './file.js'
import { flatFileKind } from './flatfile.js'
import { httpKind } from './http.js'
import { otherKind } from './other.js'
import { wmiKind } from './wmi.js'

export const connectionKinds: readonly ConnectionKind[] = [wmiKind, fileKind, flatFileKind, httpKind]

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
