import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { biosProvider } from '../../../src/host/providers/bios.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()

describe('Win32_BIOS', () => {
  test('of a server comes from its SMBIOS table', async () => {
    const [row, ...rest] = await providerRows(biosProvider(treeMachine('server')))
    expect(rest).toEqual([])
    expect({ ...row, ReleaseDate: String(row?.ReleaseDate) }).toEqual({
      Name: '2.9.0',
      Caption: '2.9.0',
      Description: '2.9.0',
      SoftwareElementID: '2.9.0',
      SoftwareElementState: 3,
      TargetOperatingSystem: 0,
      Version: '2.9.0',
      Manufacturer: 'Dell Inc.',
      BIOSVersion: ['2.9.0'],
      SMBIOSBIOSVersion: '2.9.0',
      SMBIOSPresent: true,
      PrimaryBIOS: true,
      ReleaseDate: '20190924000000.000000+000',
      SerialNumber: '7XK2M02',
      SystemBiosMajorVersion: 2,
      SystemBiosMinorVersion: 9,
      EmbeddedControllerMajorVersion: null,
      EmbeddedControllerMinorVersion: null,
      SMBIOSMajorVersion: 2,
      SMBIOSMinorVersion: 7,
      BiosCharacteristics: [4, 7, 11, 12, 15, 16, 19, 20, 21, 22, 23, 24, 25, 27, 30, 32, 33, 40, 41, 42],
      InstallableLanguages: 2,
      CurrentLanguage: 'en|US|iso8859-1',
      ListOfLanguages: ['en|US|iso8859-1', 'fr|FR|iso8859-1'],
    })
  })

  test.each(['container', 'arm'] as const)('a %s has none', async tree => {
    expect(await providerRows(biosProvider(treeMachine(tree)))).toEqual([])
  })

  test('what may not be read is null', async () => {
    const dmi = { 'sys/class/dmi/id/bios_vendor': 'SeaBIOS\n', 'sys/class/dmi/id/bios_version': '1.16.2\n' }
    expect(await providerRows(biosProvider(machineWith(dmi)))).toMatchObject([
      {
        Name: '1.16.2',
        Manufacturer: 'SeaBIOS',
        SerialNumber: null,
        ReleaseDate: null,
        SystemBiosMajorVersion: null,
        SMBIOSMajorVersion: undefined,
        BiosCharacteristics: undefined,
      },
    ])
  })

  test('without a version the keys still have values', async () => {
    expect(await providerRows(biosProvider(machineWith({ 'sys/class/dmi/id/bios_vendor': 'Acme' })))).toMatchObject([
      { Name: 'Acme', SoftwareElementID: 'Acme', Version: '', SMBIOSBIOSVersion: null },
    ])
  })

  test.each([
    ['04/01/99', '19990401000000.000000+000'],
    ['02/30/2020', 'null'],
    ['2020-01-01', 'null'],
    ['', 'null'],
  ])('the release date %j', async (date, shown) => {
    const dmi = { 'sys/class/dmi/id/bios_version': '1', 'sys/class/dmi/id/bios_date': `${date}\n` }
    const [row] = await providerRows(biosProvider(machineWith(dmi)))
    expect(String(row?.ReleaseDate)).toBe(shown)
  })

  test.runIf(existsSync('/sys/class/dmi/id/bios_version'))('of this machine has the version of its table', async () => {
    const version = readFileSync('/sys/class/dmi/id/bios_version', 'utf8').trim()
    expect(await providerRows(biosProvider(new Machine()))).toMatchObject([{ SMBIOSPresent: true, Version: version }])
  })
})
