import { hostname, totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { operatingSystemProvider } from '../../../src/host/providers/operating-system.js'
import { testFacilities } from '../facilities.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const facilities = testFacilities()
const summer = () => Date.UTC(2024, 6, 1, 12, 30, 15, 250)
const machineWith = machineMaker()

async function only(machine: Machine, now = summer): Promise<ProviderRow> {
  const [row, ...rest] = await providerRows(operatingSystemProvider(machine, facilities, now))
  expect(rest).toEqual([])
  return row ?? {}
}

describe('Win32_OperatingSystem', () => {
  test('of a server', async () => {
    const { LocalDateTime, LastBootUpTime, ...row } = await only(treeMachine('server'))
    expect(String(LocalDateTime)).toBe('20240701143015.250000+120')
    expect(String(LastBootUpTime)).toBe('20240501090000.000000+120')
    expect(row).toEqual({
      BootDevice: '/dev/sda2',
      BuildNumber: '6.8.0-31-generic',
      Caption: 'Ubuntu 24.04 LTS',
      CodeSet: '65001',
      CreationClassName: 'Win32_OperatingSystem',
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: 'SQL01',
      CurrentTimeZone: 120,
      DataExecutionPrevention_Available: true,
      FreePhysicalMemory: 27_913_044n,
      FreeSpaceInPagingFiles: 8_126_460n,
      FreeVirtualMemory: 36_039_504n,
      Locale: '040c',
      Manufacturer: null,
      MaxNumberOfProcesses: 4_194_304,
      MUILanguages: ['fr-FR'],
      Name: 'Ubuntu 24.04 LTS',
      NumberOfProcesses: 15,
      NumberOfUsers: 2,
      OSArchitecture: '64-bit',
      OSLanguage: 1036,
      OSType: 36,
      OtherTypeDescription: '#31-Ubuntu SMP PREEMPT_DYNAMIC Sat Apr 20 00:40:06 UTC 2024',
      Primary: true,
      ProductType: undefined,
      SizeStoredInPagingFiles: 8_388_604n,
      SystemDevice: '/dev/mapper/vg0-root',
      SystemDrive: 'C:',
      TotalVirtualMemorySize: 41_103_728n,
      TotalVisibleMemorySize: 32_715_124n,
      Version: '24.04',
    })
  })

  test('of a container leaves out what it does not tell', async () => {
    const row = await only(treeMachine('container'))
    expect(row).toMatchObject({
      BootDevice: null,
      Caption: 'Debian GNU/Linux 12 (bookworm)',
      CSName: '3F2A9C1B7D4E',
      CurrentTimeZone: 0,
      CodeSet: undefined,
      Locale: undefined,
      OSLanguage: null,
      MUILanguages: null,
      NumberOfProcesses: 2,
      OSArchitecture: null,
      SizeStoredInPagingFiles: 0n,
      SystemDevice: null,
    })
    expect(row.NumberOfUsers ?? null).toBeNull()
    expect(String(row.LastBootUpTime)).toBe('20240601000000.000000+000')
  })

  test('of a board in winter time', async () => {
    const row = await only(treeMachine('arm'), () => Date.UTC(2024, 11, 1, 3, 0, 0))
    expect(row).toMatchObject({
      CurrentTimeZone: -300,
      Locale: '0809',
      DataExecutionPrevention_Available: null,
      MaxNumberOfProcesses: 32_768,
      NumberOfUsers: 0,
      OSArchitecture: '64-bit',
    })
    expect(String(row.LocalDateTime)).toBe('20241130220000.000000-300')
    expect(String(row.LastBootUpTime)).toBe('20240701080000.000000-240')
  })

  test('a rolling distribution has the version of its kernel, an old kernel free memory only', async () => {
    const row = await only(
      machineWith({
        'usr/lib/os-release': 'NAME=\'Arch Linux\'\nVENDOR_NAME="The \\"Arch\\" people"\nBUILD_ID=rolling\n',
        'proc/sys/kernel/osrelease': '6.9.1-arch1-1\n',
        'proc/meminfo': 'MemTotal: 2048 kB\nMemFree:  1024 kB\n',
      }),
    )
    expect(row).toMatchObject({
      Caption: 'Arch Linux',
      Version: '6.9.1-arch1-1',
      Manufacturer: 'The "Arch" people',
      FreePhysicalMemory: 1024n,
      FreeVirtualMemory: null,
      LastBootUpTime: null,
    })
  })

  test('an empty machine is no error', async () => {
    expect(await only(machineWith({}))).toMatchObject({ Caption: null, Version: null, TotalVisibleMemorySize: null })
  })

  test.each([
    ['x86_64', 384],
    ['aarch64', 400],
  ])('without logind the logons are counted in utmp (%s)', async (arch, size) => {
    const utmp = Buffer.alloc(size * 3)
    const record = (index: number, type: number, line: string, user: string) => {
      utmp.writeInt16LE(type, index * size)
      utmp.writeUInt32LE(700 + index, index * size + 4)
      utmp.write(line, index * size + 8)
      utmp.write(user, index * size + 44)
    }
    record(0, 2, '~', 'reboot')
    record(1, 7, 'tty1', 'alice')
    record(2, 7, 'pts/0', 'bob')
    const row = await only(machineWith({ 'run/utmp': utmp, 'proc/sys/kernel/arch': `${arch}\n` }))
    expect(row.NumberOfUsers).toBe(2)
  })

  test.each([
    ['en_US.UTF-8', '0409', 1033, '65001', ['en-US']],
    ['de_AT.ISO-8859-15@euro', '0c07', 3079, '28605', ['de-AT']],
    ['C.UTF-8', undefined, null, '65001', null],
    ['tlh_QO', undefined, null, undefined, ['tlh-QO']],
  ])('the system language %s', async (lang, Locale, OSLanguage, CodeSet, MUILanguages) => {
    const row = await only(machineWith({ 'etc/locale.conf': `LANG="${lang}"\n` }))
    expect(row).toMatchObject({ Locale, OSLanguage, CodeSet, MUILanguages })
  })

  test('of macOS is what its property list says', async () => {
    const list =
      '<plist version="1.0">\n<dict>\n\t<key>ProductBuildVersion</key>\n\t<string>23F79</string>\n\t<key>ProductName</key>\n\t<string>macOS</string>\n\t<key>ProductVersion</key>\n\t<string>14.5</string>\n</dict>\n</plist>\n'
    const machine = machineWith({ 'System/Library/CoreServices/SystemVersion.plist': list }, 'darwin')
    expect(await only(machine)).toMatchObject({
      Caption: 'macOS 14.5',
      Version: '14.5',
      BuildNumber: '23F79',
      OSType: 2,
      TotalVisibleMemorySize: null,
    })
  })

  test.each([
    ['darwin', 2],
    ['win32', 18],
    ['freebsd', 42],
    ['haiku', 1],
  ] as const)('on %s Node tells the rest', async (platform, OSType) => {
    const row = await only(new Machine({ platform }), Date.now)
    expect(row).toMatchObject({ OSType, TotalVisibleMemorySize: BigInt(Math.floor(totalmem() / 1024)) })
  })

  test('of this machine agrees with Node', async () => {
    const row = await only(new Machine(), Date.now)
    expect(row.CSName).toBe(hostname().replace(/\..*/, '').toUpperCase())
    expect(Math.abs(Number(row.TotalVisibleMemorySize) - totalmem() / 1024)).toBeLessThan(1024)
    expect(row.Caption).toMatch(/\w/)
    expect(row.Version).toMatch(/\d/)
  })
})
