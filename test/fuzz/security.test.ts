import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DerError, DerReader } from '../../src/security/crypto/der.js'
import {
  acceptNegotiateNtlm,
  negotiateNtlm,
  type SecurityContext,
  SecurityError,
  tlsServerEndPoint,
} from '../../src/security/index.js'
import { writeAvPairs } from '../../src/security/ntlm/av-pairs.js'
import { readAuthenticate, readChallenge, readNegotiate, writeAuthenticate } from '../../src/security/ntlm/messages.js'
import { readNtlmV2Response } from '../../src/security/ntlm/responses.js'
import { readOffer, readReply } from '../../src/security/spnego/tokens.js'
import { acceptor, acceptorOptions, initiator, initiatorOptions, negotiate } from '../security/dialogue.js'
import { fuzzCases, vector } from '../vectors.js'
import { mutateBytes, seeded } from './mutate.js'

/** A piece of the sample, whole, cut or changed. */
function mutation(sample: Uint8Array, random: () => number): Uint8Array {
  if (random() < 0.1) return sample.subarray(0, Math.floor(random() * sample.length))
  return mutateBytes(sample, random)
}

/** True when it is read; false when it is refused as it should be. Anything else fails the test. */
function reads(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof SecurityError && error.failure === 'malformed') return false
    throw error
  }
}

describe('tokens', async () => {
  const raw = await negotiate(initiator({ channelBindings: Buffer.from('b') }), acceptor())
  const wrapped = await negotiate(negotiateNtlm(initiatorOptions), acceptNegotiateNtlm(acceptorOptions))
  const [rawNegotiate, rawChallenge, rawAuthenticate] = raw
  const [offer, ...replies] = wrapped
  if (!rawNegotiate || !rawChallenge || !rawAuthenticate || !offer) throw new Error('tokens are expected')

  test.each<[string, Uint8Array, (bytes: Uint8Array) => unknown]>([
    ['NEGOTIATE', rawNegotiate, readNegotiate],
    ['CHALLENGE', rawChallenge, readChallenge],
    ['AUTHENTICATE', rawAuthenticate, readAuthenticate],
    ['NTLMv2 response', readAuthenticate(rawAuthenticate).ntResponse, readNtlmV2Response],
    ['NegTokenInit', offer, readOffer],
    ...replies.map((reply, index): [string, Uint8Array, (bytes: Uint8Array) => unknown] => [
      `NegTokenResp ${index + 1}`,
      reply,
      readReply,
    ]),
  ])('%s', (_name, sample, read) => {
    const random = seeded(sample.length)
    let good = 0
    for (let index = 0; index < fuzzCases; index += 1) if (reads(() => read(mutation(sample, random)))) good += 1
    expect(reads(() => read(sample))).toBe(true)
    // Most changes hit contents, not lengths: a reader that refuses all of them reads nothing.
    expect(good).toBeGreaterThan(0)
    expect(good).toBeLessThan(fuzzCases)
  })

  test('a message that is read says the same when it is written again', () => {
    const random = seeded(3)
    for (let index = 0; index < fuzzCases / 4; index += 1) {
      const bytes = mutation(rawAuthenticate, random)
      if (!reads(() => readAuthenticate(bytes))) continue
      const message = readAuthenticate(bytes)
      // A lone surrogate is not kept by the text of a name; everything else is.
      if ([message.user, message.domain, message.workstation].some(name => /[^\x20-\x7e]/.test(name))) continue
      expect(readAuthenticate(writeAuthenticate(message))).toEqual(message)
    }
  })

  test('target information stays what it is', () => {
    const pairs = new Map([1, 2, 7, 9, 4000].map(id => [id, Buffer.alloc(id % 13, id)]))
    const { pairs: again } = readNtlmV2Response(
      Buffer.concat([Buffer.alloc(16), Buffer.from([1, 1]), Buffer.alloc(26), writeAvPairs(pairs), Buffer.alloc(4)]),
    )
    expect([...again]).toEqual([...pairs])
  })
})

describe('whole negotiations with a changed token', () => {
  const kinds: [
    string,
    () => SecurityContext,
    () => ReturnType<typeof acceptNegotiateNtlm> | ReturnType<typeof acceptor>,
  ][] = [
    ['NTLM', () => initiator(), () => acceptor()],
    ['SPNEGO', () => negotiateNtlm(initiatorOptions), () => acceptNegotiateNtlm(acceptorOptions)],
  ]

  test.each(kinds)('%s', async (name, client, server) => {
    const wrapped = name === 'SPNEGO'
    const random = seeded(11)
    let refused = 0
    for (let index = 0; index < fuzzCases / 10; index += 1) {
      const [one, other] = [client(), server()]
      const changedLeg = Math.floor(random() * 4)
      let original = true
      try {
        await negotiate(one, other, (token, leg) => {
          if (leg !== changedLeg) return token
          const changed = Buffer.from(mutation(token, random))
          original = changed.equals(token)
          return changed
        })
      } catch (error) {
        if (!(error instanceof SecurityError)) throw error
        refused += 1
      }
      // The MIC of NTLM covers every byte of its three messages; of SPNEGO's wrapping some may change unseen.
      if (!original && !wrapped) expect(other.peer).toBeUndefined()
      if (other.peer) expect(other.peer).toMatchObject({ user: 'wmiuser', domain: 'HOST1' })
    }
    expect(refused).toBeGreaterThan(0)
  })
})

describe('DER', () => {
  const certificate = new X509Certificate(vector('certificates/pss-sha384.pem')).raw

  test('a certificate', () => {
    const random = seeded(17)
    for (let index = 0; index < fuzzCases; index += 1) {
      const bytes = mutation(certificate, random)
      if (reads(() => tlsServerEndPoint(bytes))) expect(tlsServerEndPoint(bytes).length).toBeGreaterThan(40)
    }
  })

  test('any bytes are walked to an end', () => {
    const random = seeded(23)
    let steps = 0
    const walk = (reader: DerReader, depth: number): void => {
      while (!reader.done) {
        steps += 1
        const { content, tag } = reader.next()
        if (tag & 0x20 && depth < 10) walk(content, depth + 1)
        else if (tag === 6) new DerReader(Buffer.concat([Buffer.from([6, content.rest.length]), content.rest]))
      }
    }
    for (let index = 0; index < fuzzCases; index += 1) {
      const bytes = mutation(index % 2 ? certificate : Buffer.from([...Array(40)].map(() => random() * 256)), random)
      const before = steps
      try {
        walk(new DerReader(bytes), 0)
      } catch (error) {
        if (!(error instanceof DerError)) throw error
      }
      expect(steps - before).toBeLessThanOrEqual(bytes.length * 10)
    }
  })
})
