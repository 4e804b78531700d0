import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { type Mount, mountOf, readMounts } from './linux/mounts.js'
import { readSwapAreas } from './linux/swaps.js'
import { type MountedVolume, mountedVolumes } from './mounted-volumes.js'
import { type StatFs, spaceReader, systemStatFs } from './space.js'
import { driveTypeOf, serialNumber, type VolumeFacts, volumeFacts } from './volumes.js'
import { wantsAny } from './wants.js'

export interface VolumeOptions {
  readonly statfs?: StatFs
  /** Milliseconds to wait for the size of one volume; one that says nothing in time has none. */
  readonly patience?: number
}

const access = { readable: 1, readWrite: 3 } as const

/** Where the files lie that start the system, if they have a file system of their own. */
const startFolders = ['/boot/efi', '/efi', '/boot/firmware', '/boot']

/**
 * Win32_Volume: the file systems of this machine that are mounted, network ones left out. DeviceID is `\\?\Volume{…}\` with
 * the GUID of its partition, else of its file system; a volume without one, or a part of a file system, has its name. Name is
 * the root of its drive, else the mount path. BootVolume is where the system lies, SystemVolume what starts it.
 */
export function volumeProvider(machine: Machine, options: VolumeOptions = {}): ProviderRegistration {
  const space = spaceReader(options.statfs ?? systemStatFs, options.patience ?? 10_000)

  async function row(volume: MountedVolume, facts: VolumeFacts, query: ProviderQuery): Promise<ProviderRow> {
    const { mount, deviceId, name, letter } = volume
    const device = mount && facts.device(mount)
    const serial = device && query.wants('SerialNumber') ? serialNumber(facts.uuids().get(device.name)) : null
    const sized = wantsAny(query, ['Capacity', 'FreeSpace', 'BlockSize', 'NumberOfBlocks'])
    const sizes = sized ? await space(machine.path(volume.folder), query.signal) : null
    return {
      DeviceID: deviceId,
      Name: name,
      Caption: name,
      CreationClassName: 'Win32_Volume',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      DriveLetter: letter,
      DriveType: mount && driveTypeOf(mount, device)?.DriveType,
      FileSystem: mount?.type,
      Label: device && query.wants('Label') ? facts.labels().get(device.name) : null,
      SerialNumber: serial ? Number.parseInt(serial, 16) : null,
      Access: mount && (mount.readOnly ? access.readable : access.readWrite),
      Capacity: sizes?.size,
      FreeSpace: sizes?.free,
      BlockSize: sizes?.blockSize,
      NumberOfBlocks: sizes && sizes.blockSize > 0n ? sizes.size / sizes.blockSize : null,
      BootVolume: mount ? mount.point === '/' : null,
      ...(mount && wantsAny(query, ['SystemVolume', 'PageFilePresent']) ? roles(machine, mount) : {}),
    }
  }

  return {
    classes: ['Win32_Volume'],
    provider: {
      async *enumerate(query) {
        const asked = query.equals('DeviceID')?.map(value => foldName(String(value)))
        const facts = volumeFacts(machine)
        for await (const volume of mountedVolumes(machine, facts)) {
          if (query.signal.aborted) return
          if (asked === undefined || asked.includes(foldName(volume.deviceId))) yield await row(volume, facts, query)
        }
      },
    },
  }
}

function roles(machine: Machine, mount: Mount): ProviderRow {
  const mounts = readMounts(machine)
  const start = startFolders.find(folder => mounts.some(({ point }) => point === folder))
  const files = readSwapAreas(machine).filter(({ isFile }) => isFile)
  return {
    SystemVolume: start === undefined ? null : mount.point === start,
    PageFilePresent:
      machine.text('/proc/swaps') === null ? null : files.some(({ path }) => mountOf(path, mounts)?.id === mount.id),
  }
}
