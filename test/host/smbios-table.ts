/** A field of a structure: its offset, how many bytes it has, and its value. */
type Field = readonly [offset: number, size: 1 | 2 | 4 | 8, value: number | bigint]

/** A structure of an SMBIOS table as firmware writes it; strings are numbered from 1 (DSP0134 6.1). */
export interface Structure {
  readonly type: number
  readonly handle: number
  /** With the header of four bytes. */
  readonly length: number
  readonly fields?: readonly Field[]
  readonly strings?: readonly string[]
}

export function smbiosTable(structures: readonly Structure[]): Buffer {
  return Buffer.concat(structures.map(encode))
}

function encode({ type, handle, length, fields = [], strings = [] }: Structure): Buffer {
  const formatted = Buffer.alloc(length)
  formatted.writeUInt8(type, 0)
  formatted.writeUInt8(length, 1)
  formatted.writeUInt16LE(handle, 2)
  for (const [offset, size, value] of fields) {
    if (size === 8) formatted.writeBigUInt64LE(BigInt(value), offset)
    else formatted.writeUIntLE(Number(value), offset, size)
  }
  const texts = strings.length > 0 ? `${strings.join('\0')}\0\0` : '\0\0'
  return Buffer.concat([formatted, Buffer.from(texts, 'latin1')])
}

/** The entry point of a table by DSP0134 3.x, as `/sys/firmware/dmi/tables/smbios_entry_point` has it. */
export function entryPoint64(major: number, minor: number, tableLength: number): Buffer {
  const bytes = Buffer.alloc(24)
  bytes.write('_SM3_', 'latin1')
  bytes.writeUInt8(24, 6)
  bytes.writeUInt8(major, 7)
  bytes.writeUInt8(minor, 8)
  bytes.writeUInt8(1, 10)
  bytes.writeUInt32LE(tableLength, 12)
  bytes.writeUInt8(256 - (bytes.reduce((sum, byte) => sum + byte, 0) % 256), 5)
  return bytes
}

const module = (handle: number, slot: string, serial: string): Structure => ({
  type: 17,
  handle,
  length: 0x28,
  fields: [
    [0x04, 2, 0x1000],
    [0x06, 2, 0xfffe],
    [0x08, 2, 72],
    [0x0a, 2, 64],
    [0x0c, 2, 8192],
    [0x0e, 1, 0x09],
    [0x0f, 1, 1],
    [0x10, 1, 1],
    [0x12, 1, 0x18],
    [0x13, 2, 0x0080],
    [0x15, 2, 1600],
    [0x17, 1, 2],
    [0x18, 1, 3],
    [0x19, 1, 4],
    [0x1a, 1, 5],
    [0x1b, 1, 2],
    [0x20, 2, 1333],
    [0x22, 2, 1350],
    [0x24, 2, 1500],
    [0x26, 2, 1350],
  ],
  strings: [slot, 'Samsung', serial, '01131762', 'M393B1K70DH0-YK0  '],
})

const emptySocket = (handle: number, slot: string): Structure => ({
  type: 17,
  handle,
  length: 0x28,
  fields: [
    [0x04, 2, 0x1000],
    [0x08, 2, 72],
    [0x0a, 2, 64],
    [0x0e, 1, 0x09],
    [0x10, 1, 1],
    [0x12, 1, 0x18],
  ],
  strings: [slot],
})

const processor = (handle: number, socket: string): Structure => ({
  type: 4,
  handle,
  length: 0x30,
  fields: [
    [0x04, 1, 1],
    [0x05, 1, 3],
    [0x06, 1, 0xb3],
    [0x07, 1, 2],
    [0x08, 8, 0xbfebfbff000206d7n],
    [0x10, 1, 3],
    [0x11, 1, 0x8c],
    [0x12, 2, 100],
    [0x14, 2, 3600],
    [0x16, 2, 3000],
    [0x18, 1, 0x41],
    [0x19, 1, 0x20],
    [0x23, 1, 2],
    [0x24, 1, 2],
    [0x25, 1, 4],
    [0x26, 2, 0x00fc],
    [0x28, 2, 0xb3],
  ],
  strings: [socket, 'Intel', 'Intel(R) Xeon(R) CPU E5-2637 0 @ 3.00GHz'],
})

const cache = (handle: number, level: number, size: number, type: number, ways: number): Structure => ({
  type: 7,
  handle,
  length: 0x13,
  fields: [
    [0x05, 2, 0x0180 | (level - 1)],
    [0x07, 2, size],
    [0x09, 2, size],
    [0x0b, 2, 0x0002],
    [0x0d, 2, 0x0002],
    [0x10, 1, level === 1 ? 4 : 5],
    [0x11, 1, type],
    [0x12, 1, ways],
  ],
})

/** The table of the machine in `trees/server`: two processors, and four sockets for memory of which two are filled. */
export const serverTable = smbiosTable([
  {
    type: 0,
    handle: 0,
    length: 0x18,
    fields: [
      [0x04, 1, 1],
      [0x05, 1, 2],
      [0x06, 2, 0xf000],
      [0x08, 1, 3],
      [0x09, 1, 0xff],
      // PCI, plug and play, flash, shadowing, boot from CD, selectable boot, EDD, and others
      [0x0a, 8, 0x4bf99890n],
      [0x12, 1, 0x03],
      [0x13, 1, 0x07],
      [0x14, 1, 2],
      [0x15, 1, 9],
      [0x16, 1, 0xff],
      [0x17, 1, 0xff],
    ],
    strings: ['Dell Inc.', '2.9.0', '09/24/2019'],
  },
  {
    type: 2,
    handle: 0x200,
    length: 0x0f,
    fields: [
      [0x04, 1, 1],
      [0x05, 1, 2],
      [0x06, 1, 3],
      [0x07, 1, 4],
      [0x09, 1, 0x09],
      [0x0b, 2, 0x300],
      [0x0d, 1, 0x0a],
    ],
    strings: ['Dell Inc.', '0KCKR5', 'A02', '..CN7016325E00D1.'],
  },
  {
    type: 3,
    handle: 0x300,
    length: 0x16,
    fields: [
      [0x04, 1, 1],
      [0x05, 1, 0x97],
      [0x07, 1, 2],
      [0x09, 1, 3],
      [0x0a, 1, 3],
      [0x0b, 1, 3],
      [0x0c, 1, 2],
      [0x11, 1, 1],
      [0x12, 1, 2],
    ],
    strings: ['Dell Inc.', '7XK2M02'],
  },
  processor(0x400, 'CPU1'),
  processor(0x401, 'CPU2'),
  cache(0x700, 1, 128, 4, 7),
  cache(0x701, 2, 512, 5, 7),
  cache(0x702, 3, 0x8000 | 80, 5, 14),
  {
    type: 12,
    handle: 0xc00,
    length: 5,
    fields: [[0x04, 1, 2]],
    strings: ['NVRAM_CLR: Clear settings', 'PWRD_EN: Password'],
  },
  {
    type: 13,
    handle: 0xd00,
    length: 0x16,
    fields: [
      [0x04, 1, 2],
      [0x15, 1, 1],
    ],
    strings: ['en|US|iso8859-1', 'fr|FR|iso8859-1'],
  },
  {
    type: 16,
    handle: 0x1000,
    length: 0x17,
    fields: [
      [0x04, 1, 3],
      [0x05, 1, 3],
      [0x06, 1, 6],
      [0x07, 4, 805_306_368],
      [0x0b, 2, 0xfffe],
      [0x0d, 2, 4],
    ],
  },
  module(0x1100, 'DIMM_A1', '3658A1C4'),
  emptySocket(0x1101, 'DIMM_A2'),
  module(0x1102, 'DIMM_B1', '3658A1D9'),
  emptySocket(0x1103, 'DIMM_B2'),
  {
    type: 20,
    handle: 0x1400,
    length: 0x13,
    fields: [
      [0x0c, 2, 0x1100],
      [0x10, 1, 1],
      [0x11, 1, 1],
      [0x12, 1, 2],
    ],
  },
  { type: 127, handle: 0x7f00, length: 4 },
])

export const serverEntryPoint = entryPoint64(2, 7, serverTable.length)
