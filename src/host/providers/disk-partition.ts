import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { DiskFacts } from './linux/disk-facts.js'
import { type Disk, type DiskPartition, readDisks } from './linux/disks.js'
import { partitionKind } from './linux/partition-types.js'
import { readUdev } from './linux/udev.js'
import { wantsAny } from './wants.js'

const access = { readable: 1, readWrite: 3 } as const
const tableProperties = [
  'Type',
  'Description',
  'Bootable',
  'BootPartition',
  'PrimaryPartition',
  'Size',
  'NumberOfBlocks',
]

/**
 * Win32_DiskPartition: the partitions of the disks. Their kind, and whether the machine starts from them, comes from udev's
 * database: where there is none those columns are null.
 */
export function diskPartitionProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_DiskPartition'],
    provider: {
      *enumerate(query) {
        const asked = query.equals('DeviceID')?.map(value => foldName(String(value)))
        for (const disk of readDisks(machine)) {
          for (const partition of disk.partitions) {
            if (asked === undefined || asked.includes(foldName(partition.deviceId)))
              yield row(machine, disk, partition, query)
          }
        }
      },
    },
  }
}

function row(machine: Machine, disk: Disk, partition: DiskPartition, query: ProviderQuery): ProviderRow {
  const { deviceId, index, number, start, device } = partition
  const entry = device !== null && wantsAny(query, tableProperties) ? readUdev(machine, `b${device}`) : null
  const kind = entry && partitionKind(entry, number)
  const size = kind?.extended ? wholeSize(entry) : partition.size
  const blockSize = wantsAny(query, ['BlockSize', 'NumberOfBlocks']) ? new DiskFacts(machine, disk).sectorSize : null
  const readOnly = query.wants('Access') ? machine.value(`/sys/block/${disk.name}/${partition.name}/ro`) : null
  return {
    DeviceID: deviceId,
    Name: deviceId,
    Caption: deviceId,
    Description: kind?.type,
    CreationClassName: 'Win32_DiskPartition',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: machine.hostName,
    DiskIndex: disk.index,
    Index: index,
    StartingOffset: start,
    Size: size,
    BlockSize: blockSize,
    NumberOfBlocks: size === null || blockSize === null ? null : size / BigInt(blockSize),
    Type: kind?.type,
    Bootable: kind?.boots,
    BootPartition: kind?.boots,
    PrimaryPartition: kind?.primary,
    Access: readOnly === null ? null : readOnly === '0' ? access.readWrite : access.readable,
  }
}

/** The kernel shows two sectors of an extended partition; udev read its table. */
function wholeSize(entry: ReadonlyMap<string, string> | null): bigint | null {
  const sectors = entry?.get('ID_PART_ENTRY_SIZE') ?? ''
  return /^\d{1,16}$/.test(sectors) ? BigInt(sectors) * 512n : null
}
