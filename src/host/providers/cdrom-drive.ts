import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readDiskNames } from './linux/block-devices.js'
import { DiskFacts } from './linux/disk-facts.js'
import { readMounts } from './linux/mounts.js'
import { volumes } from './volumes.js'
import { wantsAny } from './wants.js'

/** CIM_MediaAccessDevice.Capabilities and their descriptions. */
const capabilities = { Capabilities: [3, 7], CapabilityDescriptions: ['Random Access', 'Supports Removable Media'] }

const addressProperties = ['SCSIBus', 'SCSIPort', 'SCSITargetId', 'SCSILogicalUnit']
const discProperties = ['Drive', 'Id', 'MediaLoaded', 'Size']

/**
 * Win32_CDROMDrive: the drives for optical discs. DeviceID is the kernel's name; Drive is where the disc is mounted. The size is
 * that of a disc known to be there: the kernel makes one up for an empty drive.
 */
export function cdromDriveProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_CDROMDrive'], provider: { enumerate: query => rows(machine, query) } }
}

async function* rows(machine: Machine, query: ProviderQuery): AsyncGenerator<ProviderRow> {
  const names = machine.list('/sys/block').filter(each => /^sr\d+$/.test(each))
  for (const name of names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const device = machine.value(`/sys/block/${name}/dev`)
    const facts = new DiskFacts(machine, { name, device })
    const address = wantsAny(query, addressProperties) ? facts.address : null
    yield {
      DeviceID: name,
      Name: facts.model ?? name,
      Caption: facts.model ?? name,
      Description: 'CD-ROM Drive',
      CreationClassName: 'Win32_CDROMDrive',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: machine.hostName,
      Manufacturer: facts.vendor,
      MfrAssignedRevisionLevel: facts.firmware,
      SerialNumber: query.wants('SerialNumber') ? facts.serial : null,
      VolumeName: query.wants('VolumeName') ? readDiskNames(machine, 'by-label').get(name) : null,
      SCSIPort: address?.host,
      SCSIBus: address?.channel,
      SCSITargetId: address?.target,
      SCSILogicalUnit: address?.unit,
      ...capabilities,
      ...(wantsAny(query, discProperties) ? await discColumns(machine, name, device, facts) : {}),
    }
  }
}

async function discColumns(
  machine: Machine,
  name: string,
  device: string | null,
  facts: DiskFacts,
): Promise<ProviderRow> {
  const mounted = device !== null && readMounts(machine).some(mount => mount.device === device)
  const drive = mounted ? await driveOf(machine, device) : null
  const loaded = mounted || facts.discLoaded
  const sectors = machine.value(`/sys/block/${name}/size`) ?? ''
  return {
    Drive: drive,
    Id: drive,
    MediaLoaded: loaded,
    Size: loaded && /^\d{1,16}$/.test(sectors) ? BigInt(sectors) * 512n : null,
  }
}

/** The DeviceID of the logical disk. */
async function driveOf(machine: Machine, device: string): Promise<string | null> {
  for await (const { deviceId, mount } of volumes(machine)) if (mount?.device === device) return deviceId
  return null
}
