import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SecurityError, tlsServerEndPoint } from '../../src/security/index.js'
import { vector } from '../vectors.js'

describe('tls-server-end-point', () => {
  // RFC 5929 4.1: MD5 and SHA-1 count as SHA-256.
  test.each([
    ['rsa-md5', 'sha256'],
    ['rsa-sha1', 'sha256'],
    ['rsa-sha224', 'sha224'],
    ['rsa-sha256', 'sha256'],
    ['rsa-sha384', 'sha384'],
    ['rsa-sha512', 'sha512'],
    ['ecdsa-sha1', 'sha256'],
    ['ecdsa-sha256', 'sha256'],
    ['ecdsa-sha384', 'sha384'],
    ['ecdsa-sha512', 'sha512'],
    ['ecdsa-sha3', 'sha3-256'],
    ['pss-sha1', 'sha256'],
    ['pss-sha256', 'sha256'],
    ['pss-sha384', 'sha384'],
    ['pss-sha512', 'sha512'],
    ['ed25519', 'sha256'],
  ])('of %s is its %s', (name, hash) => {
    const der = new X509Certificate(vector(`certificates/${name}.pem`)).raw
    const expected = Buffer.concat([Buffer.from('tls-server-end-point:'), createHash(hash).update(der).digest()])
    expect(tlsServerEndPoint(der)).toEqual(expected)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('-----BEGIN CERTIFICATE-----')],
    ['a half', new X509Certificate(vector('certificates/rsa-sha256.pem')).raw.subarray(0, 300)],
    ['an empty sequence', Buffer.from('3000', 'hex')],
  ])('%s is no certificate', (_what, bytes) => {
    expect(() => tlsServerEndPoint(bytes)).toThrow(SecurityError)
    expect(() => tlsServerEndPoint(bytes)).toThrow(/certificate cannot be read/)
  })
})
