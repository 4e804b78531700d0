import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readDiskNames } from './linux/block-devices.js'
import { type DiskBus, DiskFacts } from './linux/disk-facts.js'
import { type Disk, readDisks } from './linux/disks.js'

/** Win32_DiskDrive.InterfaceType knows SCSI, HDC, IDE, USB and 1394. Windows counts NVMe and virtual disks as SCSI. */
const interfaceTypes: Readonly<Record<DiskBus, string | null>> = {
  ata: 'IDE',
  ieee1394: '1394',
  mmc: null,
  nvme: 'SCSI',
  scsi: 'SCSI',
  usb: 'USB',
  virtio: 'SCSI',
  xen: 'SCSI',
}

/** CIM_ManagedSystemElement.Status by the kernel's state of a SCSI or NVMe device. */
const statuses: Readonly<Record<string, string>> = {
  running: 'OK',
  live: 'OK',
  created: 'Starting',
  new: 'Starting',
  connecting: 'Starting',
  resetting: 'Starting',
  cancel: 'Stopping',
  deleting: 'Stopping',
  offline: 'Error',
  dead: 'Error',
  'transport-offline': 'No Contact',
}

/** CIM_MediaAccessDevice.Capabilities and their descriptions. */
const capabilities = {
  random: [3, 'Random Access'],
  writing: [4, 'Supports Writing'],
  removable: [7, 'Supports Removable Media'],
} as const

/**
 * Win32_DiskDrive: the disks of the machine. Sizes are whole, not rounded to cylinders; cylinders, heads and tracks are made
 * up by today's disks, and null.
 */
export function diskDriveProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_DiskDrive'],
    provider: {
      *enumerate(query) {
        const asked = query.equals('DeviceID')?.map(value => foldName(String(value)))
        for (const disk of readDisks(machine)) {
          if (asked === undefined || asked.includes(foldName(disk.deviceId))) yield row(machine, disk, query)
        }
      },
    },
  }
}

function row(machine: Machine, disk: Disk, query: ProviderQuery): ProviderRow {
  const facts = new DiskFacts(machine, disk)
  const wanted = <T>(property: string, read: () => T): T | null => (query.wants(property) ? read() : null)
  const removable = facts.removable
  const sectorSize = facts.sectorSize
  const model = query.wants('Model') || query.wants('Caption') ? facts.model : null
  const address = ['SCSIBus', 'SCSIPort', 'SCSITargetId', 'SCSILogicalUnit'].some(each => query.wants(each))
    ? facts.address
    : null
  return {
    DeviceID: disk.deviceId,
    Name: disk.deviceId,
    Index: disk.index,
    Caption: model ?? disk.deviceId,
    Description: 'Disk drive',
    CreationClassName: 'Win32_DiskDrive',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: machine.hostName,
    Size: disk.size,
    BytesPerSector: sectorSize,
    TotalSectors: disk.size === null || sectorSize === null ? null : disk.size / BigInt(sectorSize),
    Partitions: disk.partitions.length,
    Model: model,
    Manufacturer: wanted('Manufacturer', () => facts.vendor),
    SerialNumber: wanted('SerialNumber', () => facts.serial),
    FirmwareRevision: wanted('FirmwareRevision', () => facts.firmware),
    InterfaceType: wanted('InterfaceType', () => facts.bus && interfaceTypes[facts.bus]),
    MediaType: wanted('MediaType', () => mediaType(removable, facts)),
    MediaLoaded: disk.size !== null ? true : removable ? false : null,
    Signature: wanted('Signature', () => signature(machine, disk)),
    Status: wanted('Status', () => statuses[facts.state ?? '']),
    SCSIPort: address?.host,
    SCSIBus: address?.channel,
    SCSITargetId: address?.target,
    SCSILogicalUnit: address?.unit,
    ...(query.wants('Capabilities') || query.wants('CapabilityDescriptions') ? capable(facts) : {}),
  }
}

function mediaType(removable: boolean | null, facts: DiskFacts): string | null {
  if (removable === null) return null
  if (removable) return 'Removable Media'
  const { bus } = facts
  return bus === 'usb' || bus === 'ieee1394' ? 'External hard disk media' : 'Fixed hard disk media'
}

function capable(facts: DiskFacts): ProviderRow {
  const known = [
    capabilities.random,
    ...(facts.readOnly === false ? [capabilities.writing] : []),
    ...(facts.removable ? [capabilities.removable] : []),
  ]
  return { Capabilities: known.map(([number]) => number), CapabilityDescriptions: known.map(([, text]) => text) }
}

/** The signature of a master boot record stands in the identifiers of its partitions: `b1b2b3b4-01`. */
function signature(machine: Machine, disk: Disk): number | null {
  const identifiers = readDiskNames(machine, 'by-partuuid')
  for (const { name } of disk.partitions) {
    const match = /^([0-9a-f]{8})-[0-9a-f]{2}$/i.exec(identifiers.get(name) ?? '')
    if (match) return Number.parseInt(match[1] ?? '', 16)
  }
  return null
}
