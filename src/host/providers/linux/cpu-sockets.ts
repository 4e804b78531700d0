// What only the SMBIOS table knows of a processor: DSP0134 7.5.
import type { Machine } from '../../machine.js'
import type { ProviderRow } from '../../provider.js'
import { readSmbios, type SmbiosStructure, structureTypes } from './smbios.js'

const centralProcessor = 3
/** The families that need more than a byte stand in a later field. */
const longFamily = 0xfe

/** The columns that {@link readCpuSockets} fills, as far as the structures have them. */
export const socketProperties = [
  'SocketDesignation',
  'Family',
  'ProcessorId',
  'CurrentVoltage',
  'VoltageCaps',
  'ExtClock',
  'UpgradeMethod',
  'SerialNumber',
  'AssetTag',
  'PartNumber',
  'NumberOfEnabledCore',
  'Characteristics',
] as const

/**
 * The sockets that hold a central processor, in the order of the table; none where it may not be read.
 * @param count how many sockets the kernel knows: a table with another number cannot be matched, and tells nothing
 */
export function readCpuSockets(machine: Machine, count: number): readonly ProviderRow[] {
  const sockets = readSmbios(machine, structureTypes.processor).filter(isPopulated)
  return sockets.length === count ? sockets.map(columns) : []
}

function isPopulated(processor: SmbiosStructure): boolean {
  return processor.byte(0x05) === centralProcessor && ((processor.byte(0x18) ?? 0) & 0x40) !== 0
}

function columns(processor: SmbiosStructure): ProviderRow {
  const family = processor.byte(0x06)
  return {
    SocketDesignation: processor.text(0x04),
    Family: family === longFamily ? processor.word(0x28) : family,
    ProcessorId: processorId(processor.qword(0x08)),
    ...voltage(processor.byte(0x11)),
    ExtClock: processor.word(0x12) || null,
    UpgradeMethod: processor.byte(0x19),
    SerialNumber: processor.text(0x20),
    AssetTag: processor.text(0x21),
    PartNumber: processor.text(0x22),
    NumberOfEnabledCore: enabledCores(processor),
    Characteristics: processor.word(0x26),
  }
}

/** The registers of CPUID as Windows writes them: EDX, then EAX. */
function processorId(registers: bigint | null): string | null {
  return registers ? registers.toString(16).toUpperCase().padStart(16, '0') : null
}

/** The present voltage in tenths of a volt, or the bits of those that the socket can give. */
function voltage(field: number | null): ProviderRow {
  if (field === null || field === 0) return {}
  return field & 0x80 ? { CurrentVoltage: field & 0x7f } : { VoltageCaps: field & 7 }
}

function enabledCores(processor: SmbiosStructure): number | null {
  const cores = processor.byte(0x24)
  return (cores === 0xff ? processor.word(0x2c) : cores) || null
}
