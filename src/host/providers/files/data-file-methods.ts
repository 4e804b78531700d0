import { constants } from 'node:fs'
import { access, lstat, realpath, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { Machine } from '../../machine.js'
import type { ProviderCall, ProviderRow } from '../../provider.js'
import type { Drive } from '../drives.js'
import { code, type Methods } from '../methods.js'
import { copyFolder, copyOneFile } from './copy.js'
import { type EntryKind, type FileEntry, locate } from './entry.js'
import { FileFailure, fileCodes, fileFailure } from './file-codes.js'
import { find, lookUp } from './folders.js'
import { moveFile, moveFolder } from './new-name.js'

/** Methods that only look. */
export const harmlessFileMethods = ['GetEffectivePermission']

/** Answers without being asked: compression is of NTFS, owners and descriptors are of Windows. */
const windowsOnly: Readonly<Record<string, number>> = {
  Compress: fileCodes.notNtfs,
  CompressEx: fileCodes.notNtfs,
  Uncompress: fileCodes.notNtfs,
  UncompressEx: fileCodes.notNtfs,
  TakeOwnerShip: fileCodes.notWindows,
  TakeOwnerShipEx: fileCodes.notWindows,
  ChangeSecurityPermissions: fileCodes.notWindows,
  ChangeSecurityPermissionsEx: fileCodes.notWindows,
}

/** "File and Directory Access Rights Constants", and what of them access(2) can tell; whoever finds a file may read its attributes. */
const rights: readonly (readonly [bits: number, mode: number])[] = [
  [0x1 | 0x8, constants.R_OK],
  [0x2 | 0x4 | 0x10 | 0x40 | 0x100, constants.W_OK],
  [0x20, constants.X_OK],
  [0x80 | 0x20000 | 0x100000, constants.F_OK],
]
const deleteRight = 0x10000

/** A file or folder on this machine, its links followed up to its own name. */
interface RealPlace {
  readonly path: string
  readonly drive: Drive
}

/**
 * The methods of CIM_LogicalFile for files or for folders. Nothing is ever replaced; a copy appears when it is whole; a folder
 * is copied with what is in it, and deleted only when it is empty. Names stay within their drive, also through links.
 */
export function fileMethods(machine: Machine, kind: EntryKind): Methods {
  /** Runs `work` with what the path of the call names; a failure is a code, for the methods in Ex with the place. */
  const withEntry = async (call: ProviderCall, work: (from: RealPlace) => Promise<void>): Promise<ProviderRow> => {
    const extended = call.method.endsWith('Ex')
    try {
      if (extended && call.parameters.StartFileName !== null) throw new FileFailure(fileCodes.invalidStartFile)
      await work(await placeOf(await foundEntry(call)))
      return code(fileCodes.success)
    } catch (error) {
      const failure = fileFailure(error, '')
      const at = failure.at === null || failure.at === '' ? String(call.instance?.Name) : windowsPath(failure.at)
      return extended ? { ReturnValue: failure.code, StopFileName: at } : code(failure.code)
    }
  }

  const foundEntry = async ({ keys, instance, signal }: ProviderCall): Promise<FileEntry> => {
    const place = locate(machine, String(instance?.Name ?? keys?.Name))
    const entry = place && (await lookUp(machine, place, kind, signal))
    if (!entry) throw new FileFailure(fileCodes.invalidObject)
    return entry
  }

  /** @throws FileFailure for a drive's root, and for what a link leads to outside the drive */
  const placeOf = async (entry: FileEntry): Promise<RealPlace> => {
    const path = machine.path(entry.native)
    if (entry.path === null) throw new FileFailure(fileCodes.accessDenied, path)
    const parent = await withinDrive(dirname(path), entry.drive)
    return { path: join(parent, basename(path)), drive: entry.drive }
  }

  /**
   * The new name that a parameter gives; its folder exists, it does not, in no spelling: WMI compares names without case.
   * @param own what may have the name in another spelling
   */
  const newPlace = async (call: ProviderCall, own: RealPlace | null): Promise<RealPlace> => {
    const place = locate(machine, String(call.parameters.FileName))
    if (!place) throw new FileFailure(fileCodes.invalidParameter)
    const name = place.parts.at(-1)
    if (name === undefined) throw new FileFailure(fileCodes.objectExists)
    const { drive } = place
    const folder = await lookUp(machine, { drive, parts: place.parts.slice(0, -1) }, 'folder', call.signal)
    if (!folder) throw new FileFailure(fileCodes.invalidObject)
    const real = await withinDrive(machine.path(folder.native), drive)
    for (const each of ['file', 'folder'] as const) {
      for await (const { native } of find(machine, drive, place.parts, each, call.signal)) {
        if (dirname(native) !== folder.native) continue
        const taken = join(real, basename(native))
        if (taken !== own?.path) throw new FileFailure(fileCodes.objectExists, taken)
      }
    }
    return { path: join(real, name), drive }
  }

  // The search passes over such links; this looks again at the last moment.
  const withinDrive = async (path: string, drive: Drive): Promise<string> => {
    const [real, top] = await Promise.all([realpath(path), realpath(machine.path(drive.folder))])
    if (!isWithin(real, top)) throw new FileFailure(fileCodes.accessDenied, path)
    return real
  }

  const windowsPath = (path: string): string =>
    machine.drives.toWindows(machine.isReal ? path : path.slice(machine.root.length) || '/')

  const copy = (call: ProviderCall, content: boolean) =>
    withEntry(call, async from => {
      const to = await newPlace(call, null)
      const source = await withinDrive(from.path, from.drive)
      await demandFree(to.path)
      if (kind === 'file') return copyOneFile(source, to.path)
      if (isWithin(to.path, source)) throw new FileFailure(fileCodes.invalidParameter)
      return copyFolder(source, to.path, content, call.signal)
    })

  const remove = (call: ProviderCall) =>
    withEntry(call, async ({ path }) => {
      // A link to a folder is itself no folder.
      const isFolder = (await lstat(path)).isDirectory()
      await (isFolder ? rmdir(path) : unlink(path))
    })

  return {
    Copy: call => copy(call, true),
    CopyEx: call => copy(call, call.parameters.Recursive === true),
    Rename: call =>
      withEntry(call, async from => {
        const to = await newPlace(call, from)
        if (to.drive.letter !== from.drive.letter) throw new FileFailure(fileCodes.otherDrive)
        await demandFree(to.path)
        const isFolder = (await lstat(from.path)).isDirectory()
        if (isFolder && isWithin(to.path, from.path)) throw new FileFailure(fileCodes.invalidParameter)
        await (isFolder ? moveFolder : moveFile)(from.path, to.path)
      }),
    Delete: remove,
    DeleteEx: remove,
    async GetEffectivePermission(call) {
      const { native } = await foundEntry(call)
      return { ReturnValue: await mayAll(machine.path(native), Number(call.parameters.Permissions)) }
    },
    ...(machine.platform === 'win32'
      ? {}
      : Object.fromEntries(Object.entries(windowsOnly).map(([name, answer]) => [name, () => code(answer)]))),
  }
}

/** Said early; the last moment is seen again when the name is taken. */
async function demandFree(path: string): Promise<void> {
  try {
    await lstat(path)
  } catch (error) {
    const failure = fileFailure(error, path)
    if (failure.code === fileCodes.invalidObject) return
    throw failure
  }
  throw new FileFailure(fileCodes.objectExists, path)
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** True when the host has all these rights; one that this system does not know is had by nobody. */
async function mayAll(path: string, wanted: number): Promise<boolean> {
  let rest = wanted
  for (const [bits, mode] of rights) {
    if ((rest & bits) !== 0 && !(await may(path, mode))) return false
    rest &= ~bits
  }
  if ((rest & deleteRight) !== 0) {
    if (!(await may(dirname(path), constants.W_OK | constants.X_OK))) return false
    rest &= ~deleteRight
  }
  return rest === 0
}

async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
