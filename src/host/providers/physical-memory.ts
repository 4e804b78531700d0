import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { memoryFormFactor, memoryType } from './linux/memory-types.js'
import { readSmbios, type SmbiosStructure, structureTypes } from './linux/smbios.js'

const mebibyte = 1n << 20n

/**
 * Win32_PhysicalMemory: the memory modules that are installed, from the raw SMBIOS table, which only an administrator may
 * read: others see none. Tags count the sockets, also those without a module. Speeds are in megatransfers per second, as
 * firmware and Windows give them; voltages in millivolts.
 */
export function physicalMemoryProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_PhysicalMemory'], provider: { enumerate: () => rows(machine) } }
}

function rows(machine: Machine): ProviderRow[] {
  const structures = readSmbios(machine, structureTypes.memoryDevice, structureTypes.memoryDeviceAddress)
  const addresses = new Map<number | null, SmbiosStructure>()
  for (const each of structures) {
    // Address structure: the handle of its device.
    if (each.type === structureTypes.memoryDeviceAddress) addresses.set(each.word(0x0c), each)
  }
  return memoryModules(structures).map(({ device, tag }) => row(device, tag, addresses.get(device.handle)))
}

/** The modules among the structures of a table, with their keys. */
export function memoryModules(
  structures: readonly SmbiosStructure[],
): readonly { readonly device: SmbiosStructure; readonly tag: string }[] {
  return structures
    .filter(({ type }) => type === structureTypes.memoryDevice)
    .flatMap((device, index) => (isInstalled(device) ? [{ device, tag: `Physical Memory ${index}` }] : []))
}

/** DSP0134 7.18. */
function row(device: SmbiosStructure, tag: string, address: SmbiosStructure | undefined): ProviderRow {
  const type = device.byte(0x12)
  return {
    Tag: tag,
    CreationClassName: 'Win32_PhysicalMemory',
    Name: 'Physical Memory',
    Caption: 'Physical Memory',
    Description: 'Physical Memory',
    TotalWidth: unless(device.word(0x08), 0xffff),
    DataWidth: unless(device.word(0x0a), 0xffff),
    Capacity: capacity(device),
    FormFactor: memoryFormFactor(device.byte(0x0e)),
    DeviceLocator: device.text(0x10),
    BankLabel: device.text(0x11),
    MemoryType: memoryType(type),
    SMBIOSMemoryType: type,
    TypeDetail: device.word(0x13),
    Speed: speed(device, 0x15, 0x54),
    Manufacturer: device.text(0x17),
    SerialNumber: device.text(0x18),
    PartNumber: device.text(0x1a),
    Attributes: device.byte(0x1b),
    ConfiguredClockSpeed: speed(device, 0x20, 0x58),
    MinVoltage: unless(device.word(0x22), 0),
    MaxVoltage: unless(device.word(0x24), 0),
    ConfiguredVoltage: unless(device.word(0x26), 0),
    // DSP0134 7.21
    PositionInRow: unless(address?.byte(0x10) ?? null, 0xff),
    InterleavePosition: unless(address?.byte(0x11) ?? null, 0xff),
    InterleaveDataDepth: unless(address?.byte(0x12) ?? null, 0xff),
  }
}

function isInstalled(device: SmbiosStructure): boolean {
  return (device.word(0x0c) ?? 0) !== 0
}

/** Bytes. Sizes from 32 GiB on have a field of their own; the upper bit of the short one makes kilobytes of megabytes. */
function capacity(device: SmbiosStructure): bigint | null {
  const size = device.word(0x0c)
  if (size === null || size === 0xffff) return null
  if (size === 0x7fff) {
    const megabytes = (device.dword(0x1c) ?? 0) & 0x7fff_ffff
    return megabytes === 0 ? null : BigInt(megabytes) * mebibyte
  }
  return size & 0x8000 ? BigInt(size & 0x7fff) * 1024n : BigInt(size) * mebibyte
}

/** Speeds that need more than 16 bits stand in a later field. */
function speed(device: SmbiosStructure, offset: number, extended: number): number | null {
  const value = device.word(offset)
  return value === 0xffff ? unless(device.dword(extended), 0) : unless(value, 0)
}

function unless(value: number | null, unknown: number): number | null {
  return value === unknown ? null : value
}
