// The files of a data folder: a header line, then records.
//   wmilink journal 1 89abcdef\n        kind, format version, seed of the checksums
//   00000123 4567cdef\n<payload>        length and checksum of the payload; each checksum goes on from the one before
// A journal's seed is the last checksum of the journal before it, so that a lost piece of history is noticed.
import { crc32 } from 'node:zlib'

/** The kinds of files. */
export type DataFileKind = 'journal' | 'snapshot'

/** The version that this program writes, and the newest that it reads. */
export const formatVersion = 1

export interface DataFileHeader {
  readonly kind: DataFileKind
  readonly version: number
  readonly seed: number
  /** Bytes of the header. */
  readonly size: number
}

const headerForm = /^wmilink (journal|snapshot) (\d{1,9})(?: ([0-9a-f]{8})\n)?/
const recordForm = /^([0-9a-f]{8}) ([0-9a-f]{8})\n$/
const recordHead = 18

export function headerBytes(kind: DataFileKind, seed: number): Buffer {
  return Buffer.from(`wmilink ${kind} ${formatVersion} ${hex(seed)}\n`)
}

/** Undefined for bytes that begin no such file. Of a newer version only kind and version are known. */
export function readHeader(bytes: Buffer): DataFileHeader | undefined {
  const match = headerForm.exec(bytes.toString('latin1', 0, 64))
  if (!match) return undefined
  const version = Number(match[2])
  if (match[3] === undefined && version <= formatVersion) return undefined
  const kind = match[1] === 'journal' ? 'journal' : 'snapshot'
  return { kind, version, seed: Number.parseInt(match[3] ?? '0', 16), size: match[0].length }
}

/** A record, and the checksum with which the next one goes on. */
export function recordBytes(payload: Buffer, chain: number): { bytes: Buffer; chain: number } {
  const next = crc32(payload, chain)
  return { bytes: Buffer.concat([Buffer.from(`${hex(payload.length)} ${hex(next)}\n`), payload]), chain: next }
}

/** The whole records after a header, in order, each with the checksum after it; ends before the first that is not whole. */
export function* readRecords(
  bytes: Buffer,
  header: DataFileHeader,
): Generator<{ payload: Buffer; end: number; chain: number }> {
  let { seed: chain, size: at } = header
  while (at < bytes.length) {
    const head = recordForm.exec(bytes.toString('latin1', at, at + recordHead))
    if (!head) return
    const from = at + recordHead
    const end = from + Number.parseInt(head[1] ?? '', 16)
    if (end > bytes.length) return
    const payload = bytes.subarray(from, end)
    chain = crc32(payload, chain)
    if (hex(chain) !== head[2]) return
    at = end
    yield { payload, end, chain }
  }
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
