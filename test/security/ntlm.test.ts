import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ArgumentError, setLanguage } from '../../src/base/index.js'
import { NtlmInitiator, ntlmHash } from '../../src/security/index.js'
import { avId, avText, avTimestamp, fileTime, readAvPairs, writeAvPairs } from '../../src/security/ntlm/av-pairs.js'
import { ntlmFlags } from '../../src/security/ntlm/flags.js'
import {
  micOf,
  readAuthenticate,
  readChallenge,
  readNegotiate,
  withMic,
  writeChallenge,
  writeNegotiate,
} from '../../src/security/ntlm/messages.js'
import { channelBindingsHash, lmV2Response, ntlmV2Key, readNtlmV2Response } from '../../src/security/ntlm/responses.js'
import { acceptor, accounts, failureOf, initiator, negotiate, passSealed, passSigned, password } from './dialogue.js'

const bindings = Buffer.from('tls-server-end-point:0123456789abcdef')

describe('NTLM initiator and acceptor', () => {
  test.each([
    ['.\\wmiuser', 'wmiuser', 'HOST1'],
    ['HOST1\\WmiUser', 'WmiUser', 'HOST1'],
    ['wmiuser', 'wmiuser', ''],
  ])('%s logs on', async (username, user, domain) => {
    const client = initiator({ username, workstation: 'WS1' })
    const server = acceptor()
    expect(client.established).toBe(false)
    await negotiate(client, server)
    expect(client.established && server.established).toBe(true)
    expect(server.peer).toEqual({ user, domain, workstation: 'WS1' })
    expect(server.peerName).toBe('WS1')
    expect(client.peerName).toBe('HOST1')
    expect(client.mechanism).toBe('NTLM')
    expect(client.signatureLength).toBe(16)
    expect(client.protection).toEqual({ sign: true, seal: true })
    expect(server.protection).toEqual({ sign: true, seal: true })
    for (const text of ['one', '', 'x'.repeat(100_000), 'é😀']) {
      expect(passSealed(client, server, text)).toBe(text)
      expect(passSealed(server, client, text)).toBe(text)
    }
    passSigned(client, server, 'signed')
    passSigned(server, client, 'signed')
    expect(passSealed(client, server, 'sealed again')).toBe('sealed again')
  })

  test('a principal name goes whole, without a domain', async () => {
    const client = initiator({ username: 'wmiuser@wmi.test' })
    const asked: string[][] = []
    const server = acceptor({
      accounts: {
        async hashOf(user, domain) {
          asked.push([user, domain])
          return ntlmHash(password)
        },
      },
    })
    await negotiate(client, server)
    expect(asked).toEqual([['wmiuser@wmi.test', '']])
    expect(server.peer).toMatchObject({ user: 'wmiuser@wmi.test', domain: '' })
  })

  test('signing alone', async () => {
    const client = initiator({ protection: 'sign' })
    const server = acceptor()
    await negotiate(client, server)
    expect(client.protection).toEqual({ sign: true, seal: false })
    expect(server.protection).toEqual({ sign: true, seal: false })
    passSigned(client, server, 'signed')
    expect(await failureOf(() => client.seal([]))).toBe('refused')
    expect(await failureOf(() => server.unseal([], Buffer.alloc(16)))).toBe('refused')
  })

  test('what the tokens hold', async () => {
    const tokens = await negotiate(initiator({ channelBindings: bindings }), acceptor({ channelBindings: bindings }))
    const [first, second, third] = tokens
    if (!first || !second || !third) throw new Error('three tokens')
    expect(first).toHaveLength(40)
    expect(readNegotiate(first).flags & 0x100000).toBe(0)
    expect(readNegotiate(first).flags).toBe(0xe2088235)
    const challenge = readChallenge(second)
    expect(challenge.targetName).toBe('HOST1')
    const offered = readAvPairs(challenge.targetInfo)
    expect(avText(offered, avId.MsvAvDnsComputerName)).toBe('host1.wmi.test')
    expect(avText(offered, avId.MsvAvDnsDomainName)).toBe('wmi.test')
    const message = readAuthenticate(third)
    expect(Buffer.from(message.lmResponse)).toEqual(Buffer.alloc(24))
    const { pairs } = readNtlmV2Response(message.ntResponse)
    expect(avText(pairs, avId.MsvAvTargetName)).toBe('HTTP/host1')
    expect(avTimestamp(pairs)).toEqual(avTimestamp(offered))
    expect(pairs.get(avId.MsvAvChannelBindings)).toEqual(channelBindingsHash(bindings))
    expect(micOf(third).equals(Buffer.alloc(16))).toBe(false)
    expect(message.flags).toBe(0xe2888235)
  })

  test('the surroundings decide what is random and when it is', async () => {
    const surroundings = { now: () => 0, randomBytes: (length: number) => Buffer.alloc(length, 7) }
    // One source for both sides makes their challenges equal, which looks like a reflection.
    expect(await failureOf(negotiate(initiator({ surroundings }), acceptor({ surroundings })))).toBe('refused')
    const other = { now: () => 0, randomBytes: (length: number) => Buffer.alloc(length, 9) }
    const whole = () => negotiate(initiator({ surroundings }), acceptor({ surroundings: other }))
    expect(await whole()).toEqual(await whole())
    expect(fileTime(0).readBigUInt64LE(0)).toBe(116444736000000000n)
  })

  test('names and secrets that cannot be right', () => {
    expect(() => new NtlmInitiator({ username: '', password })).toThrow(ArgumentError)
    expect(() => new NtlmInitiator({ username: 'HOST1\\', password })).toThrow(ArgumentError)
    expect(() => new NtlmInitiator({ username: 'x'.repeat(2000), password })).toThrow(ArgumentError)
  })

  test('nothing shows the password', async () => {
    const client = initiator()
    const server = acceptor()
    await negotiate(client, server)
    const shown = [client, server].map(
      side => `${inspect(side, { depth: 9, showHidden: true })}${JSON.stringify(side)}`,
    )
    expect(shown.join()).not.toContain(password)
    expect(shown.join()).not.toContain('Buffer')
  })
})

describe('what the acceptor refuses', () => {
  test('a wrong password and an unknown user, with the same words', async () => {
    const errors: Error[] = []
    for (const options of [{ password: 'wrong' }, { username: 'nobody' }, { username: 'OTHER\\wmiuser' }]) {
      const server = acceptor()
      const client = initiator(options)
      await negotiate(client, server).catch(error => errors.push(error))
      expect(server.peer).toBeUndefined()
      expect(server.established).toBe(false)
    }
    expect(errors).toHaveLength(3)
    expect(new Set(errors.map(error => JSON.stringify({ ...error, message: error.message }))).size).toBe(1)
    expect(errors[0]).toMatchObject({ failure: 'refused' })
  })

  test('a hash that is none counts as no account', async () => {
    const server = acceptor({ accounts: { hashOf: async () => new Uint8Array(3) } })
    expect(await failureOf(negotiate(initiator(), server))).toBe('refused')
  })

  test('what the accounts throw is told as it is, and the context is spent', async () => {
    const broken = new Error('disk')
    const server = acceptor({
      accounts: {
        async hashOf() {
          throw broken
        },
      },
    })
    await expect(negotiate(initiator(), server)).rejects.toBe(broken)
    expect(await failureOf(server.step(Buffer.alloc(1)))).toBe('refused')
  })

  test.each([
    ['NEGOTIATE', 0, 13],
    ['CHALLENGE', 1, 60],
    ['AUTHENTICATE workstation', 2, -1],
    ['AUTHENTICATE version', 2, 64],
    ['AUTHENTICATE flags', 2, 63],
    ['AUTHENTICATE MIC', 2, 75],
  ])('a changed byte in %s', async (_what, changed, at) => {
    const server = acceptor()
    const tamper = (token: Buffer, leg: number) => {
      if (leg !== changed) return token
      const index = at < 0 ? 88 + 5 * 2 + 7 * 2 : at
      token[index] = (token[index] ?? 0) ^ (changed === 2 && at === 63 ? 0x80 : 1)
      return token
    }
    expect(await failureOf(negotiate(initiator({ workstation: 'WS1' }), server, tamper))).toBe('refused')
    expect(server.peer).toBeUndefined()
  })

  test('a MIC that was cut out', async () => {
    const tamper = (token: Buffer, leg: number) => (leg === 2 ? withMic(token, Buffer.alloc(16)) : token)
    expect(await failureOf(negotiate(initiator(), acceptor(), tamper))).toBe('refused')
  })

  test('a logon made for another connection', async () => {
    const other = Buffer.from('tls-server-end-point:other')
    const logon = (given?: Buffer, expected?: Buffer, required = false) => {
      const client = initiator(given ? { channelBindings: given } : {})
      const options = expected ? { channelBindings: expected, requireChannelBindings: required } : {}
      return negotiate(client, acceptor(options))
    }
    expect(await failureOf(logon(other, bindings))).toBe('refused')
    expect(await failureOf(logon(undefined, bindings, true))).toBe('refused')
    await expect(logon(undefined, bindings)).resolves.toBeDefined()
    await expect(logon(bindings, bindings, true)).resolves.toBeDefined()
    await expect(logon(bindings)).resolves.toBeDefined()
    const blind = acceptor({ requireChannelBindings: true })
    expect(await failureOf(negotiate(initiator({ channelBindings: bindings }), blind))).toBe('refused')
  })

  test('tokens out of turn, none, and a second use', async () => {
    expect(await failureOf(acceptor().step())).toBe('malformed')
    expect(await failureOf(acceptor().step(Buffer.from('NTLMSSP\0\x03\0\0\0')))).toBe('malformed')
    const server = acceptor()
    const [, , third] = await negotiate(initiator(), server)
    expect(await failureOf(server.step(third))).toBe('refused')
    const other = acceptor()
    await other.step(writeNegotiate({ flags: 0xe2088235 }))
    expect(await failureOf(other.step(third))).toBe('refused')
    expect(await failureOf(other.step(third))).toBe('refused')
  })

  test('steps that overlap', async () => {
    const server = acceptor()
    const [first] = await negotiate(initiator(), acceptor())
    const both = await Promise.allSettled([server.step(first), server.step(first)])
    expect(both.map(result => result.status)).toEqual(['fulfilled', 'rejected'])
  })
})

describe('what the initiator refuses', () => {
  const challengeWith = async (
    change: (challenge: ReturnType<typeof readChallenge>) => Partial<typeof challenge>,
    options = {},
  ) => {
    const client = initiator(options)
    const { token: first } = await client.step()
    const { token } = await acceptor().step(first)
    const challenge = readChallenge(token ?? Buffer.alloc(0))
    return { client, step: client.step(writeChallenge({ ...challenge, ...change(challenge) })) }
  }

  test.each([
    'NTLMSSP_NEGOTIATE_SIGN',
    'NTLMSSP_NEGOTIATE_SEAL',
    'NTLMSSP_NEGOTIATE_KEY_EXCH',
    'NTLMSSP_NEGOTIATE_128',
    'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY',
  ] as const)('a challenge without %s', async name => {
    const { client, step } = await challengeWith(({ flags }) => ({ flags: flags & ~ntlmFlags[name] }))
    await expect(step).rejects.toThrow(name)
    expect(await failureOf(step)).toBe('downgrade')
    expect(client.established).toBe(false)
    expect(await failureOf(client.step(Buffer.alloc(1)))).toBe('refused')
  })

  test('a challenge without timestamp, unless it is allowed', async () => {
    const without = ({ targetInfo }: { targetInfo: Uint8Array }) => {
      const pairs = readAvPairs(targetInfo)
      pairs.delete(avId.MsvAvTimestamp)
      return { targetInfo: writeAvPairs(pairs) }
    }
    expect(await failureOf((await challengeWith(without)).step)).toBe('downgrade')
    expect(await failureOf((await challengeWith(() => ({ targetInfo: Buffer.alloc(0) }))).step)).toBe('downgrade')
    const { client, step } = await challengeWith(without, { allowLegacy: true })
    const message = readAuthenticate((await step).token ?? Buffer.alloc(0))
    expect(Buffer.from(message.lmResponse).equals(Buffer.alloc(24))).toBe(false)
    expect(client.needsListMic).toBe(false)
    expect(client.established).toBe(true)
  })

  test('an old server is spoken to where that is allowed', async () => {
    const client = initiator({ allowLegacy: true, username: 'wmiuser' })
    await client.step()
    const targetInfo = writeAvPairs(new Map([[avId.MsvAvNbComputerName, Buffer.from('HOST1', 'utf16le')]]))
    const challenge = { flags: 0xe28a8235, targetName: 'HOST1', serverChallenge: Buffer.alloc(8, 3), targetInfo }
    const { token } = await client.step(writeChallenge(challenge))
    const message = readAuthenticate(token ?? Buffer.alloc(0))
    const key = ntlmV2Key((await accounts.hashOf('wmiuser', '')) ?? Buffer.alloc(0), 'wmiuser', '')
    const { clientChallenge } = readNtlmV2Response(message.ntResponse)
    expect(Buffer.from(message.lmResponse)).toEqual(lmV2Response(key, challenge.serverChallenge, clientChallenge))
  })

  test('what the server put where the client speaks is dropped', async () => {
    const { step } = await challengeWith(({ targetInfo }) => {
      const pairs = readAvPairs(targetInfo)
      pairs.set(avId.MsvAvTargetName, Buffer.from('HTTP/elsewhere', 'utf16le'))
      pairs.set(avId.MsvAvChannelBindings, Buffer.alloc(16, 9))
      return { targetInfo: writeAvPairs(pairs) }
    })
    const message = readAuthenticate((await step).token ?? Buffer.alloc(0))
    const { pairs } = readNtlmV2Response(message.ntResponse)
    expect(avText(pairs, avId.MsvAvTargetName)).toBe('HTTP/host1')
    expect(pairs.has(avId.MsvAvChannelBindings)).toBe(false)
  })

  test('flags that nobody asked for are not taken over', async () => {
    const { step } = await challengeWith(({ flags }) => ({ flags: flags | 0x100000 | 0x40 | 0x80 }))
    const { flags } = readAuthenticate((await step).token ?? Buffer.alloc(0))
    expect(flags & (0x100000 | 0x40 | 0x80)).toBe(0)
  })

  test('tokens that are damaged, too large or out of turn', async () => {
    const start = async () => {
      const client = initiator()
      await client.step()
      return client
    }
    expect(await failureOf(initiator().step(Buffer.alloc(40)))).toBe('malformed')
    expect(await failureOf((await start()).step())).toBe('malformed')
    expect(await failureOf((await start()).step(Buffer.alloc(100_000)))).toBe('malformed')
    expect(await failureOf((await start()).step(writeNegotiate({ flags: 1 })))).toBe('malformed')
    const { step } = await challengeWith(() => ({ targetInfo: Buffer.from('0100ffff', 'hex') }))
    expect(await failureOf(step)).toBe('malformed')
    const { step: endless } = await challengeWith(() => ({ targetInfo: Buffer.from('01000000', 'hex') }))
    expect(await failureOf(endless)).toBe('malformed')
  })
})

test('errors speak French, too', async () => {
  setLanguage('fr')
  try {
    await expect(negotiate(initiator({ password: 'x' }), acceptor())).rejects.toThrow(/refusée/)
  } finally {
    setLanguage('en')
  }
})
