import { CimDateTime } from '../../cim/datetime.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readDmi } from './linux/dmi.js'
import { readSmbios, readSmbiosVersion, type SmbiosStructure, structureTypes } from './linux/smbios.js'
import { wantsAny } from './wants.js'

/** SoftwareElementState 3 is Running, TargetOperatingSystem 0 Unknown. */
const running = 3
const unknownSystem = 0

const tableProperties = [
  'SMBIOSMajorVersion',
  'SMBIOSMinorVersion',
  'BiosCharacteristics',
  'InstallableLanguages',
  'CurrentLanguage',
  'ListOfLanguages',
] as const

/**
 * Win32_BIOS from what the kernel shows of the SMBIOS table. A machine without one (boards, containers, some virtual
 * machines) has no instance. The serial number and what stands in the raw table are for administrators: others see null.
 */
export function biosProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_BIOS'], provider: { enumerate: query => rows(machine, query) } }
}

function rows(machine: Machine, query: ProviderQuery): ProviderRow[] {
  const version = readDmi(machine, 'bios_version')
  const vendor = readDmi(machine, 'bios_vendor')
  const name = version ?? vendor
  if (name === null) return []
  const [major, minor] = releaseNumbers(readDmi(machine, 'bios_release'))
  const [controllerMajor, controllerMinor] = releaseNumbers(readDmi(machine, 'ec_firmware_release'))
  return [
    {
      Name: name,
      Caption: name,
      Description: name,
      SoftwareElementID: name,
      SoftwareElementState: running,
      TargetOperatingSystem: unknownSystem,
      // A key, so it may not be null.
      Version: version ?? '',
      Manufacturer: vendor,
      BIOSVersion: version && [version],
      SMBIOSBIOSVersion: version,
      SMBIOSPresent: true,
      PrimaryBIOS: true,
      ReleaseDate: releaseDate(readDmi(machine, 'bios_date')),
      SerialNumber: readDmi(machine, 'product_serial'),
      SystemBiosMajorVersion: major,
      SystemBiosMinorVersion: minor,
      EmbeddedControllerMajorVersion: controllerMajor,
      EmbeddedControllerMinorVersion: controllerMinor,
      ...(wantsAny(query, tableProperties) ? tableColumns(machine) : {}),
    },
  ]
}

function tableColumns(machine: Machine): ProviderRow {
  const version = readSmbiosVersion(machine)
  const structures = readSmbios(machine, structureTypes.bios, structureTypes.language)
  const bios = structures.find(({ type }) => type === structureTypes.bios)
  const languages = structures.find(({ type }) => type === structureTypes.language)
  return {
    SMBIOSMajorVersion: version?.major,
    SMBIOSMinorVersion: version?.minor,
    BiosCharacteristics: bios && characteristics(bios),
    // DSP0134 7.14
    InstallableLanguages: languages?.byte(0x04),
    CurrentLanguage: languages?.text(0x15),
    ListOfLanguages: languages && languages.strings.length > 0 ? languages.strings : null,
  }
}

/**
 * The numbers of the bits that are set (DSP0134 7.1.1). Bits from 32 on are the vendor's own; WMI counts the two extension
 * bytes there.
 */
function characteristics(bios: SmbiosStructure): number[] | null {
  const field = bios.dword(0x0a)
  if (field === null) return null
  const bits = (value: number, first: number, count: number) =>
    Array.from({ length: count }, (_, bit) => bit).flatMap(bit => ((value >>> bit) & 1 ? [first + bit] : []))
  return [...bits(field, 0, 32), ...bits(bios.byte(0x12) ?? 0, 32, 8), ...bits(bios.byte(0x13) ?? 0, 40, 8)]
}

/** `2.9` as two numbers. */
function releaseNumbers(text: string | null): readonly [number | null, number | null] {
  const match = /^(\d+)\.(\d+)$/.exec(text ?? '')
  return match ? [Number(match[1]), Number(match[2])] : [null, null]
}

/** SMBIOS writes `mm/dd/yyyy`, old tables `mm/dd/yy` of the twentieth century; anything else is no date. */
function releaseDate(text: string | null): CimDateTime | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}|\d{2})$/.exec(text ?? '')
  if (!match) return null
  const [, month, day, year = ''] = match
  try {
    return CimDateTime.parseLoose(`${year.length === 2 ? '19' : ''}${year}${month}${day}`)
  } catch {
    return null
  }
}
