import { realpath, stat } from 'node:fs/promises'
import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { drivesOf } from './drives.js'
import { type BlockDevice, readBlockDevices, readDiskNames } from './linux/block-devices.js'
import { type Mount, mountOf, readMounts } from './linux/mounts.js'
import { type StatFs, spaceReader, systemStatFs } from './space.js'

export interface LogicalDiskOptions {
  readonly statfs?: StatFs
  /** Milliseconds to wait for the size of one volume; one that says nothing in time has none. */
  readonly patience?: number
}

/** A drive, or a mount that no drive stands for. */
interface Volume {
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

const deviceColumns = ['DriveType', 'MediaType', 'Description', 'VolumeName', 'VolumeSerialNumber']

const access = { readable: 1, readWrite: 3 } as const

/**
 * Win32_LogicalDisk: the mapped drives (`C:`), then every other mount of a real file system, whose DeviceID is its mount
 * path. FileSystem is the system's own name (`ext4`); FreeSpace is what an ordinary user may still write, as Windows counts
 * it for the caller.
 */
export function logicalDiskProvider(machine: Machine, options: LogicalDiskOptions = {}): ProviderRegistration {
  const { statfs = systemStatFs, patience = 10_000 } = options
  const space = spaceReader(statfs, patience)

  async function row(volume: Volume, facts: Facts, query: ProviderQuery): Promise<ProviderRow> {
    const { mount, deviceId } = volume
    const device = mount && wantsAny(query, deviceColumns) ? facts.device(mount) : undefined
    const sized = wantsAny(query, ['Size', 'FreeSpace'])
    const sizes = sized ? await space(machine.path(volume.folder), query.signal) : null
    return {
      DeviceID: deviceId,
      Name: deviceId,
      Caption: deviceId,
      CreationClassName: 'Win32_LogicalDisk',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      FileSystem: mount?.type,
      Access: mount && (mount.readOnly ? access.readable : access.readWrite),
      ProviderName: mount?.kind === 'network' ? remoteName(mount) : null,
      VolumeName: device && facts.labels().get(device.name),
      VolumeSerialNumber: device && serialNumber(facts.uuids().get(device.name)),
      Size: sizes?.size,
      FreeSpace: sizes?.free,
      ...(mount && driveTypeOf(mount, device)),
    }
  }

  async function* enumerate(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const asked = (query.equals('DeviceID') ?? query.equals('Name'))?.map(value => foldName(String(value)))
    const facts = factsOf(machine)
    for await (const volume of volumes(machine)) {
      if (query.signal.aborted) return
      if (asked === undefined || asked.includes(foldName(volume.deviceId))) yield await row(volume, facts, query)
    }
  }

  return {
    classes: ['Win32_LogicalDisk'],
    provider: {
      enumerate,
      async get(keys, query) {
        const key = String(keys.DeviceID)
        let close: Volume | undefined
        for await (const volume of volumes(machine)) {
          if (volume.deviceId === key) return row(volume, factsOf(machine), query)
          if (foldName(volume.deviceId) === foldName(key)) close ??= volume
        }
        return close ? row(close, factsOf(machine), query) : null
      },
    },
  }
}

async function* volumes(machine: Machine): AsyncGenerator<Volume> {
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
function volumeKey(mount: Mount): string {
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

function driveTypeOf(mount: Mount, device: BlockDevice | undefined): ProviderRow | null {
  if (mount.kind === 'pseudo') return null
  if (mount.kind === 'network' || mount.kind === 'optical' || mount.kind === 'memory') return driveTypes[mount.kind]
  return driveTypes[device?.removable ? 'removable' : 'fixed']
}

/** A share of SMB in the form that Windows gives it; other remote names as the system has them. */
function remoteName(mount: Mount): string {
  return mount.source.startsWith('//') ? mount.source.replaceAll('/', '\\') : mount.source
}

/** FAT and exFAT have 32 bits (`1A2B-3C4D`), NTFS 64 of which Windows shows the lower half; other volumes have no such number. */
function serialNumber(uuid: string | undefined): string | null {
  const match = /^(?:([0-9A-F]{4})-([0-9A-F]{4})|[0-9A-F]{8}([0-9A-F]{8}))$/i.exec(uuid ?? '')
  return match ? (match[3] ?? `${match[1]}${match[2]}`).toUpperCase() : null
}

/** What is read once per question, and only when a column needs it. */
interface Facts {
  device(mount: Mount): BlockDevice | undefined
  labels(): ReadonlyMap<string, string>
  uuids(): ReadonlyMap<string, string>
}

function factsOf(machine: Machine): Facts {
  const devices = once(() => readBlockDevices(machine))
  return {
    device: mount => devices().get(mount.device) ?? devices().get(mount.source),
    labels: once(() => readDiskNames(machine, 'by-label')),
    uuids: once(() => readDiskNames(machine, 'by-uuid')),
  }
}

function wantsAny(query: ProviderQuery, properties: readonly string[]): boolean {
  return properties.some(property => query.wants(property))
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined
  return () => {
    value ??= { read: read() }
    return value.read
  }
}
