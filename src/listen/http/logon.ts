import { timingSafeEqual } from 'node:crypto'
import { listenText } from '../../base/texts/listen.js'
import {
  acceptNegotiateNtlm,
  NtlmAcceptor,
  ntlmHash,
  type SecurityAcceptor,
  SecurityError,
} from '../../security/index.js'
import type { ListenEvent } from '../log.js'
import type { ListenAccounts } from '../options.js'
import { type Authorization, splitUser } from './authorization.js'
import type { FailedLogons } from './failed-logons.js'

/** What all logons of a listener have in common. */
export interface LogonPolicy {
  readonly accounts: ListenAccounts
  readonly computerName: string
  /** Application data of the channel bindings of our certificate; undefined without TLS. */
  readonly channelBindings: Uint8Array | undefined
  readonly requireChannelBindings: boolean
  readonly requireMic: boolean
  readonly basic: boolean
  /** Nobody has to say who it is, and Basic takes every password: for what is no secret, on the loopback. */
  readonly everybody: boolean
  readonly failures: FailedLogons
  log(event: ListenEvent, text: string, who: { address: string; user?: string | undefined }): void
}

/** Somebody who has logged on. */
export interface Session {
  /** As the accounts spell it. */
  readonly user: string
  /** Such as `NTLM`, for the log. */
  readonly method: string
  /** Protects messages; undefined where only TLS does, and each request logs on. */
  readonly context: SecurityAcceptor | undefined
  /** Whether the account is still there, with the same password. */
  readonly stands: () => Promise<boolean>
}

/** What an Authorization header leads to. `challenge` is the value of WWW-Authenticate. */
export type LogonStep =
  | { readonly kind: 'accepted'; readonly session: Session; readonly challenge?: string | undefined }
  | { readonly kind: 'continue'; readonly challenge: string }
  | { readonly kind: 'refused' }
  /** Not looked at: too many wait already. */
  | { readonly kind: 'busy' }

/** How often one connection may begin a logon; a client needs one. */
const mostBegun = 16

/** As whom somebody tries to log on; empty before the token that says it. */
interface Attempt {
  user: string
  /** It was not looked at. */
  busy: boolean
  /** Whether the account still has the hash that it was checked by. */
  stands: () => Promise<boolean>
}

const always = () => Promise.resolve(true)

interface Pending {
  readonly acceptor: SecurityAcceptor
  readonly attempt: Attempt
}

/** The logons of one connection: NTLM belongs to the TCP connection on which its tokens went. */
export class Logon {
  readonly #policy: LogonPolicy
  readonly #address: string
  #begun = 0
  #pending: Pending | undefined

  constructor(policy: LogonPolicy, address: string) {
    this.#policy = policy
    this.#address = address
  }

  /** @param certificateName the common name of a client certificate that our authority has signed */
  async step(authorization: Authorization, certificateName: string | undefined): Promise<LogonStep> {
    switch (authorization.scheme) {
      case 'negotiate':
      case 'ntlm':
        return this.#token(authorization)
      case 'basic':
        return this.#policy.basic ? this.#basic(authorization) : { kind: 'refused' }
      case 'certificate':
        return this.#certificate(certificateName)
      case 'other':
        return { kind: 'refused' }
    }
  }

  async #token({ scheme, name, token }: Extract<Authorization, { token: Buffer }>): Promise<LogonStep> {
    this.#pending ??= this.#begin(scheme)
    const pending = this.#pending
    if (!pending) return { kind: 'refused' }
    try {
      const { token: answer, done } = await pending.acceptor.step(token)
      const challenge = answer === undefined ? undefined : `${name} ${Buffer.from(answer).toString('base64')}`
      if (!done) {
        if (challenge !== undefined) return { kind: 'continue', challenge }
        throw new SecurityError('malformed', listenText('noToken'))
      }
      this.#pending = undefined
      return { kind: 'accepted', session: await this.#session(pending), challenge }
    } catch (error) {
      this.#pending = undefined
      if (!(error instanceof SecurityError)) throw error
      return pending.attempt.busy ? this.#busy(pending.attempt.user) : this.#failed(pending.attempt.user, error.message)
    }
  }

  #begin(scheme: 'negotiate' | 'ntlm'): Pending | undefined {
    this.#begun += 1
    if (this.#begun > mostBegun) return undefined
    const { accounts, computerName, channelBindings, requireChannelBindings, requireMic } = this.#policy
    const attempt: Attempt = { user: '', busy: false, stands: always }
    const options = {
      accounts: { hashOf: (user: string, domain: string) => this.#hashOf(attempt, accounts, user, domain) },
      computerName,
      requireMic,
      ...(channelBindings ? { channelBindings, requireChannelBindings } : {}),
    }
    const acceptor = scheme === 'ntlm' ? new NtlmAcceptor(options) : acceptNegotiateNtlm(options)
    return { acceptor, attempt }
  }

  /** The account's hash, after the pause that earlier failures cost. */
  async #hashOf(
    attempt: Attempt,
    accounts: ListenAccounts,
    user: string,
    domain: string,
  ): Promise<Uint8Array | undefined> {
    attempt.user = user
    attempt.busy = !(await this.#policy.failures.wait(this.#address, user))
    if (attempt.busy) return undefined
    const hash = await accounts.hashOf(user, domain)
    attempt.stands = async () => sameHash(hash, await accounts.hashOf(user, domain))
    return hash
  }

  async #session({ acceptor: context, attempt: { stands } }: Pending): Promise<Session> {
    const typed = context.peer?.user ?? ''
    return { user: await this.#spelled(typed), method: context.mechanism, context, stands }
  }

  async #spelled(user: string): Promise<string> {
    return (await this.#policy.accounts.nameOf?.(user)) ?? user
  }

  async #basic(given: Extract<Authorization, { password: string }>): Promise<LogonStep> {
    const { user, domain } = splitUser(given.user)
    if (!(await this.#policy.failures.wait(this.#address, user))) return this.#busy(user)
    if (this.#policy.everybody)
      return { kind: 'accepted', session: { user, method: 'Basic', context: undefined, stands: always } }
    const hash = await this.#policy.accounts.hashOf(user, domain)
    // Compared for an unknown user too: the time must not tell who has an account.
    const right = timingSafeEqual(ntlmHash(given.password), hash?.length === 16 ? hash : Buffer.alloc(16))
    if (!hash || !right) return this.#failed(user, listenText('wrongPassword'))
    return {
      kind: 'accepted',
      session: { user: await this.#spelled(user), method: 'Basic', context: undefined, stands: always },
    }
  }

  async #certificate(name: string | undefined): Promise<LogonStep> {
    if (name === undefined) return { kind: 'refused' }
    const known = await this.#policy.accounts.hashOf(name, '')
    if (!known) return this.#failed(name, listenText('certificateUser'))
    const session = {
      user: await this.#spelled(name),
      method: listenText('certificate'),
      context: undefined,
      stands: always,
    }
    return { kind: 'accepted', session }
  }

  /** The password may be right: it is no failure, and whoever sent it is not told that it is wrong. */
  #busy(user: string): LogonStep {
    this.#policy.log('refused', listenText('logonBusy'), { address: this.#address, user })
    return { kind: 'busy' }
  }

  #failed(user: string, reason: string): LogonStep {
    this.#policy.failures.failed(this.#address, user)
    this.#policy.log('logonFailed', listenText('logonFailed', { reason }), { address: this.#address, user })
    return { kind: 'refused' }
  }
}

function sameHash(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other)
}
