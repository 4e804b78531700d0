import { describe, expect, test } from 'vitest'
import { baseBoardProvider } from '../../../src/host/providers/base-board.js'
import { computerSystemProductProvider } from '../../../src/host/providers/computer-system-product.js'
import { systemEnclosureProvider } from '../../../src/host/providers/system-enclosure.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { smbiosTable } from '../smbios-table.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const dmi = 'sys/class/dmi/id'

describe('Win32_ComputerSystemProduct', () => {
  test('of a server comes from its SMBIOS table', async () => {
    expect(await providerRows(computerSystemProductProvider(treeMachine('server')))).toEqual([
      {
        Name: 'PowerEdge R620',
        IdentifyingNumber: '7XK2M02',
        Version: '',
        Vendor: 'Dell Inc.',
        SKUNumber: 'SKU=NotProvided;ModelName=PowerEdge R620',
        UUID: '4C4C4544-0058-4B10-8032-B7C04F4D3032',
        Caption: 'Computer System Product',
        Description: 'Computer System Product',
      },
    ])
  })

  test('of a board comes from its device tree', async () => {
    expect(await providerRows(computerSystemProductProvider(treeMachine('arm')))).toMatchObject([
      {
        Name: 'Raspberry Pi 5 Model B Rev 1.0',
        IdentifyingNumber: '0000000000000000',
        Vendor: 'raspberrypi',
        UUID: undefined,
      },
    ])
  })

  test('what only an administrator may read is empty in a key and null elsewhere', async () => {
    const machine = machineWith({ [`${dmi}/product_name`]: 'Standard PC\n', [`${dmi}/product_version`]: 'pc-i440fx\n' })
    expect(await providerRows(computerSystemProductProvider(machine))).toMatchObject([
      { Name: 'Standard PC', IdentifyingNumber: '', Version: 'pc-i440fx', Vendor: null, UUID: undefined },
    ])
  })
})

describe('Win32_BaseBoard', () => {
  test('of a server has the features and settings of the raw table', async () => {
    expect(await providerRows(baseBoardProvider(treeMachine('server')))).toEqual([
      {
        Tag: 'Base Board',
        CreationClassName: 'Win32_BaseBoard',
        Name: 'Base Board',
        Caption: 'Base Board',
        Description: 'Base Board',
        Manufacturer: 'Dell Inc.',
        Product: '0KCKR5',
        Version: 'A02',
        SerialNumber: '..CN7016325E00D1.',
        PoweredOn: true,
        ConfigOptions: ['NVRAM_CLR: Clear settings', 'PWRD_EN: Password'],
        HostingBoard: true,
        RequiresDaughterBoard: false,
        Removable: false,
        Replaceable: true,
        HotSwappable: false,
      },
    ])
  })

  test('of a board is the board', async () => {
    expect(await providerRows(baseBoardProvider(treeMachine('arm')))).toMatchObject([
      { Manufacturer: 'raspberrypi', Product: 'Raspberry Pi 5 Model B Rev 1.0', SerialNumber: '0000000000000000' },
    ])
  })

  test('without the raw table tells no features', async () => {
    const [row] = await providerRows(baseBoardProvider(machineWith({ [`${dmi}/board_name`]: 'X10\n' })))
    expect([row?.Product, row?.HostingBoard, row?.ConfigOptions, row?.SerialNumber]).toEqual([
      'X10',
      undefined,
      null,
      null,
    ])
  })
})

describe('Win32_SystemEnclosure', () => {
  test('of a server has the lock and the height of the raw table', async () => {
    expect(await providerRows(systemEnclosureProvider(treeMachine('server')))).toEqual([
      {
        Tag: 'System Enclosure 0',
        CreationClassName: 'Win32_SystemEnclosure',
        Name: 'System Enclosure',
        Caption: 'System Enclosure',
        Description: 'System Enclosure',
        ChassisTypes: [23],
        Manufacturer: 'Dell Inc.',
        Version: null,
        SerialNumber: '7XK2M02',
        SMBIOSAssetTag: null,
        LockPresent: true,
        SecurityStatus: 2,
        Height: 1.75,
        NumberOfPowerCords: 2,
        SKU: null,
      },
    ])
  })

  test('its SKU stands after the elements it contains', async () => {
    const table = smbiosTable([
      {
        type: 3,
        handle: 1,
        length: 0x15 + 2 * 3 + 1,
        fields: [
          [0x05, 1, 0x0a],
          [0x13, 1, 2],
          [0x14, 1, 3],
          [0x15 + 2 * 3, 1, 1],
        ],
        strings: ['LENOVO_MT_20XW'],
      },
    ])
    const machine = machineWith({ [`${dmi}/chassis_type`]: '10\n', 'sys/firmware/dmi/tables/DMI': table })
    expect(await providerRows(systemEnclosureProvider(machine))).toMatchObject([
      { ChassisTypes: [10], LockPresent: false, Height: null, NumberOfPowerCords: null, SKU: 'LENOVO_MT_20XW' },
    ])
  })

  test('of a laptop with a device tree is a laptop', async () => {
    const machine = machineWith({ 'proc/device-tree/chassis-type': 'laptop\0' })
    expect(await providerRows(systemEnclosureProvider(machine))).toMatchObject([
      { ChassisTypes: [9], Manufacturer: null },
    ])
  })

  test.each(['container', 'arm'] as const)('a %s tells of none', async tree => {
    expect(await providerRows(systemEnclosureProvider(treeMachine(tree)))).toEqual([])
  })
})

test.each([
  ['Win32_ComputerSystemProduct', computerSystemProductProvider],
  ['Win32_BaseBoard', baseBoardProvider],
] as const)('%s of a container is nowhere', async (_, provider) => {
  expect(await providerRows(provider(treeMachine('container')))).toEqual([])
})

test('the raw table is read only for columns that need it', async () => {
  const read: string[] = []
  const server = treeMachine('server')
  const machine = Object.create(server, {
    path: {
      value: (file: string) => {
        read.push(file)
        return server.path(file)
      },
    },
  })
  await providerRows(baseBoardProvider(machine), { wants: ['Product'] })
  await providerRows(systemEnclosureProvider(machine), { wants: ['ChassisTypes'] })
  expect(read.filter(file => file.includes('firmware'))).toEqual([])
  await providerRows(baseBoardProvider(machine), { wants: ['HostingBoard'] })
  expect(read).toContain('/sys/firmware/dmi/tables/DMI')
})

test.each(['3.1323', '0', '-1', '1e3', 'desktop', '999'])('a chassis type of %j is none', async text => {
  const machine = machineWith({ [`${dmi}/chassis_vendor`]: 'Dell Inc.\n', [`${dmi}/chassis_type`]: `${text}\n` })
  const [row] = await providerRows(systemEnclosureProvider(machine))
  expect(row?.ChassisTypes ?? null).toBeNull()
})
