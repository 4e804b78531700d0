import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readBoard, readBoardText } from './linux/device-tree.js'
import { readDmi } from './linux/dmi.js'
import { readSmbios, structureTypes } from './linux/smbios.js'
import { wantsAny } from './wants.js'

/** Feature flags of the baseboard structure, by bit (DSP0134 7.3.1). */
const features = ['HostingBoard', 'RequiresDaughterBoard', 'Removable', 'Replaceable', 'HotSwappable'] as const
const featureFlags = 0x09

/**
 * Win32_BaseBoard: the board on which the system runs, from the SMBIOS table or the device tree. Its features and settings
 * stand in the raw table, which only an administrator may read.
 */
export function baseBoardProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_BaseBoard'], provider: { enumerate: query => rows(machine, query) } }
}

function rows(machine: Machine, query: ProviderQuery): ProviderRow[] {
  const vendor = readDmi(machine, 'board_vendor')
  const product = readDmi(machine, 'board_name')
  const board = vendor === null && product === null ? readBoard(machine) : null
  if (board && board.model === null) return []
  return [
    {
      Tag: 'Base Board',
      CreationClassName: 'Win32_BaseBoard',
      Name: 'Base Board',
      Caption: 'Base Board',
      Description: 'Base Board',
      Manufacturer: vendor ?? board?.manufacturer,
      Product: product ?? board?.model,
      Version: readDmi(machine, 'board_version'),
      SerialNumber: readDmi(machine, 'board_serial') ?? (board && readBoardText(machine, 'serial-number')),
      // It runs this program.
      PoweredOn: true,
      ...(wantsAny(query, ['ConfigOptions', ...features]) ? tableColumns(machine) : {}),
    },
  ]
}

function tableColumns(machine: Machine): ProviderRow {
  const structures = readSmbios(machine, structureTypes.baseboard, structureTypes.configuration)
  const options = structures.filter(({ type }) => type === structureTypes.configuration).flatMap(each => each.strings)
  const flags = structures.find(({ type }) => type === structureTypes.baseboard)?.byte(featureFlags) ?? null
  return {
    ConfigOptions: options.length > 0 ? options : null,
    ...(flags === null
      ? {}
      : Object.fromEntries(features.map((feature, bit) => [feature, ((flags >> bit) & 1) === 1]))),
  }
}
