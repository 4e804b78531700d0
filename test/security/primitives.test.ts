import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DerError, DerReader, derElement, derObjectIdentifier, derTag } from '../../src/security/crypto/der.js'
import { md5, sameSecret } from '../../src/security/crypto/digest.js'
import { md4 } from '../../src/security/crypto/md4.js'
import { Rc4 } from '../../src/security/crypto/rc4.js'
import { ntlmHash } from '../../src/security/index.js'

describe('MD4', () => {
  // RFC 1320 appendix A.5
  test.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ])('of %j', (text, digest) => {
    expect(md4(Buffer.from(text)).toString('hex')).toBe(digest)
  })

  test('the hash of the empty password is the known one', () => {
    expect(ntlmHash('').toString('hex')).toBe('31d6cfe0d16ae931b73c59d7e0c089c0')
  })
})

describe('RC4', () => {
  // RFC 6229: the key, and bytes at an offset of its stream.
  test.each([
    ['0102030405', 0, 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405', 240, '28cb1132c96ce286421dcaadb8b69eae'],
    ['0102030405', 4096, 'ff25b58995996707e51fbdf08b34d875'],
    ['0102030405060708090a0b0c0d0e0f10', 0, '9ac7cc9a609d1ef7b2932899cde41b97'],
    ['0102030405060708090a0b0c0d0e0f10', 1024, 'bdf0324e6083dcc6d3cedd3ca8c53c16'],
    ['833222772a', 0, '80ad97bdc973df8a2e879e92a497efda'],
  ])('stream of %s at %i', (key, offset, expected) => {
    const stream = Buffer.alloc(offset + 16)
    new Rc4(Buffer.from(key, 'hex')).apply(stream)
    expect(stream.subarray(offset).toString('hex')).toBe(expected)
  })

  test('any split and any alignment gives the same stream', () => {
    const key = Buffer.from('Secret')
    const whole = Buffer.alloc(600)
    new Rc4(key).apply(whole)
    for (let lead = 0; lead < 4; lead += 1) {
      const backing = Buffer.alloc(700)
      const cipher = new Rc4(key)
      const pieces: Buffer[] = []
      for (let at = 0, size = 1; at < 600; at += size, size = (size * 3 + lead) % 50) {
        const piece = backing.subarray(lead + at, lead + Math.min(600, at + size))
        cipher.apply(piece)
        pieces.push(piece)
      }
      expect(Buffer.concat(pieces).equals(whole)).toBe(true)
    }
  })
})

describe('digests and comparison', () => {
  test('MD5 takes pieces', () => {
    expect(md5(Buffer.from('ab'), Buffer.from('c'))).toEqual(createHash('md5').update('abc').digest())
  })

  test('secrets of other lengths differ', () => {
    expect(sameSecret(Buffer.from('ab'), Buffer.from('ab'))).toBe(true)
    expect(sameSecret(Buffer.from('ab'), Buffer.from('ac'))).toBe(false)
    expect(sameSecret(Buffer.from('ab'), Buffer.from('abc'))).toBe(false)
  })
})

describe('DER', () => {
  test.each([
    ['1.3.6.1.5.5.2', '06062b0601050502'],
    ['1.3.6.1.4.1.311.2.2.10', '060a2b06010401823702020a'],
    ['1.2.840.48018.1.2.2', '06092a864882f712010202'],
    ['1.2.840.113554.1.2.2', '06092a864886f712010202'],
    ['2.16.840.1.101.3.4.2.1', '0609608648016503040201'],
    ['2.999.3', '0603883703'],
  ])('object identifier %s', (dotted, hex) => {
    expect(derObjectIdentifier(dotted).toString('hex')).toBe(hex)
    expect(new DerReader(Buffer.from(hex, 'hex')).objectIdentifier()).toBe(dotted)
  })

  test.each([0, 1, 127, 128, 255, 256, 65535, 65536])('a length of %i goes there and back', length => {
    const element = derElement(derTag.octetString, Buffer.alloc(length, 7))
    const reader = new DerReader(element)
    expect(reader.read(derTag.octetString).rest).toHaveLength(length)
    expect(reader.done).toBe(true)
  })

  test('optional elements are passed over, wrong ones are not', () => {
    const reader = new DerReader(derElement(derTag.integer, Buffer.from([1])))
    expect(reader.optional(derTag.octetString)).toBeUndefined()
    expect(() => reader.read(derTag.octetString)).toThrow(DerError)
    expect(new DerReader(Buffer.alloc(0)).tag).toBeUndefined()
  })

  test.each([
    ['a length beyond the end', '0405aabb'],
    ['an indefinite length', '3080020101 0000'],
    ['a length of five bytes', '04850000000001aa'],
    ['a long tag', '1f0100'],
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a cut length', '3082ff'],
    ['an inner element beyond the outer one', '30030405aabbccddee'],
  ])('%s is an error', (_what, hex) => {
    const bytes = Buffer.from(hex.replace(/ /g, ''), 'hex')
    expect(() => {
      const reader = new DerReader(bytes)
      reader.read(derTag.sequence).next()
    }).toThrow(DerError)
  })

  test.each(['0600', '060180', '06ff', '0609ffffffffffffffff7f'])('the object identifier %s is an error', hex => {
    expect(() => new DerReader(Buffer.from(hex, 'hex')).objectIdentifier()).toThrow(DerError)
  })
})
