import { readFileSync } from 'node:fs'
import type { MessagePart } from '../../src/security/context.js'

/** The keys of one NTLM logon, as a capture tells them. */
export interface CapturedLogon {
  readonly auth_ctx: number
  readonly user: string
  readonly domain: string
  readonly nt_hash: string
  readonly ntowfv2?: string
  readonly ntproofstr?: string
  readonly server_challenge: string
  readonly session_base_key: string
  readonly key_exchange_key: string
  readonly encrypted_random_session_key: string
  readonly exported_session_key: string
  readonly negotiate_flags: string
  readonly client_sign_key: string
  readonly server_sign_key: string
  readonly client_seal_key: string
  readonly server_seal_key: string
  readonly spnego: boolean
}

interface CapturedPdu {
  readonly dir: 'client->server' | 'server->client'
  readonly ptype: string
  readonly flags: number
  readonly frag_length: number
  readonly auth_length: number
  readonly auth_type?: number
  readonly auth_level?: number
  readonly auth_pad?: number
  readonly auth_ctx?: number
  readonly plain_stub_hex?: string
  readonly ntlm_seq?: number
  readonly hex: string
}

interface CapturedStream {
  readonly ntlm: readonly CapturedLogon[]
  readonly pdus: readonly CapturedPdu[]
}

/** A protected PDU: its pieces, and how it is protected. */
export interface ProtectedPdu {
  readonly fromClient: boolean
  readonly sealed: boolean
  readonly sequence: number
  /** A fresh copy of the pieces that the signature covers: header, stub with its padding, trailer. */
  parts(): MessagePart[]
  readonly signature: Buffer
  /** Stub without padding, in clear. */
  readonly plain: Buffer | undefined
  readonly padding: number
}

/** One security context of a capture: its tokens in their order, and what it protected. */
export interface CapturedContext {
  readonly logon: CapturedLogon
  readonly tokens: readonly Buffer[]
  readonly pdus: readonly ProtectedPdu[]
}

/** The NTLM contexts of a capture. */
export function capturedContexts(path: string): CapturedContext[] {
  const { streams } = JSON.parse(readFileSync(path, 'utf8')) as { streams: CapturedStream[] }
  return streams.flatMap(({ ntlm, pdus }) =>
    ntlm.map(logon => {
      const mine = pdus.filter(
        pdu => pdu.auth_length > 0 && pdu.auth_ctx === logon.auth_ctx && [9, 10].includes(pdu.auth_type ?? 0),
      )
      const isData = (pdu: CapturedPdu) => ['request', 'response', 'fault'].includes(pdu.ptype)
      return {
        logon,
        tokens: mine.filter(pdu => !isData(pdu)).map(pdu => bytesOf(pdu).subarray(pdu.frag_length - pdu.auth_length)),
        pdus: mine.filter(pdu => isData(pdu) && (pdu.auth_level ?? 0) >= 5).map(protectedPdu),
      }
    }),
  )
}

function bytesOf(pdu: CapturedPdu): Buffer {
  return Buffer.from(pdu.hex, 'hex')
}

function protectedPdu(pdu: CapturedPdu): ProtectedPdu {
  const bytes = bytesOf(pdu)
  const stub = 24 + (pdu.flags & 0x80 && pdu.ptype === 'request' ? 16 : 0)
  const trailer = pdu.frag_length - pdu.auth_length - 8
  const sealed = pdu.auth_level === 6
  return {
    fromClient: pdu.dir === 'client->server',
    sealed,
    sequence: pdu.ntlm_seq ?? -1,
    parts: () => [
      { bytes: Buffer.from(bytes.subarray(0, stub)), kind: 'signOnly' },
      { bytes: Buffer.from(bytes.subarray(stub, trailer)), kind: sealed ? 'data' : 'signOnly' },
      { bytes: Buffer.from(bytes.subarray(trailer, trailer + 8)), kind: 'signOnly' },
    ],
    signature: bytes.subarray(trailer + 8),
    plain: pdu.plain_stub_hex === undefined ? undefined : Buffer.from(pdu.plain_stub_hex, 'hex'),
    padding: pdu.auth_pad ?? 0,
  }
}
