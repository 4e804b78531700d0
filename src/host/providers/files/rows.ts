import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { CimDateTime } from '../../../cim/datetime.js'
import type { Machine } from '../../machine.js'
import type { ProviderQuery, ProviderRow } from '../../provider.js'
import { type Mount, mountOf } from '../linux/mounts.js'
import type { Zone } from '../zone.js'
import { type FileEntry, splitName, windowsName } from './entry.js'
import { unreadable } from './folders.js'

/** What a row can need beside its file, read when first needed. */
export interface FileFacts {
  readonly machine: Machine
  mounts(): readonly Mount[]
  zone(): Zone
}

const statColumns = ['FileSize', 'CreationDate', 'InstallDate', 'LastModified', 'LastAccessed'] as const

/** The columns of CIM_LogicalFile. Null when the file has gone since it was listed. */
export async function logicalFileRow(
  entry: FileEntry,
  facts: FileFacts,
  query: ProviderQuery,
): Promise<ProviderRow | null> {
  const [statistics, readable, writeable] = await Promise.all([
    statColumns.some(column => query.wants(column)) ? statisticsOf(entry, facts) : {},
    query.wants('Readable') ? allows(entry, facts, constants.R_OK) : null,
    query.wants('Writeable') ? allows(entry, facts, constants.W_OK) : null,
  ])
  if (statistics === null) return null
  return {
    ...namedRow(entry, facts.machine),
    Status: 'OK',
    FSName: query.wants('FSName') ? mountOf(entry.native, facts.mounts())?.type : null,
    Readable: readable,
    Writeable: writeable,
    ...statistics,
  }
}

/** The columns that follow from a file's name alone, and so stay as long as it lives. */
export const namedColumns = [
  'Caption',
  'Description',
  'CreationClassName',
  'CSCreationClassName',
  'CSName',
  'FSCreationClassName',
  'Drive',
  'Path',
  'FileName',
  'Extension',
  'FileType',
  'Hidden',
]

/** What is known of a file by its name, also when it is gone already. */
export function namedRow(entry: FileEntry, machine: Machine): ProviderRow {
  const name = windowsName(entry)
  const { fileName, extension } = splitName(entry.name)
  return {
    Name: name,
    Caption: name,
    Description: name,
    CreationClassName: 'CIM_LogicalFile',
    CSCreationClassName: 'Win32_ComputerSystem',
    CSName: machine.hostName,
    FSCreationClassName: 'Win32_FileSystem',
    Drive: entry.drive.letter.toLowerCase(),
    Path: entry.path,
    FileName: fileName,
    Extension: extension,
    FileType: fileType(entry, extension),
    Hidden: entry.name.startsWith('.'),
  }
}

/** As Windows names types that nobody registered; here nobody registers any. */
function fileType(entry: FileEntry, extension: string): string {
  if (entry.kind === 'folder') return 'File Folder'
  return extension ? `${extension.toUpperCase()} File` : 'File'
}

async function statisticsOf(entry: FileEntry, facts: FileFacts): Promise<ProviderRow | null> {
  const stats = await stat(facts.machine.path(entry.native), { bigint: true }).catch(unreadable)
  if (!stats) return null
  const time = (nanoseconds: bigint) => dateTime(nanoseconds, facts.zone())
  // Zero is how statx leaves a time of birth that the file system does not keep.
  const born = stats.birthtimeNs === 0n ? null : time(stats.birthtimeNs)
  return {
    FileSize: entry.kind === 'file' ? stats.size : null,
    CreationDate: born,
    InstallDate: born,
    LastModified: time(stats.mtimeNs),
    LastAccessed: time(stats.atimeNs),
  }
}

/** Null for a time that a CIM datetime cannot hold. */
function dateTime(nanoseconds: bigint, zone: Zone): CimDateTime | null {
  const instant = Number(nanoseconds / 1_000_000n)
  const year = new Date(instant).getUTCFullYear()
  if (!(year >= 1 && year < 9999)) return null
  const microseconds = nanoseconds / 1000n - (nanoseconds % 1000n < 0n ? 1n : 0n)
  return CimDateTime.fromMicroseconds(microseconds, zone.offsetAt(instant))
}

async function allows(entry: FileEntry, facts: FileFacts, mode: number): Promise<boolean> {
  return access(facts.machine.path(entry.native), mode).then(
    () => true,
    () => false,
  )
}
