import { cpus, hostname, totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { computerSystemProvider } from '../../../src/host/providers/computer-system.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const summer = () => Date.UTC(2024, 6, 1)
const winter = () => Date.UTC(2024, 11, 1)

describe('Win32_ComputerSystem', () => {
  test('of a server', async () => {
    expect(await providerRows(computerSystemProvider(treeMachine('server'), summer))).toEqual([
      {
        CreationClassName: 'Win32_ComputerSystem',
        Name: 'SQL01',
        Caption: 'SQL01',
        CurrentTimeZone: 120,
        DaylightInEffect: true,
        TotalPhysicalMemory: 33_500_286_976n,
        DNSHostName: 'Sql01',
        Domain: 'contoso.example',
        PartOfDomain: null,
        Workgroup: null,
        Manufacturer: 'Dell Inc.',
        Model: 'PowerEdge R620',
        SystemFamily: null,
        SystemSKUNumber: 'SKU=NotProvided;ModelName=PowerEdge R620',
        NumberOfProcessors: 2,
        NumberOfLogicalProcessors: 8,
        SystemType: 'x64-based PC',
        HypervisorPresent: false,
        PCSystemType: 4,
        PCSystemTypeEx: 4,
        UserName: 'SQL01\\alice',
      },
    ])
  })

  test('of a board', async () => {
    expect(await providerRows(computerSystemProvider(treeMachine('arm'), winter))).toMatchObject([
      {
        Name: 'RASPBERRYPI',
        DNSHostName: 'raspberrypi',
        Domain: null,
        CurrentTimeZone: -300,
        DaylightInEffect: false,
        Manufacturer: 'raspberrypi',
        Model: 'Raspberry Pi 5 Model B Rev 1.0',
        NumberOfProcessors: 1,
        NumberOfLogicalProcessors: 4,
        SystemType: 'ARM64-based PC',
        HypervisorPresent: null,
        UserName: null,
      },
    ])
  })

  test('of a container', async () => {
    const [row] = await providerRows(computerSystemProvider(treeMachine('container'), summer))
    expect(row).toMatchObject({
      Name: '3F2A9C1B7D4E',
      DNSHostName: '3f2a9c1b7d4e',
      Domain: null,
      Manufacturer: null,
      Model: null,
      SystemType: 'x64-based PC',
      HypervisorPresent: true,
      DaylightInEffect: false,
      UserName: null,
    })
    expect(row?.PCSystemType).toBeUndefined()
  })

  test.each([
    ['ads', 'security = ADS\nrealm = CORP.CONTOSO.EXAMPLE', 'corp.contoso.example', true, null],
    ['a member server', 'Server Role = member server', 'CONTOSO', true, null],
    ['a workgroup', 'server role = standalone server', 'CONTOSO', false, 'CONTOSO'],
  ])('Samba in %s tells of domain and workgroup', async (_, settings, Domain, PartOfDomain, Workgroup) => {
    const smb = `# comment\n[Global]\n   workgroup = CONTOSO\n${settings}\n[share]\n  workgroup = OTHER\n`
    const machine = machineWith({ 'etc/samba/smb.conf': smb, 'etc/hostname': 'host\n' })
    expect(await providerRows(computerSystemProvider(machine))).toMatchObject([{ Domain, PartOfDomain, Workgroup }])
  })

  test('a host name with dots brings its domain', async () => {
    const machine = machineWith({ 'proc/sys/kernel/hostname': 'web.shop.example\n', 'etc/hostname': 'web\n' })
    expect(await providerRows(computerSystemProvider(machine))).toMatchObject([
      { Name: 'WEB', DNSHostName: 'web', Domain: 'shop.example' },
    ])
  })

  test.each([
    ['10', undefined, 2, 2],
    ['3', undefined, 1, 1],
    ['30', '8', 2, 8],
    ['1', undefined, undefined, undefined],
    ['23', '0', 4, 4],
    ['23', '1', 1, 1],
  ])('chassis %s with power profile %s', async (chassis, profile, PCSystemType, PCSystemTypeEx) => {
    const machine = machineWith({
      'sys/class/dmi/id/chassis_type': chassis,
      ...(profile && { 'sys/firmware/acpi/pm_profile': profile }),
    })
    const [row] = await providerRows(computerSystemProvider(machine))
    expect([row?.PCSystemType, row?.PCSystemTypeEx]).toEqual([PCSystemType, PCSystemTypeEx])
  })

  test('a guest of Xen has a hypervisor', async () => {
    const machine = machineWith({ 'sys/hypervisor/type': 'xen\n' })
    expect(await providerRows(computerSystemProvider(machine))).toMatchObject([{ HypervisorPresent: true }])
  })

  test.each(['darwin', 'win32', 'freebsd'] as const)('on %s Node tells what it can', async platform => {
    expect(await providerRows(computerSystemProvider(new Machine({ platform })))).toMatchObject([
      { NumberOfLogicalProcessors: cpus().length, TotalPhysicalMemory: BigInt(Math.floor(totalmem() / 1024)) * 1024n },
    ])
  })

  test('of this machine agrees with Node', async () => {
    const [row] = await providerRows(computerSystemProvider(new Machine()))
    expect(row?.Name).toBe(hostname().replace(/\..*/, '').toUpperCase())
    expect(row?.NumberOfLogicalProcessors).toBe(cpus().length)
    expect(row?.CurrentTimeZone).toBeTypeOf('number')
  })
})
