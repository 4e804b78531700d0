import { httpText } from '../base/texts/http.js'
import type { SecurityContext, SecurityStep } from '../security/context.js'
import { SecurityError } from '../security/errors.js'
import { type Challenge, challengeOf, offeredSchemes, readChallenges } from './challenges.js'
import { type Answer, type Channel, headerOf } from './channel.js'
import type { Deadline } from './deadline.js'
import { soapType } from './encrypted-message.js'
import { HttpError } from './errors.js'
import { notOffered, statusFailure } from './failures.js'
import type { Settings } from './settings.js'
import type { Tracer } from './tracer.js'

/** Bytes of the largest body of an answer that only authenticates. */
const longestBody = 64 * 1024
/** NTLM takes two, SPNEGO three. */
const mostRounds = 6

/** Tells the pool to begin again, on a new connection, with the scheme that the server has. */
export class SchemeChange extends Error {
  readonly scheme = 'NTLM'
}

/**
 * Logs on with tokens over a channel: RFC 4559, [MS-NTHT]. The first token goes at once, for there are servers that never answer a request without
 * one.
 * @throws HttpError `logon`, `notOffered`, `security` and what {@link Channel.post} throws; SchemeChange
 */
export async function logOn(
  channel: Channel,
  context: SecurityContext,
  settings: Settings,
  scheme: 'Negotiate' | 'NTLM',
  deadline: Deadline,
  tracer: Tracer | undefined,
): Promise<void> {
  const { server } = settings
  let step = await take(context, undefined, false, settings)
  for (let round = 0; round < mostRounds && step.token; round += 1) {
    const answer = await post(channel, scheme, step.token, deadline, tracer)
    const challenges = readChallenges(answer.headers['www-authenticate'])
    const challenge = challengeOf(challenges, scheme)
    if (answer.status !== 401) return await finish(channel, context, step, answer, challenge, settings)
    if (challenge?.token && !step.done) {
      step = await take(context, challenge.token, true, settings)
      if (channel.dead) throw notKept(server)
      continue
    }
    if (round > 0) throw refused(settings, challenges)
    const offersNtlm = scheme === 'Negotiate' && !challenge && challengeOf(challenges, 'NTLM') !== undefined
    if (offersNtlm && settings.credentials.kind === 'ntlm') throw new SchemeChange()
    throw notOffered(settings, scheme, offeredSchemes(challenges), settings.allowUnencrypted)
  }
  throw new HttpError('security', httpText('logonEndless', { server }), { hint: httpText('logonUnfinishedHint') })
}

async function post(
  channel: Channel,
  scheme: string,
  token: Uint8Array,
  deadline: Deadline,
  tracer: Tracer | undefined,
): Promise<Answer> {
  const headers = {
    authorization: `${scheme} ${Buffer.from(token).toString('base64')}`,
    'content-type': soapType,
    'user-agent': 'wmilink',
  }
  const told = tracer?.request('logon', headers, undefined, false)
  const answer = await channel.post(headers, new Uint8Array(), { deadline, waiting: 'logon', limit: longestBody })
  told?.(answer)
  return answer
}

/** The server took the last token, or answered something else than authentication. */
async function finish(
  channel: Channel,
  context: SecurityContext,
  step: SecurityStep,
  answer: Answer,
  challenge: Challenge | undefined,
  settings: Settings,
): Promise<void> {
  const { server } = settings
  if (answer.status < 200 || answer.status > 299)
    throw statusFailure(settings, answer.status, { location: headerOf(answer, 'location'), sent: false })
  // Where the server has still to prove something, its silence is judged by the context, too.
  if (!step.done) await take(context, challenge?.token, false, settings)
  if (!context.established || answer.body.length > 0)
    throw new HttpError('security', httpText('logonUnfinished', { server }), { hint: httpText('logonUnfinishedHint') })
  if (channel.dead) throw notKept(server)
}

/** @param challenged whether the token came with 401, so that a refusal is one of the credentials */
async function take(
  context: SecurityContext,
  token: string | undefined,
  challenged: boolean,
  settings: Settings,
): Promise<SecurityStep> {
  try {
    return await context.step(token ? Buffer.from(token, 'base64') : undefined)
  } catch (error) {
    if (!(error instanceof SecurityError)) throw error
    if (challenged && error.failure === 'refused') throw refused(settings, [], { cause: error })
    throw securityFailure(settings, error, false)
  }
}

/** A failure of tokens or signatures, told as one of the way of messages. */
export function securityFailure(settings: Settings, error: SecurityError, sent: boolean): HttpError {
  return new HttpError('security', httpText('security', { server: settings.server, reason: error.message }), {
    hint: error.hint || httpText('securityHint'),
    cause: error,
    sent,
    details: { failure: error.failure },
  })
}

/**
 * The server does not accept the credentials.
 * @param facts sent: whether a message may have been taken all the same; loggedOn: whether the logon itself had been taken
 */
export function refused(
  settings: Settings,
  challenges: readonly Challenge[],
  facts: { readonly cause?: unknown; readonly sent?: boolean; readonly loggedOn?: boolean } = {},
): HttpError {
  const { credentials, server, secure, channelBinding } = settings
  const user = credentials.kind === 'certificate' ? httpText('certificateUser') : credentials.username
  const hints = {
    certificate: () => httpText('logonCertificateHint'),
    basic: () => httpText('logonBasicHint'),
    ntlm: () => httpText(secure && channelBinding ? 'logonBoundHint' : 'logonHint'),
    negotiate: () => httpText(secure && channelBinding ? 'logonBoundHint' : 'logonHint'),
  }
  const { cause, sent, loggedOn = false } = facts
  return new HttpError('logon', httpText(loggedOn ? 'messageRefused' : 'logonRefused', { server, user }), {
    hint: loggedOn ? httpText('messageRefusedHint') : hints[credentials.kind](),
    status: 401,
    offered: offeredSchemes(challenges),
    cause,
    sent,
  })
}

function notKept(server: string): HttpError {
  return new HttpError('protocol', httpText('logonNotKept', { server }), { hint: httpText('logonNotKeptHint') })
}
