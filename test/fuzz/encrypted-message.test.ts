import { expect, test } from 'vitest'
import {
  encryptedType,
  HttpError,
  negotiateProtocol,
  readChallenges,
  readEncrypted,
  readMediaType,
  wrapEncrypted,
} from '../../src/http/index.js'
import { fuzzCases } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const type = encryptedType(negotiateProtocol)
const context = { signatureLength: 16, seal: () => Buffer.alloc(16, 1) }

test('a changed encrypted message is refused, or its lengths hold', () => {
  const random = seeded(91)
  const whole = wrapEncrypted(negotiateProtocol, Buffer.from('<s:Envelope>text</s:Envelope>'), context)
  const tokens = [
    '--Encrypted Boundary',
    '\r\n',
    '--',
    'Length=',
    '4294967296',
    '\t',
    ';',
    '"',
    '\x10\0\0\0',
    'Content-Type:',
  ]
  let read = 0
  for (let count = 0; count < fuzzCases; count += 1) {
    const body =
      random() < 0.5
        ? Buffer.from(mutateBytes(whole, random))
        : Buffer.from(mutateText(whole.toString('latin1'), random, tokens), 'latin1')
    const header = random() < 0.9 ? type : mutateText(type, random, tokens)
    try {
      const { data, length, signature, originalType } = readEncrypted(body, header)
      expect(data.length).toBe(length)
      expect(signature.length).toBe(body.readUInt32LE(signature.byteOffset - body.byteOffset - 4))
      expect(signature.byteOffset + signature.length).toBe(data.byteOffset)
      expect(originalType).not.toBe('')
      read += 1
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      expect(error.failure).toBe('protocol')
    }
  }
  expect(read).toBeGreaterThan(0)
})

test('headers of any form are read without failing', () => {
  const random = seeded(92)
  const tokens = ['"', '\\', ',', '=', ' ', 'Negotiate', 'Basic realm="WSMAN"', ';', '\0', 'é']
  for (let count = 0; count < fuzzCases; count += 1) {
    for (const { scheme, token } of readChallenges(
      mutateText('Negotiate oQcw==, Basic realm="a, b"', random, tokens),
    )) {
      expect(scheme).toMatch(/^[^\s,"=]+$/)
      expect(token).toMatch(/^[A-Za-z0-9+/=]*$/)
    }
    const media = readMediaType(mutateText(type, random, tokens))
    expect(media.type).toBe(media.type.toLowerCase())
  }
})
