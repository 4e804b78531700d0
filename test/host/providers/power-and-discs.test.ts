import { describe, expect, test } from 'vitest'
import { batteryProvider } from '../../../src/host/providers/battery.js'
import { cdromDriveProvider } from '../../../src/host/providers/cdrom-drive.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()

describe('Win32_CDROMDrive', () => {
  test('of the server holds the disc that is mounted', async () => {
    expect(await providerRows(cdromDriveProvider(treeMachine('server')))).toEqual([
      {
        DeviceID: 'sr0',
        Name: 'DVD-ROM DS-8D3SH',
        Caption: 'DVD-ROM DS-8D3SH',
        Description: 'CD-ROM Drive',
        CreationClassName: 'Win32_CDROMDrive',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: 'SQL01',
        Manufacturer: 'PLDS',
        MfrAssignedRevisionLevel: 'HD51',
        SerialNumber: null,
        VolumeName: undefined,
        Capabilities: [3, 7],
        CapabilityDescriptions: ['Random Access', 'Supports Removable Media'],
        Drive: '/media/cdrom0',
        Id: '/media/cdrom0',
        MediaLoaded: true,
        Size: 923_031_552n,
      },
    ])
  })

  test.each([
    ['E:ID_CDROM=1\nE:ID_CDROM_MEDIA=1\n', true, 1_073_741_312n],
    ['E:ID_CDROM=1\n', false, null],
    ['', null, null],
  ])('the size that the kernel makes up for an empty drive is none: %j', async (udev, loaded, size) => {
    const machine = machineWith({
      'sys/block/sr0/dev': '11:0\n',
      'sys/block/sr0/size': '2097151\n',
      'run/udev/data/b11:0': udev,
    })
    expect(await providerRows(cdromDriveProvider(machine))).toMatchObject([
      { DeviceID: 'sr0', Name: 'sr0', Drive: null, MediaLoaded: loaded, Size: size },
    ])
  })

  test.each(['container', 'arm'] as const)('a %s has none', async tree => {
    expect(await providerRows(cdromDriveProvider(treeMachine(tree)))).toEqual([])
  })
})

describe('Win32_Battery', () => {
  const supply = (name: string, values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(values).map(([file, value]) => [`sys/class/power_supply/${name}/${file}`, `${value}\n`]),
    )

  test('of a laptop, without the mains and the mouse', async () => {
    const machine = machineWith({
      ...supply('AC', { type: 'Mains', online: '0' }),
      ...supply('hidpp_battery_0', { type: 'Battery', scope: 'Device', capacity: '55' }),
      ...supply('BAT0', {
        type: 'Battery',
        status: 'Discharging',
        technology: 'Li-poly',
        model_name: '5B10W51867',
        capacity: '73',
        capacity_level: 'Normal',
        voltage_min_design: '11550000',
        energy_full_design: '57020000',
        energy_full: '51300000',
        energy_now: '37450000',
        power_now: '7490000',
      }),
    })
    expect(await providerRows(batteryProvider(machine))).toEqual([
      {
        DeviceID: 'BAT0',
        Name: '5B10W51867',
        Caption: '5B10W51867',
        Description: 'Battery',
        CreationClassName: 'Win32_Battery',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: 'LOCALHOST',
        BatteryStatus: 1,
        Chemistry: 8,
        EstimatedChargeRemaining: 73,
        DesignVoltage: 11_550,
        DesignCapacity: 57_020,
        FullChargeCapacity: 51_300,
        EstimatedRunTime: 300,
        TimeToFullCharge: null,
      },
    ])
  })

  test.each([
    [
      { status: 'Charging', time_to_full_now: '5400' },
      { BatteryStatus: 6, TimeToFullCharge: 90, EstimatedRunTime: null },
    ],
    [{ status: 'Full' }, { BatteryStatus: 3 }],
    [{ status: 'Not charging' }, { BatteryStatus: 2 }],
    [{ status: 'Unknown' }, { BatteryStatus: null }],
    [{ status: 'Discharging', capacity_level: 'Critical' }, { BatteryStatus: 5 }],
    [
      { charge_full_design: '4000000', voltage_min_design: '7600000', charge_full: '3500000' },
      { DesignCapacity: 30_400, FullChargeCapacity: 26_600 },
    ],
    [
      { status: 'Discharging', charge_now: '2000000', current_now: '-1000000' },
      { EstimatedRunTime: 120, DesignCapacity: null },
    ],
    [
      { technology: 'LiFe', capacity: '300', energy_full: '999999999999999' },
      { Chemistry: 1, EstimatedChargeRemaining: null, FullChargeCapacity: null },
    ],
  ])('%j', async (values, expected) => {
    const machine = machineWith(supply('BAT1', { type: 'Battery', ...values }))
    expect(await providerRows(batteryProvider(machine))).toMatchObject([{ DeviceID: 'BAT1', ...expected }])
  })

  test.each(['server', 'container', 'arm'] as const)('a %s has none', async tree => {
    expect(await providerRows(batteryProvider(treeMachine(tree)))).toEqual([])
  })
})
