import { describe, expect, test } from 'vitest'
import { hmacMd5 } from '../../src/security/crypto/digest.js'
import { Rc4 } from '../../src/security/crypto/rc4.js'
import { avFlagMic, avFlags, avId, avTimestamp, readAvPairs } from '../../src/security/ntlm/av-pairs.js'
import { flagNames, ntlmFlags } from '../../src/security/ntlm/flags.js'
import {
  isNtlm,
  micOf,
  readAuthenticate,
  readChallenge,
  readNegotiate,
  withMic,
} from '../../src/security/ntlm/messages.js'
import { ntlmV2Key, ntlmV2Proof, readNtlmV2Response } from '../../src/security/ntlm/responses.js'
import { NtlmSession, ntlmSealKey, ntlmSignKey } from '../../src/security/ntlm/session.js'
import { readOffer, readReply, writeMechanismList, writeOffer, writeReply } from '../../src/security/spnego/tokens.js'
import { sharedVectorPath, vectorPath } from '../vectors.js'
import { type CapturedContext, type CapturedLogon, capturedContexts } from './captures.js'

const captures = [
  {
    name: 'ntlm-spnego-integrity-registerxll',
    path: vectorPath('dcom/ntlm-spnego-integrity-registerxll.json'),
    mics: 0,
  },
  { name: 'samba-ntlm-sealed-fragments', path: vectorPath('dcom/samba-ntlm-sealed-fragments.json'), mics: 1 },
  { name: 'impacket-0.10-wmiquery-dialog', path: vectorPath('dcom/impacket-0.10-wmiquery-dialog.json'), mics: 0 },
  { name: 'wmi-ntlm-sealed-getobject', path: sharedVectorPath('dcom/wmi-ntlm-sealed-getobject.json'), mics: 1 },
]

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** The three NTLM messages, out of SPNEGO where they are wrapped. */
function ntlmMessages(context: CapturedContext): Buffer[] {
  const messages = context.tokens.map(token => {
    if (isNtlm(token)) return token
    const inner = token[0] === 0x60 ? readOffer(token).token : readReply(token).token
    return Buffer.from(inner ?? [])
  })
  return messages.filter(message => isNtlm(message))
}

function sessions(logon: CapturedLogon): { client: NtlmSession; server: NtlmSession } {
  const key = bytes(logon.exported_session_key)
  const flags = Number(logon.negotiate_flags)
  const pair = { client: new NtlmSession(key, flags, 'client'), server: new NtlmSession(key, flags, 'server') }
  if (logon.spnego) {
    // The mechListMIC of both sides went before.
    for (const [one, other] of [
      [pair.client, pair.server],
      [pair.server, pair.client],
    ] as const) {
      other.verify([], one.sign([]))
      one.restartSending()
      other.restartReceiving()
    }
  }
  return pair
}

for (const { name, path, mics } of captures) {
  describe.skipIf(!path)(name, () => {
    const contexts = path ? capturedContexts(path) : []

    test('has contexts and messages', () => {
      expect(contexts.length).toBeGreaterThan(0)
      expect(contexts.flatMap(context => context.pdus).length).toBeGreaterThan(1)
    })

    test('keys come out of the messages', () => {
      for (const { logon } of contexts) {
        const key = bytes(logon.encrypted_random_session_key)
        new Rc4(bytes(logon.key_exchange_key)).apply(key)
        expect(key.toString('hex')).toBe(logon.exported_session_key)
        const flags = Number(logon.negotiate_flags)
        expect(ntlmSignKey(key, 'client').toString('hex')).toBe(logon.client_sign_key)
        expect(ntlmSignKey(key, 'server').toString('hex')).toBe(logon.server_sign_key)
        expect(ntlmSealKey(key, flags, 'client').toString('hex')).toBe(logon.client_seal_key)
        expect(ntlmSealKey(key, flags, 'server').toString('hex')).toBe(logon.server_seal_key)
      }
    })

    test('messages are read as they say', () => {
      for (const context of contexts) {
        const [negotiate, challenge, authenticate] = ntlmMessages(context)
        if (!negotiate || !challenge || !authenticate) throw new Error('three messages are expected')
        const { logon } = context
        expect(flagNames(readNegotiate(negotiate).flags)).toContain('NTLMSSP_NEGOTIATE_UNICODE')
        expect(Buffer.from(readChallenge(challenge).serverChallenge).toString('hex')).toBe(logon.server_challenge)
        expect(readAvPairs(readChallenge(challenge).targetInfo).size).toBeGreaterThan(1)
        const message = readAuthenticate(authenticate)
        expect(message).toMatchObject({ user: logon.user, domain: logon.domain })
        expect(message.flags).toBe(Number(logon.negotiate_flags))
        expect(Buffer.from(message.encryptedSessionKey).toString('hex')).toBe(logon.encrypted_random_session_key)
      }
    })

    test('responses and integrity codes of NTLMv2 are recomputed', () => {
      let seen = 0
      for (const context of contexts) {
        const { logon } = context
        if (!logon.ntproofstr) continue
        const [negotiate, challenge, authenticate] = ntlmMessages(context)
        if (!negotiate || !challenge || !authenticate) throw new Error('three messages are expected')
        const message = readAuthenticate(authenticate)
        const key = ntlmV2Key(bytes(logon.nt_hash), message.user, message.domain)
        expect(key.toString('hex')).toBe(logon.ntowfv2)
        const response = readNtlmV2Response(message.ntResponse)
        const { proof, sessionBaseKey } = ntlmV2Proof(key, bytes(logon.server_challenge), response.temp)
        expect(proof.toString('hex')).toBe(logon.ntproofstr)
        expect(proof.equals(response.proof)).toBe(true)
        expect(sessionBaseKey.toString('hex')).toBe(logon.session_base_key)

        if ((avFlags(response.pairs) & avFlagMic) === 0) continue
        seen += 1
        const clear = withMic(authenticate, Buffer.alloc(16))
        const mic = hmacMd5(bytes(logon.exported_session_key), negotiate, challenge, clear)
        expect(micOf(authenticate).toString('hex')).toBe(mic.toString('hex'))
        const offered = readAvPairs(readChallenge(challenge).targetInfo)
        expect(avTimestamp(response.pairs)).toEqual(avTimestamp(offered))
        expect(response.pairs.get(avId.MsvAvNbComputerName)).toEqual(offered.get(avId.MsvAvNbComputerName))
      }
      expect(seen).toBe(mics)
    })

    test('every message is opened, and made again byte for byte', () => {
      for (const { logon, pdus } of contexts) {
        const { client, server } = sessions(logon)
        for (const pdu of pdus) {
          const [sender, receiver] = pdu.fromClient ? [client, server] : [server, client]
          const opened = pdu.parts()
          if (pdu.sealed) receiver.unseal(opened, pdu.signature)
          else receiver.verify(opened, pdu.signature)
          const stub = Buffer.from(opened[1]?.bytes ?? [])
          if (pdu.plain) expect(stub.subarray(0, stub.length - pdu.padding).equals(pdu.plain)).toBe(true)
          expect(pdu.signature.readUInt32LE(12)).toBe(pdu.sequence)

          const made = opened.map(part => ({ kind: part.kind, bytes: Buffer.from(part.bytes) }))
          const signature = pdu.sealed ? sender.seal(made) : sender.sign(made)
          expect(signature.equals(pdu.signature)).toBe(true)
          expect(made.map(part => part.bytes.toString('hex'))).toEqual(
            pdu.parts().map(part => Buffer.from(part.bytes).toString('hex')),
          )
        }
      }
    })
  })
}

describe('SPNEGO of a Windows DCOM client and server', () => {
  const context = capturedContexts(vectorPath('dcom/ntlm-spnego-integrity-registerxll.json')).find(
    candidate => candidate.logon.spnego,
  )
  if (!context) throw new Error('the capture has a context in SPNEGO')
  const [offered, chosen, negotiate, challenge, authenticate, completed] = context.tokens
  if (!offered || !chosen || !negotiate || !challenge || !authenticate || !completed) throw new Error('six tokens')

  test('the tokens say what Windows says', () => {
    const offer = readOffer(offered)
    expect(offer.mechanisms).toContain('1.3.6.1.4.1.311.2.2.10')
    expect(offer.mechanisms[0]).not.toBe('1.3.6.1.4.1.311.2.2.10')
    expect(offer.token).toBeDefined()
    expect(readReply(chosen)).toMatchObject({ state: 'request-mic', mechanism: '1.3.6.1.4.1.311.2.2.10' })
    expect(readReply(chosen).token).toBeUndefined()
    expect(readReply(challenge).state).toBe('accept-incomplete')
    expect(readReply(authenticate).listMic).toHaveLength(16)
    expect(readReply(completed).state).toBe('accept-completed')
    expect(readReply(completed).listMic).toHaveLength(16)
  })

  test('the proofs over the list are those of the session, and the ciphers start again behind them', () => {
    const key = bytes(context.logon.exported_session_key)
    const flags = Number(context.logon.negotiate_flags)
    const list = readOffer(offered).list
    const server = new NtlmSession(key, flags, 'server')
    const client = new NtlmSession(key, flags, 'client')
    const parts = [{ bytes: list, kind: 'signOnly' as const }]
    server.verify(parts, readReply(authenticate).listMic ?? new Uint8Array(0))
    client.verify(parts, readReply(completed).listMic ?? new Uint8Array(0))
    server.restartReceiving()
    const first = context.pdus[0]
    expect(first?.sequence).toBe(1)
    expect(() => server.verify(first?.parts() ?? [], first?.signature ?? new Uint8Array(0))).not.toThrow()
  })

  test('tokens are written as Windows writes them', () => {
    const offer = readOffer(offered)
    expect(writeMechanismList(offer.mechanisms).equals(offer.list)).toBe(true)
    expect(writeOffer(offer.list, offer.token).equals(offered)).toBe(true)
    for (const token of [chosen, negotiate, challenge, authenticate, completed])
      expect(writeReply(readReply(token)).equals(token)).toBe(true)
  })

  test('its challenge has the flags that integrity needs', () => {
    const flags = readChallenge(Buffer.from(readReply(challenge).token ?? [])).flags
    expect(flags & ntlmFlags.NTLMSSP_NEGOTIATE_SEAL).toBe(0)
    expect(flagNames(flags)).toContain('NTLMSSP_NEGOTIATE_KEY_EXCH')
  })
})
