/** Win32_DiskPartition.Type for the types of a master boot record, by number, as the WMI SDK lists them. */
const bootRecordTypes: Readonly<Record<number, string>> = {
  1: '12-bit FAT',
  2: 'Xenix Type 1',
  3: 'Xenix Type 2',
  4: '16-bit FAT',
  5: 'Extended Partition',
  6: 'MS-DOS V4 Huge',
  7: 'Installable File System',
  12: 'Win95 w/Extended Int 13',
  14: 'Win95 w/Extended Int 13',
  15: 'Extended w/Extended Int 13',
  65: 'PowerPC Reference Platform',
  66: 'Logical Disk Manager',
  99: 'UNIX',
}

/** The types of a GUID partition table for which Windows has a name. */
const tableTypes: Readonly<Record<string, string>> = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'GPT: System',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'GPT: Microsoft Reserved',
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'GPT: Basic Data',
  '5808c8aa-7e8f-42e0-85d2-e1e90434cfb3': 'GPT: Logical Disk Manager Metadata',
  'af9b60a0-1431-4f62-bc68-3311714a69ad': 'GPT: Logical Disk Manager Data',
}
const system = 'GPT: System'

/** Extended partitions of a master boot record: they hold other partitions, and the kernel shows two sectors of them. */
const extended: ReadonlySet<number> = new Set([0x05, 0x0f, 0x85])
/** The most primary partitions that fit into a master boot record. */
const primaries = 4

/** What a partition table says of a partition. */
export interface PartitionKind {
  readonly type: string
  /** The firmware may start the machine from it: the active one of a boot record, the system partition of a GUID table. */
  readonly boots: boolean
  readonly primary: boolean
  readonly extended: boolean
}

/**
 * @param entry the ID_PART_ENTRY_… properties of udev
 * @param number the kernel's number of the partition
 * @returns null for a kind of table that WMI does not know, or when udev told none
 */
export function partitionKind(entry: ReadonlyMap<string, string>, number: number): PartitionKind | null {
  const type = entry.get('ID_PART_ENTRY_TYPE') ?? ''
  const flags = Number(entry.get('ID_PART_ENTRY_FLAGS') ?? 0)
  switch (entry.get('ID_PART_ENTRY_SCHEME')) {
    case 'gpt': {
      const name = tableTypes[type.toLowerCase()] ?? 'GPT: Unknown'
      return { type: name, boots: name === system, primary: true, extended: false }
    }
    case 'dos': {
      const code = Number(type)
      const holds = extended.has(code)
      return {
        type: bootRecordTypes[code] ?? 'Unknown',
        boots: (flags & 0x80) !== 0,
        primary: number <= primaries && !holds,
        extended: holds,
      }
    }
    default:
      return null
  }
}
