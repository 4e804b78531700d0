import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/index.js'
import {
  acceptNegotiateNtlm,
  type Mechanism,
  mechanismOid,
  NegotiateAcceptor,
  NegotiateInitiator,
  negotiateNtlm,
  type SecurityContext,
} from '../../src/security/index.js'
import { isNtlm, readAuthenticate, readNegotiate } from '../../src/security/ntlm/messages.js'
import {
  type NegotiationReply,
  readOffer,
  readReply,
  writeMechanismList,
  writeOffer,
  writeReply,
} from '../../src/security/spnego/tokens.js'
import {
  acceptor,
  acceptorOptions,
  failureOf,
  initiator,
  initiatorOptions,
  negotiate,
  passSealed,
  passSigned,
  password,
  type Tamper,
} from './dialogue.js'

const ntlm = { oid: mechanismOid.ntlm, create: () => initiator() }
const acceptNtlm = { oid: mechanismOid.ntlm, create: () => acceptor() }

/** A mechanism that can be offered and is never accepted. */
const unknown: Mechanism = {
  oid: mechanismOid.kerberos,
  create: () => {
    const context = initiator()
    return Object.assign(context, { step: async () => ({ token: Buffer.from('6e00', 'hex'), done: false }) })
  },
}
const microsoft: Mechanism = { ...unknown, oid: mechanismOid.microsoftKerberos }

async function expectProtected(client: SecurityContext, server: SecurityContext): Promise<void> {
  for (const text of ['one', 'two', 'x'.repeat(10_000)]) {
    expect(passSealed(client, server, text)).toBe(text)
    expect(passSealed(server, client, text)).toBe(text)
  }
  passSigned(client, server, 'signed')
}

/** Changes the reply that is the given leg. */
function changed(at: number, change: (reply: NegotiationReply) => NegotiationReply | undefined): Tamper {
  return (token, leg) => {
    if (leg !== at) return token
    const reply = change(readReply(token))
    return reply && writeReply(reply)
  }
}

describe('SPNEGO with NTLM', () => {
  test('three tokens each way, a proof in the last ones', async () => {
    const client = negotiateNtlm(initiatorOptions)
    const server = acceptNegotiateNtlm(acceptorOptions)
    expect(client.mechanism).toBe('SPNEGO')
    expect(client.protection).toEqual({ sign: false, seal: false })
    const tokens = await negotiate(client, server)
    const [offer, challenge, authenticate, completed] = tokens
    if (!offer || !challenge || !authenticate || !completed) throw new Error('four tokens')
    expect(tokens).toHaveLength(4)
    expect(readOffer(offer).mechanisms).toEqual([mechanismOid.ntlm])
    expect(readNegotiate(readOffer(offer).token ?? Buffer.alloc(0)).flags).toBe(0xe2088235)
    expect(readReply(challenge)).toMatchObject({ state: 'accept-incomplete', mechanism: mechanismOid.ntlm })
    expect(readReply(authenticate).listMic).toHaveLength(16)
    expect(readReply(completed)).toMatchObject({ state: 'accept-completed', token: undefined })
    expect(readReply(completed).listMic).toHaveLength(16)

    expect(client.established && server.established).toBe(true)
    expect(client.mechanism).toBe('NTLM')
    expect(client.peerName).toBe('HOST1')
    expect(client.signatureLength).toBe(16)
    expect(server.peer).toMatchObject({ user: 'wmiuser', domain: 'HOST1' })
    expect(client.protection).toEqual({ sign: true, seal: true })
    await expectProtected(client, server)
  })

  test('behind the proof the numbers go on while the ciphers start again', async () => {
    const client = negotiateNtlm(initiatorOptions)
    await negotiate(client, acceptNegotiateNtlm(acceptorOptions))
    const [first, second] = [Buffer.alloc(8), Buffer.alloc(8)]
    const signature = client.seal([{ bytes: first, kind: 'data' }])
    client.seal([{ bytes: second, kind: 'data' }])
    expect(Buffer.from(signature).readUInt32LE(12)).toBe(1)
    expect(first.equals(second)).toBe(false)
  })

  test('the acceptor takes raw NTLM, too', async () => {
    const client = initiator()
    const server = acceptNegotiateNtlm(acceptorOptions)
    const tokens = await negotiate(client, server)
    expect(tokens.every(isNtlm)).toBe(true)
    expect(server.peer).toMatchObject({ user: 'wmiuser' })
    await expectProtected(client, server)
    expect(await failureOf(server.step(tokens[2]))).toBe('refused')
  })

  test.each([
    ['Kerberos first', [unknown, ntlm]],
    ['both names of Kerberos first', [microsoft, unknown, ntlm]],
  ])('%s: the acceptor asks for NTLM and for the proof', async (_what, mechanisms) => {
    const client = new NegotiateInitiator(mechanisms)
    const server = new NegotiateAcceptor([acceptNtlm])
    const tokens = await negotiate(client, server)
    expect(tokens).toHaveLength(6)
    expect(readReply(tokens[1] ?? Buffer.alloc(0))).toEqual({
      state: 'request-mic',
      mechanism: mechanismOid.ntlm,
      token: undefined,
      listMic: undefined,
    })
    expect(server.peer).toMatchObject({ user: 'wmiuser' })
    await expectProtected(client, server)
  })

  test('NTLM tokens behind the name of another mechanism', async () => {
    const sloppy = { oid: mechanismOid.kerberos, create: () => initiator() }
    const server = new NegotiateAcceptor([acceptNtlm])
    const context = sloppy.create()
    const list = writeMechanismList([sloppy.oid, mechanismOid.ntlm])
    const { token } = await server.step(writeOffer(list, (await context.step()).token))
    expect(readReply(token ?? Buffer.alloc(0)).state).toBe('request-mic')
    const { token: authenticate } = await context.step(readReply(token ?? Buffer.alloc(0)).token)
    const listMic = context.makeListMic(list)
    const last = await server.step(writeReply({ token: authenticate, listMic }))
    expect(last.done).toBe(true)
    expect(server.established).toBe(true)
  })

  test('an old server without MIC: no proof is needed, an empty end is enough', async () => {
    // What it would be without the MIC of NTLM: two mechanisms' contexts whose messages need no proof.
    const relaxed = (context: ReturnType<typeof initiator>) =>
      Object.defineProperty(context, 'needsListMic', { value: false })
    const client = new NegotiateInitiator([{ oid: mechanismOid.ntlm, create: () => relaxed(initiator()) }])
    const inner = acceptor()
    Object.defineProperty(inner, 'needsListMic', { value: false })
    const server = new NegotiateAcceptor([{ oid: mechanismOid.ntlm, create: () => inner }])
    const { token: offer } = await client.step()
    const { token: challenge } = await server.step(offer)
    const { token: authenticate } = await client.step(challenge)
    expect(readReply(authenticate ?? Buffer.alloc(0)).listMic).toBeUndefined()
    const { token: completed, done } = await server.step(authenticate)
    expect(done).toBe(true)
    expect(readReply(completed ?? Buffer.alloc(0))).toMatchObject({ state: 'accept-completed', listMic: undefined })
    expect(await client.step()).toEqual({ token: undefined, done: true })
    await expectProtected(client, server)
  })

  test('states and the name of the mechanism may be left out', async () => {
    const client = negotiateNtlm(initiatorOptions)
    const server = acceptNegotiateNtlm(acceptorOptions)
    await negotiate(client, server, (token, leg) =>
      leg === 0 ? token : writeReply({ token: readReply(token).token, listMic: readReply(token).listMic }),
    )
    await expectProtected(client, server)
  })

  test('an offer without token, and empty tokens', async () => {
    const context = initiator()
    const list = writeMechanismList([mechanismOid.ntlm])
    const server = acceptNegotiateNtlm(acceptorOptions)
    for (const empty of [undefined, Buffer.alloc(0)]) {
      const other = acceptNegotiateNtlm(acceptorOptions)
      const { token } = await other.step(writeOffer(list, empty))
      expect(readReply(token ?? Buffer.alloc(0))).toMatchObject({ state: 'accept-incomplete', token: undefined })
    }
    await server.step(writeOffer(list, undefined))
    const { token: challenge } = await server.step(writeReply({ token: (await context.step()).token }))
    const { token } = await context.step(readReply(challenge ?? Buffer.alloc(0)).token)
    await server.step(writeReply({ token, listMic: context.makeListMic(list) }))
    expect(server.peer).toMatchObject({ user: 'wmiuser' })

    const client = negotiateNtlm(initiatorOptions)
    await negotiate(
      client,
      acceptNegotiateNtlm(acceptorOptions),
      changed(3, reply => ({ ...reply, token: Buffer.alloc(0) })),
    )
    expect(client.established).toBe(true)
  })

  test('nothing shows the password', async () => {
    const client = negotiateNtlm(initiatorOptions)
    await negotiate(client, acceptNegotiateNtlm(acceptorOptions))
    expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(password)
    expect(() => negotiateNtlm({ username: '', password })).toThrow(ArgumentError)
    expect(() => new NegotiateInitiator([])).toThrow(ArgumentError)
  })
})

describe('what the SPNEGO initiator refuses', () => {
  const attempt = (tamper: Tamper, mechanisms: Mechanism[] = [ntlm]) =>
    negotiate(new NegotiateInitiator(mechanisms), new NegotiateAcceptor([acceptNtlm]), tamper)

  test.each<[string, string, Tamper]>([
    ['an end without the proof', 'downgrade', changed(3, ({ listMic: _, ...reply }) => reply)],
    ['no last token', 'downgrade', changed(3, () => undefined)],
    ['a faked proof', 'refused', changed(3, reply => ({ ...reply, listMic: Buffer.alloc(16, 1) }))],
    ['its own proof back', 'refused', ownProof()],
    ['a rejection', 'refused', changed(1, () => ({ state: 'reject' }))],
    ['a rejection at the end', 'refused', changed(3, () => ({ state: 'reject' }))],
    ['an end before the logon', 'downgrade', changed(1, () => ({ state: 'accept-completed' }))],
    ['an end with the challenge', 'downgrade', changed(1, reply => ({ ...reply, state: 'accept-completed' }))],
    ['a choice that was not offered', 'malformed', changed(1, () => ({ mechanism: mechanismOid.kerberos }))],
    ['another choice later', 'malformed', changed(3, reply => ({ ...reply, mechanism: mechanismOid.kerberos }))],
    ['no token', 'malformed', changed(1, reply => ({ ...reply, token: undefined }))],
    ['a challenge twice', 'malformed', changed(3, reply => ({ ...reply, token: Buffer.alloc(40) }))],
    ['a server that never ends', 'refused', changed(3, () => ({ state: 'accept-incomplete' }))],
    ['raw NTLM', 'malformed', (token, leg) => (leg === 1 ? readReply(token).token : token)],
    ['bytes that are no DER', 'malformed', (token, leg) => (leg === 1 ? token.subarray(0, 20) : token)],
    ['a token without end', 'malformed', (token, leg) => (leg === 1 ? Buffer.alloc(70_000) : token)],
  ])('%s', async (_what, failure, tamper) => {
    expect(await failureOf(attempt(tamper))).toBe(failure)
  })

  test('no token where one is due', async () => {
    const client = new NegotiateInitiator([ntlm])
    await client.step()
    expect(await failureOf(client.step())).toBe('malformed')
    expect(await failureOf(client.step())).toBe('refused')
    expect(await failureOf(new NegotiateInitiator([ntlm]).step(Buffer.alloc(3)))).toBe('malformed')
    expect(await failureOf(() => client.seal([]))).toBe('refused')
  })

  test('a choice of the second mechanism that ends at once', async () => {
    for (const [failure, reply] of [
      ['downgrade', { state: 'accept-completed', mechanism: mechanismOid.ntlm }],
      ['malformed', { state: 'request-mic', mechanism: mechanismOid.ntlm, token: Buffer.alloc(4) }],
    ] as const)
      expect(
        await failureOf(
          attempt(
            changed(1, () => reply),
            [unknown, ntlm],
          ),
        ),
      ).toBe(failure)
  })

  test('a server that asks for the proof although NTLM did not', async () => {
    const context = Object.defineProperty(initiator(), 'needsListMic', { value: false })
    const client = new NegotiateInitiator([{ oid: mechanismOid.ntlm, create: () => context }])
    const tokens = await negotiate(client, new NegotiateAcceptor([acceptNtlm]))
    // The last NTLM message goes without the proof, which the acceptor then asks for.
    expect(readReply(tokens[2] ?? Buffer.alloc(0)).listMic).toBeUndefined()
    expect(readReply(tokens[3] ?? Buffer.alloc(0))).toEqual({
      state: 'accept-incomplete',
      mechanism: undefined,
      token: undefined,
      listMic: undefined,
    })
    expect(readReply(tokens[4] ?? Buffer.alloc(0)).listMic).toHaveLength(16)
    expect(client.established).toBe(true)
  })

  test('a server that proves first is answered with the proof', async () => {
    const context = Object.defineProperty(initiator(), 'needsListMic', { value: false })
    const client = new NegotiateInitiator([{ oid: mechanismOid.ntlm, create: () => context }])
    const inner = acceptor()
    const { token: offer } = await client.step()
    const { list, token: negotiateToken } = readOffer(offer ?? Buffer.alloc(0))
    const { token: challenge } = await inner.step(negotiateToken)
    const { token: authenticate } = await client.step(writeReply({ state: 'accept-incomplete', token: challenge }))
    await inner.step(readReply(authenticate ?? Buffer.alloc(0)).token)
    const listMic = inner.makeListMic(list)
    const last = await client.step(writeReply({ state: 'accept-incomplete', listMic }))
    expect(last.done).toBe(true)
    const answer = readReply(last.token ?? Buffer.alloc(0))
    expect(answer.state).toBe('accept-completed')
    inner.checkListMic(list, answer.listMic ?? Buffer.alloc(0))
    await expectProtected(client, inner)
  })
})

describe('what the SPNEGO acceptor refuses', () => {
  const attempt = async (tamper: Tamper, mechanisms: Mechanism[] = [ntlm]) => {
    const server = new NegotiateAcceptor([acceptNtlm])
    const failure = await failureOf(negotiate(new NegotiateInitiator(mechanisms), server, tamper))
    expect(server.peer).toBeUndefined()
    expect(server.peerName).toBeUndefined()
    expect(server.established).toBe(false)
    return failure
  }

  test.each<[string, string, Tamper]>([
    ['a faked proof', 'refused', changed(2, reply => ({ ...reply, listMic: Buffer.alloc(16, 1) }))],
    ['a rejection', 'refused', changed(2, () => ({ state: 'reject' }))],
    ['no token', 'malformed', changed(2, reply => ({ ...reply, token: undefined }))],
    ['nothing', 'malformed', changed(2, () => undefined)],
    [
      'a list that was changed on its way',
      'refused',
      (token, leg) =>
        leg === 0
          ? writeOffer(writeMechanismList([mechanismOid.ntlm, mechanismOid.kerberos]), readOffer(token).token)
          : token,
    ],
    ['an empty list', 'malformed', (token, leg) => (leg === 0 ? writeOffer(writeMechanismList([]), undefined) : token)],
    ['a list without end', 'malformed', (token, leg) => (leg === 0 ? manyMechanisms() : token)],
    ['something else', 'malformed', (token, leg) => (leg === 0 ? Buffer.from('GET /') : token)],
    ['another mechanism in the same wrapping', 'malformed', (token, leg) => (leg === 0 ? kerberosToken : token)],
  ])('%s', async (_what, failure, tamper) => {
    expect(await attempt(tamper)).toBe(failure)
  })

  test('a client that preferred another mechanism and has no proof', async () => {
    const tamper = changed(4, ({ listMic: _, ...reply }) => reply)
    // Asked for it, the client would send it; it has already.
    expect(await attempt(tamper, [unknown, ntlm])).toBe('refused')
  })

  test('a client that never proves', async () => {
    const client = new NegotiateInitiator([ntlm])
    const server = new NegotiateAcceptor([acceptNtlm])
    const { token: offer } = await client.step()
    const { token: challenge } = await server.step(offer)
    const { token: authenticate } = await client.step(challenge)
    const { token } = readReply(authenticate ?? Buffer.alloc(0))
    const { done } = await server.step(writeReply({ token }))
    expect(done).toBe(false)
    expect(server.peer).toBeUndefined()
    expect(server.mechanism).toBe('NTLM')
    expect(await failureOf(server.step(writeReply({})))).toBe('refused')
  })

  test('nothing in common', async () => {
    expect(await attempt(token => token, [unknown])).toBe('refused')
    expect(await failureOf(new NegotiateAcceptor([]).step(Buffer.from('NTLMSSP\0\x01\0\0\0\0\0\0\0')))).toBe('refused')
    expect(await failureOf(new NegotiateAcceptor([acceptNtlm]).step())).toBe('malformed')
  })

  test('a wrong password, and an AUTHENTICATE behind it', async () => {
    const client = negotiateNtlm({ ...initiatorOptions, password: 'wrong' })
    const server = acceptNegotiateNtlm(acceptorOptions)
    const tokens: Buffer[] = []
    const keep: Tamper = token => {
      tokens.push(token)
      return token
    }
    expect(await failureOf(negotiate(client, server, keep))).toBe('refused')
    expect(readAuthenticate(readReply(tokens[2] ?? Buffer.alloc(0)).token ?? Buffer.alloc(0)).user).toBe('wmiuser')
    expect(await failureOf(server.step(tokens[2]))).toBe('refused')
  })
})

/** Sends the client's mechListMIC back in place of the server's. */
function ownProof(): Tamper {
  let listMic: Uint8Array | undefined
  return (token, leg) => {
    if (leg === 2) listMic = readReply(token).listMic
    return leg === 3 ? writeReply({ ...readReply(token), listMic }) : token
  }
}

/** A Kerberos token without SPNEGO. */
const kerberosToken = Buffer.from('600d06092a864886f71201020201006e', 'hex')

function manyMechanisms(): Buffer {
  return writeOffer(writeMechanismList(Array.from({ length: 65 }, () => mechanismOid.ntlm)), undefined)
}
