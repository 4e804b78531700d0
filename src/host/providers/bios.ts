import { CimDateTime } from '../../cim/datetime.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readDmi } from './linux/dmi.js'

/** SoftwareElementState 3 is Running, TargetOperatingSystem 0 Unknown. */
const running = 3
const unknownSystem = 0

/**
 * Win32_BIOS from what the kernel shows of the SMBIOS table. A machine without one (boards, containers, some virtual
 * machines) has no instance. The serial number is for administrators: others see null.
 */
export function biosProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_BIOS'], provider: { enumerate: () => rows(machine) } }
}

function rows(machine: Machine): ProviderRow[] {
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
    },
  ]
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
