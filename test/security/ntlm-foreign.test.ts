import { describe, expect, test } from 'vitest'
import { ntlmHash } from '../../src/security/index.js'
import { avId, fileTime, readAvPairs, writeAvPairs } from '../../src/security/ntlm/av-pairs.js'
import { flagsOf } from '../../src/security/ntlm/flags.js'
import { readChallenge, writeAuthenticate, writeNegotiate } from '../../src/security/ntlm/messages.js'
import { lmV2Response, ntlmV2Key, ntlmV2Response } from '../../src/security/ntlm/responses.js'
import { acceptor, failureOf, password } from './dialogue.js'

const bindings = Buffer.from('tls-server-end-point:0123456789abcdef')

/** A client made by hand: what initiators of other makes may send. */
async function handMade(
  make: (given: {
    serverChallenge: Uint8Array
    targetInfo: Uint8Array
  }) => Partial<Parameters<typeof writeAuthenticate>[0]>,
  options: Parameters<typeof acceptor>[0] = {},
  flags: number = flagsOf('NTLMSSP_NEGOTIATE_UNICODE', 'NTLMSSP_NEGOTIATE_NTLM'),
) {
  const server = acceptor(options)
  const { token } = await server.step(writeNegotiate({ flags }))
  const challenge = readChallenge(token ?? Buffer.alloc(0))
  const message = {
    flags,
    lmResponse: Buffer.alloc(24),
    ntResponse: Buffer.alloc(0),
    domain: '',
    user: 'wmiuser',
    workstation: '',
    encryptedSessionKey: Buffer.alloc(0),
    ...make(challenge),
  }
  return { server, challenge, step: server.step(writeAuthenticate(message)) }
}

/** The response of a client that sends no MIC. */
function plainResponse(serverChallenge: Uint8Array, targetInfo: Uint8Array, clientChallenge = Buffer.alloc(8, 1)) {
  const key = ntlmV2Key(ntlmHash(password), 'wmiuser', '')
  return ntlmV2Response({ key, serverChallenge, clientChallenge, time: fileTime(0), targetInfo }).response
}

describe('clients of other makes', () => {
  test('NTLMv1, anonymous and reflected logons are refused', async () => {
    const results = await Promise.all([
      handMade(() => ({ ntResponse: Buffer.alloc(24, 1) })),
      handMade(() => ({ lmResponse: Buffer.alloc(24, 1) })),
      handMade(() => ({ user: '' })),
      handMade(({ serverChallenge, targetInfo }) => ({
        flags: flagsOf('NTLMSSP_NEGOTIATE_UNICODE', 'NTLMSSP_ANONYMOUS'),
        ntResponse: plainResponse(serverChallenge, targetInfo),
      })),
      handMade(({ serverChallenge, targetInfo }) => ({
        ntResponse: plainResponse(serverChallenge, targetInfo, Buffer.from(serverChallenge)),
      })),
      handMade(() => ({ ntResponse: lmV2Response(Buffer.alloc(16), Buffer.alloc(8), Buffer.alloc(8)) })),
    ])
    for (const { server, step } of results) {
      expect(await failureOf(step)).toBe('refused')
      expect(server.peer).toBeUndefined()
    }
  })

  test('a client without MIC is refused unless it is allowed', async () => {
    const make = ({ serverChallenge, targetInfo }: { serverChallenge: Uint8Array; targetInfo: Uint8Array }) => ({
      ntResponse: plainResponse(serverChallenge, targetInfo),
    })
    expect(await failureOf((await handMade(make)).step)).toBe('refused')
    const allowed = await handMade(make, { requireMic: false })
    await allowed.step
    expect(allowed.server.peer).toMatchObject({ user: 'wmiuser' })
    expect(allowed.server.protection).toEqual({ sign: false, seal: false })
    expect(await failureOf(() => allowed.server.sign([]))).toBe('refused')
  })

  test('a client that promises a MIC must send it even where none is asked for', async () => {
    const { step } = await handMade(
      ({ serverChallenge, targetInfo }) => {
        const pairs = readAvPairs(targetInfo)
        pairs.set(avId.MsvAvFlags, Buffer.from([2, 0, 0, 0]))
        return { ntResponse: plainResponse(serverChallenge, writeAvPairs(pairs)) }
      },
      { requireMic: false },
    )
    expect(await failureOf(step)).toBe('refused')
  })

  test('zeros in place of bindings count as none', async () => {
    const make = ({ serverChallenge, targetInfo }: { serverChallenge: Uint8Array; targetInfo: Uint8Array }) => {
      const pairs = readAvPairs(targetInfo)
      pairs.set(avId.MsvAvChannelBindings, Buffer.alloc(16))
      return { ntResponse: plainResponse(serverChallenge, writeAvPairs(pairs)) }
    }
    const relaxed = { requireMic: false, channelBindings: bindings }
    await (await handMade(make, relaxed)).step
    expect(await failureOf((await handMade(make, { ...relaxed, requireChannelBindings: true })).step)).toBe('refused')
  })

  test('names in the old character set', async () => {
    const flags = flagsOf('NTLM_NEGOTIATE_OEM', 'NTLMSSP_NEGOTIATE_NTLM')
    const { server, challenge, step } = await handMade(
      ({ serverChallenge, targetInfo }) => ({ flags, ntResponse: plainResponse(serverChallenge, targetInfo) }),
      { requireMic: false },
      flags,
    )
    await step
    expect(challenge.targetName).toBe('HOST1')
    expect(server.peer?.user).toBe('wmiuser')
  })

  test('a session key that is missing or short is malformed', async () => {
    const flags = flagsOf(
      'NTLMSSP_NEGOTIATE_UNICODE',
      'NTLMSSP_NEGOTIATE_SIGN',
      'NTLMSSP_NEGOTIATE_KEY_EXCH',
      'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY',
    )
    for (const length of [0, 8]) {
      const { step } = await handMade(
        ({ serverChallenge, targetInfo }) => ({
          flags,
          ntResponse: plainResponse(serverChallenge, targetInfo),
          encryptedSessionKey: Buffer.alloc(length),
        }),
        { requireMic: false },
        flags,
      )
      expect(await failureOf(step)).toBe('malformed')
    }
  })

  test('sealing with less than 128 bits does not count as sealing', async () => {
    const flags = flagsOf(
      'NTLMSSP_NEGOTIATE_UNICODE',
      'NTLMSSP_NEGOTIATE_SIGN',
      'NTLMSSP_NEGOTIATE_SEAL',
      'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY',
      'NTLMSSP_NEGOTIATE_56',
    )
    const { server, step } = await handMade(
      ({ serverChallenge, targetInfo }) => ({ flags, ntResponse: plainResponse(serverChallenge, targetInfo) }),
      { requireMic: false },
      flags,
    )
    await step
    expect(server.protection).toEqual({ sign: true, seal: false })
  })
})
