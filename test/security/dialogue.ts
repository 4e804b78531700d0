import {
  NtlmAcceptor,
  type NtlmAcceptorOptions,
  type NtlmAccounts,
  NtlmInitiator,
  type NtlmInitiatorOptions,
  ntlmHash,
  type SecurityAcceptor,
  type SecurityContext,
  SecurityError,
  type SecurityFailure,
} from '../../src/security/index.js'

export const password = 'Us3rPass-é-1'

/** One user of the machine HOST1. */
export const accounts: NtlmAccounts = {
  async hashOf(user, domain) {
    const known = user.toLowerCase() === 'wmiuser' && ['', 'host1'].includes(domain.toLowerCase())
    return known ? ntlmHash(password) : undefined
  },
}

export const initiatorOptions: NtlmInitiatorOptions = { username: '.\\wmiuser', password, targetName: 'HTTP/host1' }
export const acceptorOptions: NtlmAcceptorOptions = { accounts, computerName: 'HOST1', dnsName: 'host1.wmi.test' }

export const initiator = (options: Partial<NtlmInitiatorOptions> = {}) =>
  new NtlmInitiator({ ...initiatorOptions, ...options })
export const acceptor = (options: Partial<NtlmAcceptorOptions> = {}) =>
  new NtlmAcceptor({ ...acceptorOptions, ...options })

/** Changes a token on its way; `leg` counts from 0 over both directions. */
export type Tamper = (token: Buffer, leg: number) => Uint8Array | undefined

/** Carries the tokens of both sides until neither has one to send. */
export async function negotiate(
  client: SecurityContext,
  server: SecurityAcceptor,
  tamper: Tamper = token => token,
): Promise<Buffer[]> {
  const tokens: Buffer[] = []
  let step = await client.step()
  for (let leg = 0; leg < 10 && step.token; leg += 1) {
    const token = Buffer.from(step.token)
    tokens.push(token)
    const carried = tamper(Buffer.from(token), leg)
    const receiver = leg % 2 === 0 ? server : client
    if (receiver.established) break
    step = await receiver.step(carried)
  }
  return tokens
}

/** The failure with which this ends. */
export async function failureOf(work: Promise<unknown> | (() => unknown)): Promise<SecurityFailure> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (error instanceof SecurityError) return error.failure
    throw error
  }
  throw new Error('no failure')
}

/** One message, sealed by one side and opened by the other. */
export function passSealed(from: SecurityContext, to: SecurityContext, text: string): string {
  const head = Buffer.from('head')
  const data = Buffer.from(text)
  const signature = from.seal([
    { bytes: head, kind: 'signOnly' },
    { bytes: data, kind: 'data' },
  ])
  if (text !== '' && data.toString() === text) throw new Error('not encrypted')
  to.unseal(
    [
      { bytes: head, kind: 'signOnly' },
      { bytes: data, kind: 'data' },
    ],
    signature,
  )
  return data.toString()
}

/** One message, signed by one side and verified by the other. */
export function passSigned(from: SecurityContext, to: SecurityContext, text: string): void {
  const parts = [{ bytes: Buffer.from(text), kind: 'data' as const }]
  to.verify(parts, from.sign(parts))
}
