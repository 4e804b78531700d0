import { createCipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hmacMd5, md5 } from '../../src/security/crypto/digest.js'
import { md4 } from '../../src/security/crypto/md4.js'
import { Rc4 } from '../../src/security/crypto/rc4.js'
import { ntlmHash } from '../../src/security/index.js'
import {
  channelBindingsHash,
  lmV2Response,
  ntlmV2Key,
  ntlmV2Response,
  readNtlmV2Response,
} from '../../src/security/ntlm/responses.js'
import { NtlmSession, ntlmSealKey, ntlmSignKey } from '../../src/security/ntlm/session.js'
import { vectorPath } from '../vectors.js'

type Values = Record<string, string>
interface Section4 {
  common: Values
  ntlmv1: Values
  ntlmv1ExtendedSessionSecurity: Values
  ntlmv2: Values & { secondMessage: Values }
  channelBindings: Values
}

const { common, ntlmv1, ntlmv1ExtendedSessionSecurity, ntlmv2, channelBindings } = JSON.parse(
  readFileSync(vectorPath('dcom/ntlm-nlmp-section4.json'), 'utf8'),
) as Section4

const value = (from: Values, name: string): string => {
  const text = from[name]
  if (text === undefined) throw new Error(`the vector has no ${name}`)
  return text
}
const bytes = (from: Values, name: string) => Buffer.from(value(from, name), 'hex')
const serverChallenge = bytes(common, 'serverChallenge')
const clientChallenge = bytes(common, 'clientChallenge')
const randomSessionKey = bytes(common, 'randomSessionKey')

function rc4(key: Uint8Array, data: Uint8Array): string {
  const copy = Buffer.from(data)
  new Rc4(key).apply(copy)
  return copy.toString('hex')
}

/** DES with a key of 7 bytes: three times the same key makes it of the triple one. Here only, to recompute the old responses. */
function des(key: Uint8Array, block: Uint8Array): Buffer {
  let bits = 0n
  for (const byte of key) bits = (bits << 8n) | BigInt(byte)
  const spread = Buffer.from(
    Array.from({ length: 8 }, (_, index) => Number((bits >> BigInt(49 - index * 7)) & 0x7fn) << 1),
  )
  return createCipheriv('des-ede3-ecb', Buffer.concat([spread, spread, spread]), null).update(block)
}

function desLong(key: Uint8Array, block: Uint8Array): string {
  const padded = Buffer.concat([key, Buffer.alloc(5)])
  return Buffer.concat([0, 7, 14].map(at => des(padded.subarray(at, at + 7), block))).toString('hex')
}

function sealed(key: Uint8Array, flags: number, texts: readonly Buffer[]): { sealed: string; signature: string }[] {
  const client = new NtlmSession(key, flags, 'client')
  const server = new NtlmSession(key, flags, 'server')
  return texts.map(text => {
    const data = Buffer.from(text)
    const signature = client.seal([{ bytes: data, kind: 'data' }])
    const result = { sealed: data.toString('hex'), signature: signature.toString('hex') }
    server.unseal([{ bytes: data, kind: 'data' }], signature)
    expect(data.equals(text)).toBe(true)
    return result
  })
}

describe('worked examples of [MS-NLMP] section 4', () => {
  const hash = ntlmHash(value(common, 'password'))

  test('4.2.2 NTLMv1: hash and keys', () => {
    expect(hash.toString('hex')).toBe(value(ntlmv1, 'NTOWFv1'))
    expect(md4(hash).toString('hex')).toBe(value(ntlmv1, 'sessionBaseKey'))
    expect(rc4(md4(hash), randomSessionKey)).toBe(value(ntlmv1, 'encryptedRandomSessionKey'))
    const password = Buffer.alloc(14)
    password.write(value(common, 'password').toUpperCase(), 'latin1')
    const old = Buffer.concat([0, 7].map(at => des(password.subarray(at, at + 7), Buffer.from('KGS!@#$%'))))
    expect(old.toString('hex')).toBe(value(ntlmv1, 'LMOWFv1'))
    expect(desLong(hash, serverChallenge)).toBe(value(ntlmv1, 'ntResponse'))
    expect(desLong(old, serverChallenge)).toBe(value(ntlmv1, 'lmResponse'))
  })

  test('4.2.3 NTLMv1 with extended session security: keys of 56 bits, signature without key exchange', () => {
    const example = ntlmv1ExtendedSessionSecurity
    const flags = Number(value(example, 'flags'))
    const lmResponse = Buffer.concat([clientChallenge, Buffer.alloc(16)])
    expect(lmResponse.toString('hex')).toBe(value(example, 'lmResponse'))
    const both = md5(serverChallenge, clientChallenge).subarray(0, 8)
    expect(desLong(hash, both)).toBe(value(example, 'ntResponse'))
    const key = hmacMd5(md4(hash), serverChallenge, clientChallenge)
    expect(key.toString('hex')).toBe(value(example, 'keyExchangeKey'))
    expect(ntlmSignKey(key, 'client').toString('hex')).toBe(value(example, 'clientSignKey'))
    expect(ntlmSealKey(key, flags, 'client').toString('hex')).toBe(value(example, 'clientSealKey'))
    expect(sealed(key, flags, [bytes(example, 'plaintext')])).toEqual([
      { sealed: value(example, 'sealed'), signature: value(example, 'signature') },
    ])
  })

  test('4.2.4 NTLMv2: responses, keys, messages', () => {
    const key = ntlmV2Key(hash, value(common, 'user'), value(common, 'userDomain'))
    expect(key.toString('hex')).toBe(value(ntlmv2, 'NTOWFv2'))
    const { response, sessionBaseKey } = ntlmV2Response({
      key,
      serverChallenge,
      clientChallenge,
      time: bytes(common, 'time'),
      targetInfo: bytes(ntlmv2, 'targetInfo'),
    })
    expect(response.toString('hex')).toBe(value(ntlmv2, 'NTProofStr') + value(ntlmv2, 'temp'))
    expect(Buffer.from(readNtlmV2Response(response).clientChallenge)).toEqual(clientChallenge)
    expect(sessionBaseKey.toString('hex')).toBe(value(ntlmv2, 'sessionBaseKey'))
    expect(lmV2Response(key, serverChallenge, clientChallenge).toString('hex')).toBe(value(ntlmv2, 'lmv2Response'))
    expect(rc4(sessionBaseKey, randomSessionKey)).toBe(value(ntlmv2, 'encryptedRandomSessionKey'))

    const flags = Number(value(ntlmv2, 'flags'))
    expect(ntlmSignKey(randomSessionKey, 'client').toString('hex')).toBe(value(ntlmv2, 'clientSignKey'))
    expect(ntlmSignKey(randomSessionKey, 'server').toString('hex')).toBe(value(ntlmv2, 'serverSignKey'))
    expect(ntlmSealKey(randomSessionKey, flags, 'client').toString('hex')).toBe(value(ntlmv2, 'clientSealKey'))
    expect(ntlmSealKey(randomSessionKey, flags, 'server').toString('hex')).toBe(value(ntlmv2, 'serverSealKey'))
    const second = ntlmv2.secondMessage
    expect(sealed(randomSessionKey, flags, [bytes(ntlmv2, 'plaintext'), bytes(second, 'plaintext')])).toEqual([
      { sealed: value(ntlmv2, 'sealed'), signature: value(ntlmv2, 'signature') },
      { sealed: value(second, 'sealed'), signature: value(second, 'signature') },
    ])
  })

  test('channel bindings', () => {
    const data = bytes(channelBindings, 'application_data')
    expect(md5(bytes(channelBindings, 'gss_channel_bindings_struct'))).toEqual(bytes(channelBindings, 'md5'))
    expect(channelBindingsHash(data)).toEqual(bytes(channelBindings, 'md5'))
  })

  test('a sealing key of 40 bits is made of five bytes', () => {
    const constant = Buffer.from('session key to client-to-server sealing key magic constant\0')
    expect(ntlmSealKey(randomSessionKey, 0, 'client')).toEqual(md5(randomSessionKey.subarray(0, 5), constant))
  })
})

describe('the user name in the key', () => {
  const key = (user: string) => ntlmV2Key(ntlmHash('p'), user, 'd').toString('hex')

  test('its case does not count, the case of the domain does', () => {
    expect(key('Müller')).toBe(key('mÜLLER'))
    expect(ntlmV2Key(ntlmHash('p'), 'u', 'D')).not.toEqual(ntlmV2Key(ntlmHash('p'), 'u', 'd'))
  })

  test('letters whose capitals are longer, or ASCII, stay', () => {
    expect(key('straße')).toBe(key('STRAßE'))
    expect(key('straße')).not.toBe(key('STRASSE'))
    expect(key('ı')).not.toBe(key('I'))
  })
})
