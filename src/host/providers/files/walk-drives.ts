import type { Machine } from '../../machine.js'
import { drivesOf } from '../drives.js'
import { isInside, readMounts } from '../linux/mounts.js'
import { type FileEntry, rootOf } from './entry.js'
import { walk } from './folders.js'

/** Everything on all drives. */
export function walkDrives(machine: Machine, signal: AbortSignal): AsyncGenerator<FileEntry> {
  return walkBelow(machine, drivesOf(machine).map(rootOf), signal)
}

/**
 * Everything below some folders, each first. Another drive's folder is not entered, nor a mount of what the kernel makes up,
 * of another computer's files or of a container's layers.
 */
export async function* walkBelow(
  machine: Machine,
  folders: Iterable<FileEntry> | AsyncIterable<FileEntry>,
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  const closed = readMounts(machine)
    .filter(mount => mount.kind !== 'disk' && mount.kind !== 'optical' && mount.kind !== 'memory')
    .map(mount => mount.point)
  const skip = [...drivesOf(machine).map(({ folder }) => folder), ...closed]
  for await (const top of folders)
    yield* walk(machine, top, new Set(skip.filter(folder => isInside(folder, top.native))), signal)
}
