import { realpath, stat } from 'node:fs/promises'
import type { Machine } from '../machine.js'
import type { ProviderRow } from '../provider.js'
import { drivesOf } from './drives.js'
import { type BlockDevice, readBlockDevices, readDiskNames } from './linux/block-devices.js'
import { type Mount, mountOf, readMounts } from './linux/mounts.js'

/** A drive, or a mount that no drive stands for. */
export interface Volume {
  readonly deviceId: string
  readonly folder: string
  readonly mount: Mount | undefined
}

/** The values of WMI that go together: Win32_LogicalDisk.DriveType and MediaType of the WMI SDK. */
const driveTypes = {
  removable: { DriveType: 2, MediaType: 11, Description: 'Removable Disk' },
  fixed: { DriveType: 3, MediaType: 12, Description: 'Local Fixed Disk' },
  network: { DriveType: 4, Description: 'Network Connection' },
  optical: { DriveType: 5, MediaType: 11, Description: 'CD-ROM Disc' },
  memory: { DriveType: 6, Description: 'RAM Disk' },
} as const

/** The mapped drives, then every other mount of a real file system by its path, each volume once. */
export async function* volumes(machine: Machine): AsyncGenerator<Volume> {
  const mounts = readMounts(machine)
  const drives = drivesOf(machine)
  const shown = new Set<string>()
  for (const { letter, folder } of drives) {
    const mount = mountOf(await realFolder(machine, folder, mounts), mounts)
    if (mount?.point === folder) shown.add(volumeKey(mount))
    yield { deviceId: letter, folder, mount }
  }
  const mapped = new Set(drives.map(({ folder }) => folder))
  // Of several mounts of one volume the whole one speaks for it, then the one nearest to the root.
  const others = mounts
    .filter(mount => isVolume(mount) && !mapped.has(mount.point))
    .sort((a, b) => Number(a.root !== '/') - Number(b.root !== '/') || a.point.length - b.point.length)
  const found: Mount[] = []
  for (const mount of others) {
    if (shown.has(volumeKey(mount)) || !(await isFolder(machine, mount))) continue
    shown.add(volumeKey(mount))
    found.push(mount)
  }
  found.sort((a, b) => (a.point < b.point ? -1 : 1))
  for (const mount of found) yield { deviceId: mount.point, folder: mount.point, mount }
}

/** Where a mapped folder lies when it is a link. A mount point is not touched: the server behind it may be gone. */
async function realFolder(machine: Machine, folder: string, mounts: readonly Mount[]): Promise<string> {
  if (!machine.isReal || mounts.some(mount => mount.point === folder)) return folder
  return realpath(folder).catch(() => folder)
}

function isVolume(mount: Mount): boolean {
  if (mount.kind === 'layered') return mount.point === '/'
  return mount.kind === 'disk' || mount.kind === 'network' || mount.kind === 'optical'
}

/** Subvolumes of btrfs share a device and are volumes of their own; bind mounts are not. */
export function volumeKey(mount: Mount): string {
  return mount.type === 'btrfs' ? `${mount.device} ${mount.root}` : mount.device
}

/** Containers mount single files, such as /etc/hosts, out of a disk of their host. A network mount is not touched. */
async function isFolder(machine: Machine, mount: Mount): Promise<boolean> {
  if (mount.kind === 'network' || mount.root === '/') return true
  return stat(machine.path(mount.point)).then(
    stats => stats.isDirectory(),
    () => true,
  )
}

/** DriveType, MediaType and Description; null for a file system that is no drive. */
export function driveTypeOf(mount: Mount, device: BlockDevice | undefined): ProviderRow | null {
  if (mount.kind === 'pseudo') return null
  if (mount.kind === 'network' || mount.kind === 'optical' || mount.kind === 'memory') return driveTypes[mount.kind]
  return driveTypes[device?.removable ? 'removable' : 'fixed']
}

/** FAT and exFAT have 32 bits (`1A2B-3C4D`), NTFS 64 of which Windows shows the lower half; other volumes have no such number. */
export function serialNumber(uuid: string | undefined): string | null {
  const match = /^(?:([0-9A-F]{4})-([0-9A-F]{4})|[0-9A-F]{8}([0-9A-F]{8}))$/i.exec(uuid ?? '')
  return match ? (match[3] ?? `${match[1]}${match[2]}`).toUpperCase() : null
}

/** What is read once per question, and only when a column needs it. */
export interface VolumeFacts {
  /** The block device of a mount; undefined for one that has none. */
  device(mount: Mount): BlockDevice | undefined
  /** Labels and identifiers by the kernel's device name. */
  labels(): ReadonlyMap<string, string>
  uuids(): ReadonlyMap<string, string>
  partitionIds(): ReadonlyMap<string, string>
}

/** Reads at first need, for one question. */
export function volumeFacts(machine: Machine): VolumeFacts {
  const devices = once(() => readBlockDevices(machine))
  return {
    device: mount => devices().get(mount.device) ?? devices().get(mount.source),
    labels: once(() => readDiskNames(machine, 'by-label')),
    uuids: once(() => readDiskNames(machine, 'by-uuid')),
    partitionIds: once(() => readDiskNames(machine, 'by-partuuid')),
  }
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined
  return () => {
    value ??= { read: read() }
    return value.read
  }
}
