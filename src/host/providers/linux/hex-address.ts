// Addresses as the kernel's tables write them.
import { endianness } from 'node:os'
import type { Machine } from '../../machine.js'

export type ByteOrder = 'LE' | 'BE'

/** The order of a machine's numbers; trees come from little-endian machines. */
export function byteOrder(machine: Machine): ByteOrder {
  return machine.isReal ? endianness() : 'LE'
}

/** Eight digits, a number in the processor's byte order. Null for anything else. */
export function address4(hex: string, order: ByteOrder): string | null {
  if (!/^[0-9A-F]{8}$/i.test(hex)) return null
  const bytes = [...Buffer.from(hex, 'hex')]
  return (order === 'LE' ? bytes.reverse() : bytes).join('.')
}

/** 32 digits in the order of the address, as routes and interfaces have them; in the form of RFC 5952. Null for anything else. */
export function address6(hex: string): string | null {
  if (!/^[0-9A-F]{32}$/i.test(hex)) return null
  const groups = (hex.match(/.{4}/g) ?? []).join(':')
  return new URL(`http://[${groups}]`).hostname.slice(1, -1)
}

/** The address of a socket: an IPv6 address is four numbers in the processor's byte order. */
export function socketAddress(hex: string, order: ByteOrder): string | null {
  if (hex.length === 8) return address4(hex, order)
  if (!/^[0-9A-F]{32}$/i.test(hex)) return null
  const bytes = Buffer.from(hex, 'hex')
  return address6((order === 'LE' ? bytes.swap32() : bytes).toString('hex'))
}

/** How many bits of a mask are set from the left; null when others are set too. */
export function prefixLength(mask: string): number | null {
  const bits = mask.split('.').map(each => Number(each).toString(2).padStart(8, '0'))
  const match = /^(1*)0*$/.exec(bits.join(''))
  return match?.[1] === undefined ? null : match[1].length
}
