import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readBoardText } from './linux/device-tree.js'
import { readDmi } from './linux/dmi.js'
import { readSmbios, structureTypes } from './linux/smbios.js'
import { wholeNumber } from './linux/text.js'
import { wantsAny } from './wants.js'

/** Chassis types of SMBIOS (DSP0134 7.4.1) by the words of the device tree specification. */
const typeByWord: Readonly<Record<string, number>> = {
  desktop: 3,
  laptop: 9,
  handset: 11,
  'all-in-one': 13,
  server: 17,
  tablet: 30,
  convertible: 31,
  embedded: 34,
}

/** Inches of a rack unit. */
const rackUnit = 1.75

const tableProperties = ['LockPresent', 'SecurityStatus', 'Height', 'NumberOfPowerCords', 'SKU'] as const

/**
 * Win32_SystemEnclosure: the chassis, from the SMBIOS table or the device tree. Its lock, height, cords and security stand in
 * the raw table, which only an administrator may read.
 */
export function systemEnclosureProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_SystemEnclosure'], provider: { enumerate: query => rows(machine, query) } }
}

function rows(machine: Machine, query: ProviderQuery): ProviderRow[] {
  const vendor = readDmi(machine, 'chassis_vendor')
  const type = chassisType(machine)
  if (vendor === null && type === null) return []
  return [
    {
      Tag: 'System Enclosure 0',
      CreationClassName: 'Win32_SystemEnclosure',
      Name: 'System Enclosure',
      Caption: 'System Enclosure',
      Description: 'System Enclosure',
      ChassisTypes: type === null ? null : [type],
      Manufacturer: vendor,
      Version: readDmi(machine, 'chassis_version'),
      SerialNumber: readDmi(machine, 'chassis_serial'),
      SMBIOSAssetTag: readDmi(machine, 'chassis_asset_tag'),
      ...(wantsAny(query, tableProperties) ? tableColumns(machine) : {}),
    },
  ]
}

function chassisType(machine: Machine): number | null {
  const type = wholeNumber(readDmi(machine, 'chassis_type'))
  if (type !== null && type > 0 && type <= 0x7f) return type
  return typeByWord[readBoardText(machine, 'chassis-type') ?? ''] ?? null
}

/** DSP0134 7.4: zero says that the height or the cords are not told. */
function tableColumns(machine: Machine): ProviderRow {
  const [chassis] = readSmbios(machine, structureTypes.enclosure)
  if (!chassis) return {}
  const type = chassis.byte(0x05)
  const [contained = 0, recordLength = 0] = [chassis.byte(0x13) ?? 0, chassis.byte(0x14) ?? 0]
  return {
    LockPresent: type === null ? null : type >= 0x80,
    SecurityStatus: chassis.byte(0x0c),
    Height: (chassis.byte(0x11) ?? 0) * rackUnit || null,
    NumberOfPowerCords: chassis.byte(0x12) || null,
    SKU: chassis.text(0x15 + contained * recordLength),
  }
}
