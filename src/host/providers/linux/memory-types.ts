// The numbers of SMBIOS for the kind of a memory module, and those of CIM, which stopped growing earlier.

/** CIM_Chip.FormFactor by the form factor of SMBIOS (DSP0134 7.18.1). An FB-DIMM is a DIMM. */
const formFactors: ReadonlyMap<number, number> = new Map([
  [0x02, 0], // unknown
  [0x03, 7], // SIMM
  [0x04, 2], // SIP
  [0x06, 3], // DIP
  [0x07, 4], // ZIP
  [0x08, 6], // proprietary card
  [0x09, 8], // DIMM
  [0x0a, 9], // TSOP
  [0x0c, 11], // RIMM
  [0x0d, 12], // SODIMM
  [0x0e, 13], // SRIMM
  [0x0f, 8], // FB-DIMM
])

/** CIM_PhysicalMemory.MemoryType by the type of SMBIOS (DSP0134 7.18.2). */
const types: ReadonlyMap<number, number> = new Map([
  [0x01, 1], // other
  [0x03, 2], // DRAM
  [0x04, 6], // EDRAM
  [0x05, 7], // VRAM
  [0x06, 8], // SRAM
  [0x07, 9], // RAM
  [0x08, 10], // ROM
  [0x09, 11], // flash
  [0x0a, 12], // EEPROM
  [0x0b, 13], // FEPROM
  [0x0c, 14], // EPROM
  [0x0d, 15], // CDRAM
  [0x0e, 16], // 3DRAM
  [0x0f, 17], // SDRAM
  [0x10, 18], // SGRAM
  [0x11, 19], // RDRAM
  [0x12, 20], // DDR
  [0x13, 21], // DDR2
  [0x14, 22], // DDR2 FB-DIMM
  [0x18, 24], // DDR3
  [0x19, 25], // FBD2
  [0x1a, 26], // DDR4
])

/** A form without a number of its own is "other". */
export function memoryFormFactor(smbios: number | null): number | null {
  return smbios === null ? null : (formFactors.get(smbios) ?? 1)
}

/** A type without a number of its own is "unknown", as on Windows: SMBIOSMemoryType tells it. */
export function memoryType(smbios: number | null): number | null {
  return smbios === null ? null : (types.get(smbios) ?? 0)
}
