import { afterEach, expect, test } from 'vitest'
import {
  acceptNegotiateNtlm,
  NtlmAcceptor,
  type NtlmAcceptorOptions,
  NtlmInitiator,
  type NtlmInitiatorOptions,
  negotiateNtlm,
  ntlmHash,
  type SecurityContext,
} from '../../src/security/index.js'
import { failureOf } from '../security/dialogue.js'
import { type LineProgram, lineProgram, peer, peerFile, python, runs } from './peers.js'

// gss-ntlmssp under MIT's GSS-API, both as the server of our initiator and as the client of our acceptor.

const available = runs(
  python,
  '-c',
  'import gssapi; assert gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10") in gssapi.raw.indicate_mechs()',
)

const password = 'Us3rPass-1'
const bindings = Buffer.from('tls-server-end-point:0123456789abcdef0123456789abcdef')
const otherBindings = Buffer.from('tls-server-end-point:fedcba9876543210fedcba9876543210')
const hex = (bytes?: Uint8Array) => (bytes?.length ? Buffer.from(bytes).toString('hex') : '-')
const bytes = (text?: string) => Buffer.from(text === '-' ? '' : (text ?? ''), 'hex')

const started: LineProgram[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(program => program.close()))
})

function start(script: string, args: readonly string[]): LineProgram {
  const environment = { NTLM_USER_FILE: peerFile('ntlm-users.txt'), PYTHONDONTWRITEBYTECODE: '1' }
  const program = lineProgram(python, [peerFile(script), ...args], environment)
  started.push(program)
  return program
}

/** Exchanges tokens until both sides are done. @throws what our side throws; Error with what theirs says */
async function exchange(ours: SecurityContext, theirs: LineProgram, first: 'ours' | 'theirs'): Promise<void> {
  let outgoing: Uint8Array | undefined
  if (first === 'ours') outgoing = (await ours.step()).token
  for (let round = 0; round < 6; round += 1) {
    const [kind, token, state] = await theirs.ask('step', ...(outgoing ? [hex(outgoing)] : []))
    if (kind === 'error') throw new Error(`the peer says ${token} ${state}`)
    outgoing = undefined
    if (!ours.established) {
      if (token === '-') {
        if (state === 'done') throw new Error('the peer is done before us')
      } else outgoing = (await ours.step(bytes(token))).token
    } else if (token !== '-') throw new Error('the peer sends more than we take')
    if (ours.established && state === 'done' && !outgoing) return
  }
  throw new Error('no end')
}

/** Messages both ways: sealed, and signed only. */
async function expectMessages(ours: SecurityContext, theirs: LineProgram): Promise<void> {
  for (const text of ['first', 'second message', 'x'.repeat(20_000)]) {
    const outgoing = Buffer.from(text)
    const signature = ours.seal([{ bytes: outgoing, kind: 'data' }])
    expect(outgoing.toString()).not.toBe(text)
    // Their wrapped message is the signature with the data behind it.
    const [kind, clear, how] = await theirs.ask('unseal', hex(Buffer.concat([signature, outgoing])))
    expect([kind, bytes(clear).toString(), how]).toEqual(['clear', text, 'encrypted'])

    const [, sealed] = await theirs.ask('seal', hex(Buffer.from(text)))
    const incoming = bytes(sealed)
    const data = incoming.subarray(16)
    ours.unseal([{ bytes: data, kind: 'data' }], incoming.subarray(0, 16))
    expect(data.toString()).toBe(text)

    const parts = [{ bytes: Buffer.from(text), kind: 'signOnly' as const }]
    expect(await theirs.ask('verify', hex(Buffer.from(text)), hex(ours.sign(parts)))).toEqual(['verified'])
    const [, theirSignature] = await theirs.ask('sign', hex(Buffer.from(text)))
    ours.verify(parts, bytes(theirSignature))
  }
}

const forms = [
  {
    form: 'ntlm',
    // Outside SPNEGO gss-ntlmssp sends no MIC.
    client: { requireMic: false },
    initiator: (options: NtlmInitiatorOptions) => new NtlmInitiator(options),
    acceptor: (options: NtlmAcceptorOptions) => new NtlmAcceptor(options),
  },
  { form: 'spnego', client: {}, initiator: negotiateNtlm, acceptor: acceptNegotiateNtlm },
] as const

for (const { form, client, initiator, acceptor } of forms) {
  const logOn = async (options: Partial<NtlmInitiatorOptions> = {}, theirBindings?: Uint8Array) => {
    const theirs = start('ntlm-acceptor.py', [form, hex(theirBindings)])
    const ours = initiator({ username: 'WMITEST\\wmiuser', password, targetName: 'HTTP/host1', ...options })
    await exchange(ours, theirs, 'ours')
    return { ours, theirs }
  }

  peer('gss-ntlmssp', available)(`gss-ntlmssp as the server of our ${form} initiator`, () => {
    test('accepts the logon, and messages go both ways', async () => {
      const { ours, theirs } = await logOn({ workstation: 'WS1' })
      expect(ours.protection).toEqual({ sign: true, seal: true })
      expect((await theirs.ask('peer'))[1]).toMatch(/wmiuser/i)
      await expectMessages(ours, theirs)
    })

    test('accepts equal channel bindings and refuses others', async () => {
      const { ours, theirs } = await logOn({ channelBindings: bindings }, bindings)
      await expectMessages(ours, theirs)
      await expect(logOn({ channelBindings: otherBindings }, bindings)).rejects.toThrow(/the peer says/)
    })

    test('refuses a wrong password', async () => {
      await expect(logOn({ password: 'wrong' })).rejects.toThrow(/the peer says/)
    })

    test('its changed messages are refused', async () => {
      const { ours, theirs } = await logOn()
      const [, sealed] = await theirs.ask('seal', hex(Buffer.from('message')))
      const incoming = bytes(sealed)
      incoming[20] = (incoming[20] ?? 0) ^ 1
      const parts = [{ bytes: incoming.subarray(16), kind: 'data' as const }]
      expect(await failureOf(() => ours.unseal(parts, incoming.subarray(0, 16)))).toBe('signature')
    })
  })

  const accept = async (
    options: Partial<NtlmAcceptorOptions> = {},
    theirBindings?: Uint8Array,
    user = 'WMITEST\\wmiuser',
    secret = password,
  ) => {
    const theirs = start('ntlm-initiator.py', [form, hex(theirBindings), user, secret, 'HTTP@host1'])
    const ours = acceptor({
      accounts: { hashOf: async name => (name.toLowerCase() === 'wmiuser' ? ntlmHash(password) : undefined) },
      computerName: 'HOST1',
      domainName: 'WMITEST',
      dnsName: 'host1.wmi.test',
      ...client,
      ...options,
    })
    await exchange(ours, theirs, 'theirs')
    return { ours, theirs }
  }

  peer('gss-ntlmssp', available)(`gss-ntlmssp as the client of our ${form} acceptor`, () => {
    test('logs on, and messages go both ways', async () => {
      const { ours, theirs } = await accept()
      expect(ours.protection).toEqual({ sign: true, seal: true })
      expect(ours.peer).toMatchObject({ user: 'wmiuser', domain: 'WMITEST' })
      await expectMessages(ours, theirs)
    })

    test('with equal channel bindings, required; not with others, nor with none', async () => {
      const required = { channelBindings: bindings, requireChannelBindings: true }
      const { ours, theirs } = await accept(required, bindings)
      await expectMessages(ours, theirs)
      expect(await failureOf(accept(required, otherBindings))).toBe('refused')
      expect(await failureOf(accept(required))).toBe('refused')
      await expect(accept({ channelBindings: bindings })).resolves.toBeDefined()
    })

    test('its logon without a MIC is refused where one is asked for', async () => {
      const logon = accept({ requireMic: true })
      if (form === 'ntlm') expect(await failureOf(logon)).toBe('refused')
      else await expect(logon).resolves.toBeDefined()
    })

    test('not with a wrong password or name', async () => {
      expect(await failureOf(accept({}, undefined, 'WMITEST\\wmiuser', 'wrong'))).toBe('refused')
      expect(await failureOf(accept({}, undefined, 'WMITEST\\nobody'))).toBe('refused')
    })
  })
}
