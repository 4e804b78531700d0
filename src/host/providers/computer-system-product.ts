import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readBoard, readBoardText } from './linux/device-tree.js'
import { readDmi } from './linux/dmi.js'

/**
 * Win32_ComputerSystemProduct: the machine as its maker sold it, from the SMBIOS table or the device tree. The serial number
 * and the UUID of the SMBIOS table are for administrators. As a key may not be null, an unknown serial number or version is
 * an empty text.
 */
export function computerSystemProductProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_ComputerSystemProduct'], provider: { enumerate: () => rows(machine) } }
}

function rows(machine: Machine): ProviderRow[] {
  const board = readBoard(machine)
  const name = readDmi(machine, 'product_name') ?? board.model
  if (name === null) return []
  return [
    {
      Name: name,
      IdentifyingNumber: readDmi(machine, 'product_serial') ?? readBoardText(machine, 'serial-number') ?? '',
      Version: readDmi(machine, 'product_version') ?? '',
      Vendor: readDmi(machine, 'sys_vendor') ?? board.manufacturer,
      SKUNumber: readDmi(machine, 'product_sku'),
      UUID: readDmi(machine, 'product_uuid')?.toUpperCase(),
      Caption: 'Computer System Product',
      Description: 'Computer System Product',
    },
  ]
}
