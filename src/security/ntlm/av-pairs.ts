import { securityText } from '../../base/texts/security.js'
import { malformed } from '../failures.js'

/** The attributes of target information ([MS-NLMP] 2.2.2.1). */
export const avId = {
  MsvAvEOL: 0,
  MsvAvNbComputerName: 1,
  MsvAvNbDomainName: 2,
  MsvAvDnsComputerName: 3,
  MsvAvDnsDomainName: 4,
  MsvAvFlags: 6,
  MsvAvTimestamp: 7,
  MsvAvTargetName: 9,
  MsvAvChannelBindings: 10,
} as const

/** Bit of MsvAvFlags: the AUTHENTICATE message has a MIC. */
export const avFlagMic = 0x2

/** Target information: attribute to value, in the order of the message. Of an attribute given twice the first counts. */
export type AvPairs = Map<number, Uint8Array>

/** @throws SecurityError `malformed` when an attribute goes beyond the end or the end mark is missing */
export function readAvPairs(bytes: Uint8Array): AvPairs {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const pairs: AvPairs = new Map()
  for (let at = 0; at + 4 <= view.length; ) {
    const id = view.readUInt16LE(at)
    const end = at + 4 + view.readUInt16LE(at + 2)
    if (id === avId.MsvAvEOL) return pairs
    if (end > view.length) break
    if (!pairs.has(id)) pairs.set(id, view.subarray(at + 4, end))
    at = end
  }
  throw malformed(securityText('ntlmForm', { what: 'AV_PAIR' }))
}

/** The bytes of target information, with its end mark. @throws SecurityError `malformed` for a value above 65,535 bytes */
export function writeAvPairs(pairs: AvPairs): Buffer {
  const pieces: Uint8Array[] = []
  for (const [id, value] of pairs) {
    if (value.length > 0xffff) throw malformed(securityText('ntlmForm', { what: 'AV_PAIR' }))
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(value.length, 2)
    pieces.push(head, value)
  }
  return Buffer.concat([...pieces, Buffer.alloc(4)])
}

/** A name among the attributes; undefined when it is absent or empty. */
export function avText(pairs: AvPairs, id: number): string | undefined {
  const value = pairs.get(id)
  return value?.length ? Buffer.from(value).toString('utf16le') : undefined
}

/** The timestamp, a FILETIME of 8 bytes; undefined when it is absent. @throws SecurityError `malformed` for another length */
export function avTimestamp(pairs: AvPairs): Uint8Array | undefined {
  const value = pairs.get(avId.MsvAvTimestamp)
  if (value && value.length !== 8) throw malformed(securityText('ntlmForm', { what: 'MsvAvTimestamp' }))
  return value
}

/** The flags; 0 when they are absent. @throws SecurityError `malformed` for another length than 4 */
export function avFlags(pairs: AvPairs): number {
  const value = pairs.get(avId.MsvAvFlags)
  if (!value) return 0
  if (value.length !== 4) throw malformed(securityText('ntlmForm', { what: 'MsvAvFlags' }))
  return Buffer.from(value).readUInt32LE(0)
}

/** A number of 4 bytes, as MsvAvFlags wants it. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0, 0)
  return bytes
}

/** A moment as a FILETIME of 8 bytes: units of 100 ns since 1601. @param milliseconds since 1970 */
export function fileTime(milliseconds: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE((BigInt(Math.trunc(milliseconds)) + 11_644_473_600_000n) * 10_000n, 0)
  return bytes
}
