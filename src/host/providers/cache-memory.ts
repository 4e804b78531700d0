import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readCaches } from './linux/cpu-caches.js'
import { readSmbios, type SmbiosStructure, structureTypes } from './linux/smbios.js'

/** CacheMemory.WritePolicy by the operational mode of SMBIOS: write through, write back, varies with address, unknown. */
const writePolicies = [4, 3, 5, 2] as const

/** CIM_CacheMemory.CacheType by the kernel's words. */
const cacheTypes: Readonly<Record<string, number>> = { Instruction: 3, Data: 4, Unified: 5 }

/** CIM_CacheMemory.Associativity, whose numbers are those of SMBIOS (DSP0134 7.8.5), by ways. Zero ways are all of them. */
const associativities: Readonly<Record<number, number>> = {
  0: 6,
  1: 3,
  2: 4,
  4: 5,
  8: 7,
  12: 9,
  16: 8,
  20: 14,
  24: 10,
  32: 11,
  48: 12,
  64: 13,
}

/** CIM_StorageExtent counts blocks: a kilobyte, the unit of sizes here. */
const blockSize = 1024n

/**
 * Win32_CacheMemory: the caches of the processors from the raw SMBIOS table, which only an administrator may read and which
 * adds up the caches of a socket; else each cache that the kernel knows.
 */
export function cacheMemoryProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_CacheMemory'], provider: { enumerate: () => rows(machine) } }
}

function rows(machine: Machine): ProviderRow[] {
  const structures = readSmbios(machine, structureTypes.cache)
  const columns =
    structures.length > 0
      ? structures.map(fromTable)
      : readCaches(machine).map(({ level, type, size, lineSize, ways }) => ({
          Level: cimLevel(level),
          CacheType: cacheTypes[type ?? ''],
          Associativity: associativities[ways ?? -1],
          LineSize: lineSize,
          ...sizes(size),
        }))
  return columns.map((each, index) => ({
    DeviceID: `Cache Memory ${index}`,
    CreationClassName: 'Win32_CacheMemory',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: machine.hostName,
    Name: 'Cache Memory',
    Caption: 'Cache Memory',
    Description: 'Cache Memory',
    ...each,
  }))
}

/** DSP0134 7.8. */
function fromTable(cache: SmbiosStructure): ProviderRow {
  const configuration = cache.word(0x05) ?? 0
  const enabled = (configuration & 0x80) !== 0
  return {
    Purpose: cache.text(0x04),
    Level: cimLevel((configuration & 7) + 1),
    Location: (configuration >> 5) & 3,
    // Running, or off line; enabled, or disabled.
    Availability: enabled ? 3 : 8,
    StatusInfo: enabled ? 3 : 4,
    WritePolicy: writePolicies[(configuration >> 8) & 3],
    MaxCacheSize: kilobytes(cache, 0x07, 0x13),
    ...sizes(kilobytes(cache, 0x09, 0x17)),
    SupportedSRAM: bits(cache.word(0x0b)),
    CurrentSRAM: bits(cache.word(0x0d)),
    CacheSpeed: cache.byte(0x0f) || null,
    ErrorCorrectType: cache.byte(0x10),
    CacheType: cache.byte(0x11),
    Associativity: cache.byte(0x12),
  }
}

function sizes(kilobytes: number | null): ProviderRow {
  return { InstalledSize: kilobytes, NumberOfBlocks: kilobytes, BlockSize: kilobytes === null ? null : blockSize }
}

/** CIM_CacheMemory.Level: primary is 3; there is no number for a fourth level. */
function cimLevel(level: number): number {
  return level <= 3 ? level + 2 : 1
}

/** The upper bit changes the unit to 64 KB. Caches that need more bits have a later field. */
function kilobytes(cache: SmbiosStructure, offset: number, extended: number): number | null {
  const value = cache.word(offset)
  if (value === null) return null
  if (value !== 0xffff) return value & 0x8000 ? (value & 0x7fff) * 64 : value
  const wide = cache.dword(extended)
  if (wide === null) return 0x7fff * 64
  const size = wide >= 0x8000_0000 ? (wide - 0x8000_0000) * 64 : wide
  return size <= 0xffff_ffff ? size : null
}

/** The kinds of SRAM are the numbers of the bits (DSP0134 7.8.2). */
function bits(field: number | null): number[] | null {
  if (field === null) return null
  return [0, 1, 2, 3, 4, 5, 6].filter(bit => (field >> bit) & 1)
}
