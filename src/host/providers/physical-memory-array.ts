import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readSmbios, type SmbiosStructure, structureTypes } from './linux/smbios.js'

/**
 * Win32_PhysicalMemoryArray: the groups of sockets for memory modules, from the raw SMBIOS table, which only an administrator
 * may read: others see none.
 */
export function physicalMemoryArrayProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_PhysicalMemoryArray'],
    provider: { enumerate: () => readSmbios(machine, structureTypes.memoryArray).map(row) },
  }
}

/** The key of the array at this place among the arrays of the table. */
export function memoryArrayTag(index: number): string {
  return `Physical Memory Array ${index}`
}

/** DSP0134 7.17. */
function row(array: SmbiosStructure, index: number): ProviderRow {
  const kilobytes = mostKilobytes(array)
  return {
    Tag: memoryArrayTag(index),
    CreationClassName: 'Win32_PhysicalMemoryArray',
    Name: 'Physical Memory Array',
    Caption: 'Physical Memory Array',
    Description: 'Physical Memory Array',
    Location: location(array.byte(0x04)),
    Use: array.byte(0x05),
    MemoryErrorCorrection: array.byte(0x06),
    MaxCapacity: kilobytes !== null && kilobytes <= 0xffff_ffffn ? kilobytes : null,
    MaxCapacityEx: kilobytes,
    MemoryDevices: array.word(0x0d),
  }
}

/** The classes of WMI count on where SMBIOS leaves a gap (cards of PC-98 machines). */
function location(smbios: number | null): number | null {
  return smbios !== null && smbios >= 0xa0 ? smbios - 0xa0 + 11 : smbios
}

/** From 2 TiB on the capacity stands in a field of its own, in bytes. */
function mostKilobytes(array: SmbiosStructure): bigint | null {
  const kilobytes = array.dword(0x07)
  if (kilobytes !== 0x8000_0000) return kilobytes === null ? null : BigInt(kilobytes)
  const bytes = array.qword(0x0f)
  return bytes === null ? null : bytes / 1024n
}
