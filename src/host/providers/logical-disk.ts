import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import type { Mount } from './linux/mounts.js'
import { type StatFs, spaceReader, systemStatFs } from './space.js'
import { driveTypeOf, serialNumber, type Volume, type VolumeFacts, volumeFacts, volumes } from './volumes.js'
import { wantsAny } from './wants.js'

export interface LogicalDiskOptions {
  readonly statfs?: StatFs
  /** Milliseconds to wait for the size of one volume; one that says nothing in time has none. */
  readonly patience?: number
}

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

  async function row(volume: Volume, facts: VolumeFacts, query: ProviderQuery): Promise<ProviderRow> {
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
    const facts = volumeFacts(machine)
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
          if (volume.deviceId === key) return row(volume, volumeFacts(machine), query)
          if (foldName(volume.deviceId) === foldName(key)) close ??= volume
        }
        return close ? row(close, volumeFacts(machine), query) : null
      },
    },
  }
}

/** A share of SMB in the form that Windows gives it; other remote names as the system has them. */
function remoteName(mount: Mount): string {
  return mount.source.startsWith('//') ? mount.source.replaceAll('/', '\\') : mount.source
}
