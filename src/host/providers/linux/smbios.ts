// The SMBIOS table (DSP0134) as firmware wrote it: /sys/firmware/dmi/tables, which only an administrator may read.
//   structure = type (1) length (1) handle (2) … up to length, then strings, each ended by NUL, and one more NUL
import type { Machine } from '../../machine.js'
import { FileReader } from './file-reader.js'

/** The types of structures (DSP0134 section 7) that the classes of WMI tell of. */
export const structureTypes = {
  bios: 0,
  enclosure: 3,
  baseboard: 2,
  processor: 4,
  cache: 7,
  configuration: 12,
  language: 13,
  memoryArray: 16,
  memoryDevice: 17,
  memoryDeviceAddress: 20,
  end: 127,
} as const

/** The shortest structure: a header and the two NULs of a string set without strings. */
const headerLength = 4

/** One structure. Fields are named by their offsets, as in the tables of the specification. */
export class SmbiosStructure {
  readonly type: number
  readonly handle: number
  readonly #fields: Buffer
  readonly #strings: readonly string[]

  constructor(fields: Buffer, strings: readonly string[]) {
    this.type = fields.readUInt8(0)
    this.handle = fields.readUInt16LE(2)
    this.#fields = fields
    this.#strings = strings
  }

  /** Null for a field that structures of this version do not have yet. */
  byte(offset: number): number | null {
    return offset + 1 <= this.#fields.length ? this.#fields.readUInt8(offset) : null
  }

  word(offset: number): number | null {
    return offset + 2 <= this.#fields.length ? this.#fields.readUInt16LE(offset) : null
  }

  dword(offset: number): number | null {
    return offset + 4 <= this.#fields.length ? this.#fields.readUInt32LE(offset) : null
  }

  qword(offset: number): bigint | null {
    return offset + 8 <= this.#fields.length ? this.#fields.readBigUInt64LE(offset) : null
  }

  /** The string whose number stands at the offset, without blanks around it; null when there is none. */
  text(offset: number): string | null {
    return this.string(this.byte(offset) ?? 0)
  }

  /** The string with this number, from 1. */
  string(number: number): string | null {
    return this.#strings[number - 1]?.trim() || null
  }

  get strings(): readonly string[] {
    return this.#strings
  }
}

/** The structures of a table, up to the one that ends it or the first that does not fit into the bytes. */
export function decodeSmbios(table: Buffer): readonly SmbiosStructure[] {
  const structures: SmbiosStructure[] = []
  let at = 0
  while (at + headerLength <= table.length) {
    const length = table.readUInt8(at + 1)
    const end = at + length
    if (length < headerLength || end > table.length) break
    const set = readStrings(table, end)
    if (!set) break
    const structure = new SmbiosStructure(table.subarray(at, end), set.strings)
    if (structure.type === structureTypes.end) break
    structures.push(structure)
    at = set.end
  }
  return structures
}

/** The strings from an offset on, and where the next structure begins; null when they have no end. */
function readStrings(table: Buffer, start: number): { strings: string[]; end: number } | null {
  const strings: string[] = []
  let at = start
  for (;;) {
    const end = table.indexOf(0, at)
    if (end < 0) return null
    if (end === at) break
    strings.push(table.toString('latin1', at, end))
    at = end + 1
  }
  // A set without strings is two NULs.
  return { strings, end: strings.length > 0 ? at + 1 : Math.min(start + 2, table.length) }
}

/** The structures of the machine by type; none where the table is missing or may not be read. */
export function readSmbios(machine: Machine, ...types: readonly number[]): readonly SmbiosStructure[] {
  const reader = new FileReader()
  const length = reader.read(machine.path('/sys/firmware/dmi/tables/DMI'))
  if (length <= 0) return []
  return decodeSmbios(reader.bytes.subarray(0, length)).filter(({ type }) => types.includes(type))
}

/** The version of the specification that the table follows; null where the entry point is missing or may not be read. */
export function readSmbiosVersion(machine: Machine): { readonly major: number; readonly minor: number } | null {
  const reader = new FileReader()
  const length = reader.read(machine.path('/sys/firmware/dmi/tables/smbios_entry_point'))
  return length < 0 ? null : entryPointVersion(reader.bytes.subarray(0, length))
}

/** DSP0134 section 5.2: `_SM_` of 32-bit tables, `_SM3_` of 64-bit ones. */
export function entryPointVersion(bytes: Buffer): { readonly major: number; readonly minor: number } | null {
  const anchor = bytes.toString('latin1', 0, 5)
  const at = anchor === '_SM3_' ? 7 : anchor.startsWith('_SM_') ? 6 : null
  return at !== null && at + 2 <= bytes.length ? { major: bytes.readUInt8(at), minor: bytes.readUInt8(at + 1) } : null
}
