import { NtlmInitiator, negotiateNtlm, type SecurityContext } from '../security/index.js'

/** What a logon by tokens needs to know. */
export interface ContextRequest {
  /** negotiate: SPNEGO; ntlm: NTLM alone. */
  readonly mechanism: 'negotiate' | 'ntlm'
  readonly username: string
  readonly password: string
  /** `HTTP/` and the host as it was typed. */
  readonly targetName: string
  /** Application data; undefined without TLS. */
  readonly channelBindings: Uint8Array | undefined
  readonly allowLegacy: boolean
}

/** Makes the context of one logon. */
export type ContextFactory = (request: ContextRequest) => SecurityContext

/** Contexts of NTLM, alone or within SPNEGO. */
export const ntlmContexts: ContextFactory = ({ mechanism, ...options }) =>
  mechanism === 'ntlm' ? new NtlmInitiator(options) : negotiateNtlm(options)
