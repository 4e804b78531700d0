import { describe, expect, test } from 'vitest'
import {
  encryptedType,
  HttpError,
  isEncryptedType,
  negotiateProtocol,
  readEncrypted,
  wrapEncrypted,
} from '../../src/http/index.js'

/** Turns every byte over; signs with 16 bytes of 0x53. */
const context = {
  signatureLength: 16,
  seal: (parts: readonly { bytes: Uint8Array }[]) => {
    for (const { bytes } of parts) for (let at = 0; at < bytes.length; at += 1) bytes[at] = ~(bytes[at] ?? 0)
    return Buffer.alloc(16, 0x53)
  },
}
const type = encryptedType(negotiateProtocol)

function parts(
  changes: Partial<Record<'first' | 'protocol' | 'original' | 'second' | 'octets' | 'end', string>> = {},
  data = 'sealed',
  signature = 16,
): Buffer {
  const {
    first = '--Encrypted Boundary\r\n',
    protocol = 'Content-Type: application/HTTP-SPNEGO-session-encrypted\r\n',
    original = `OriginalContent: type=application/soap+xml;charset=UTF-8;Length=${data.length}\r\n`,
    second = '--Encrypted Boundary\r\n',
    octets = 'Content-Type: application/octet-stream\r\n',
    end = '--Encrypted Boundary--\r\n',
  } = changes
  const length = Buffer.alloc(4)
  length.writeUInt32LE(signature)
  const text = (value: string) => Buffer.from(value, 'latin1')
  return Buffer.concat([
    text(first + protocol + original + second + octets),
    length,
    Buffer.alloc(16, 0x53),
    text(data),
    text(end),
  ])
}

test('a message is written as Windows writes it', () => {
  const clear = Buffer.from('<s:Envelope/>')
  const message = wrapEncrypted(negotiateProtocol, clear, context)
  expect(message.toString('latin1')).toBe(
    '--Encrypted Boundary\r\n' +
      'Content-Type: application/HTTP-SPNEGO-session-encrypted\r\n' +
      'OriginalContent: type=application/soap+xml;charset=UTF-8;Length=13\r\n' +
      '--Encrypted Boundary\r\n' +
      'Content-Type: application/octet-stream\r\n' +
      `\x10\0\0\0${'S'.repeat(16)}${Buffer.from(clear.map(byte => ~byte)).toString('latin1')}` +
      '--Encrypted Boundary--\r\n',
  )
  expect(clear.toString()).toBe('<s:Envelope/>')
  expect(type).toBe(
    'multipart/encrypted;protocol="application/HTTP-SPNEGO-session-encrypted";boundary="Encrypted Boundary"',
  )
  const read = readEncrypted(message, type)
  expect(read.protocol).toBe(negotiateProtocol)
  expect(read.originalType).toBe('application/soap+xml;charset=UTF-8')
  expect(read.length).toBe(13)
  expect(read.signature.toString()).toBe('S'.repeat(16))
  expect(Buffer.from(read.data.map(byte => ~byte)).toString()).toBe('<s:Envelope/>')
})

describe('other forms of the same message', () => {
  for (const [name, body, contentType = type] of [
    [
      'tabs before headers',
      parts({
        protocol: `\tContent-Type: ${negotiateProtocol}\r\n`,
        octets: '\tContent-Type: application/octet-stream\r\n',
      }),
    ],
    [
      'names in other cases',
      parts({ original: 'originalcontent:TYPE=application/soap+xml;CharSet=UTF-8;length=6\r\n' }),
    ],
    ['blanks', parts({ original: 'OriginalContent: type=application/soap+xml; charset=UTF-8; Length=6 \r\n' })],
    ['an empty line after the first headers', parts({ second: '\r\n--Encrypted Boundary\r\n' })],
    ['empty lines at the end', parts({ end: '--Encrypted Boundary--\r\n\r\n' })],
    ['no line end at the end', parts({ end: '--Encrypted Boundary--' })],
    [
      'the type in other cases',
      parts(),
      type.replace('multipart/encrypted', 'Multipart/Encrypted').replace('boundary', 'Boundary'),
    ],
    ['no protocol in the type', parts(), 'multipart/encrypted; boundary="Encrypted Boundary"'],
  ] as const)
    test(name, () => {
      const read = readEncrypted(body, contentType)
      expect(read.data.toString()).toBe('sealed')
      expect(read.originalType).toBe('application/soap+xml;charset=UTF-8')
    })
})

test('the data may hold the boundary', () => {
  const data = 'a--Encrypted Boundary--\r\nb--Encrypted Boundary\r\n'
  expect(readEncrypted(parts({}, data), type).data.toString()).toBe(data)
})

describe('what is no message of one part is refused', () => {
  const whole = parts()
  for (const [name, body, contentType = type] of [
    ['nothing', Buffer.alloc(0)],
    ['another boundary', parts({ first: '--Other\r\n' })],
    ['no boundary in the type', whole, 'multipart/encrypted'],
    ['another type', whole, 'application/soap+xml'],
    ['several pairs of parts', whole, 'multipart/x-multi-encrypted;boundary="Encrypted Boundary"'],
    ['a second pair of parts', Buffer.concat([parts({ end: '' }), whole])],
    ['a body behind the end', Buffer.concat([whole, Buffer.from('x')])],
    [
      'another protocol than announced',
      parts({ protocol: 'Content-Type: application/HTTP-Kerberos-session-encrypted\r\n' }),
    ],
    ['no length', parts({ original: 'OriginalContent: type=application/soap+xml\r\n' })],
    ['a length that is none', parts({ original: 'OriginalContent: type=a/b;Length=0x6\r\n' })],
    ['a length that is too long', parts({ original: 'OriginalContent: type=a/b;Length=7\r\n' })],
    ['a length that is too short', parts({ original: 'OriginalContent: type=a/b;Length=5\r\n' })],
    ['a huge length', parts({ original: 'OriginalContent: type=a/b;Length=9999999999\r\n' })],
    [
      'a header twice',
      parts({ original: 'OriginalContent: type=a/b;Length=6\r\nOriginalContent: type=a/b;Length=6\r\n' }),
    ],
    ['a line without colon', parts({ original: 'OriginalContent\r\n' })],
    ['an endless header', parts({ original: `X: ${'y'.repeat(100_000)}\r\n` })],
    ['many headers', parts({ original: Array.from({ length: 50 }, (_, at) => `X${at}: y\r\n`).join('') })],
    ['another second type', parts({ octets: 'Content-Type: text/plain\r\n' })],
    ['no signature', parts({}, 'sealed', 0)],
    ['a signature longer than all', parts({}, 'sealed', 0xffffffff)],
    ['a signature that takes of the data', parts({}, 'sealed', 17)],
  ] as const)
    test(name, () => {
      expect(() => readEncrypted(body, contentType)).toThrow(HttpError)
    })

  test('every part of it', () => {
    for (let length = 0; length < whole.length - 2; length += 1)
      expect(() => readEncrypted(whole.subarray(0, length), type), `${length}`).toThrow(HttpError)
  })
})

test('types are known by name alone', () => {
  expect(isEncryptedType(type)).toBe(true)
  expect(isEncryptedType('MULTIPART/ENCRYPTED')).toBe(true)
  expect(isEncryptedType('multipart/x-multi-encrypted;boundary=x')).toBe(true)
  expect(isEncryptedType('application/soap+xml;x="multipart/encrypted"')).toBe(false)
})
