// Basic, and logons by tokens that belong to a connection: RFC 7617, RFC 4559, [MS-NTHT].
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import { challengeOf, offeredSchemes, readChallenges } from '../../../http/challenges.js'
import type { Answer, Channel, ChannelRequest, PostTerms } from '../../../http/channel.js'
import { ntlmContexts } from '../../../http/contexts.js'
import { HttpError } from '../../../http/errors.js'
import type { Route } from '../../../http/settings.js'
import { SecurityError, tlsServerEndPoint } from '../../../security/index.js'
import type { HttpCredentials } from './connection.js'

/** NTLM takes two rounds, SPNEGO three. */
const mostRounds = 6

/** As whom a request goes, and over which connection. */
export interface LogonTerms {
  readonly credentials: HttpCredentials | undefined
  readonly route: Route
  /** The server's, DER; of TLS only. */
  readonly certificate: Buffer | undefined
  readonly terms: PostTerms
}

/** Sends a request as a user, or as nobody. @throws HttpError `logon`, `notOffered`, `security`, and what the channel throws */
export async function sendAuthenticated(channel: Channel, request: ChannelRequest, logon: LogonTerms): Promise<Answer> {
  const { credentials, terms } = logon
  const answer =
    credentials === undefined
      ? await channel.send(request, terms)
      : credentials.kind === 'basic'
        ? await channel.send(authorized(request, `Basic ${basic(credentials)}`), terms)
        : await byTokens(channel, request, credentials, logon)
  if (answer.status === 401) throw refused(logon, answer)
  return answer
}

/** The first token goes with an empty body: what is to be said is said only to a server that has answered it. */
async function byTokens(
  channel: Channel,
  request: ChannelRequest,
  credentials: HttpCredentials,
  logon: LogonTerms,
): Promise<Answer> {
  const { route, certificate, terms } = logon
  const scheme = credentials.kind === 'ntlm' ? 'NTLM' : 'Negotiate'
  const context = ntlmContexts({
    mechanism: credentials.kind === 'ntlm' ? 'ntlm' : 'negotiate',
    username: credentials.username,
    password: credentials.password,
    targetName: `HTTP/${route.host}`,
    channelBindings: certificate && tlsServerEndPoint(certificate),
    allowLegacy: false,
  })
  try {
    const empty = { ...request, body: request.body && new Uint8Array() }
    let step = await context.step(undefined)
    for (let round = 0; round < mostRounds && step.token; round += 1) {
      const token = `${scheme} ${Buffer.from(step.token).toString('base64')}`
      const answer = await channel.send(authorized(round === 0 ? empty : request, token), terms)
      const challenge = challengeOf(readChallenges(answer.headers['www-authenticate']), scheme)
      if (answer.status !== 401) {
        // A server that takes the first token has not asked who we are, and has not got the request.
        if (round === 0) return await channel.send(request, terms)
        if (challenge?.token && !step.done) await context.step(Buffer.from(challenge.token, 'base64'))
        return answer
      }
      if (!challenge?.token || channel.dead) return answer
      step = await context.step(Buffer.from(challenge.token, 'base64'))
    }
  } catch (error) {
    if (!(error instanceof SecurityError)) throw error
    throw new HttpError('security', webServiceText('logonSecurity', { server: route.server, reason: error.message }), {
      hint: error.hint,
      cause: error,
    })
  }
  throw refusal(logon, [])
}

function authorized(request: ChannelRequest, authorization: string): ChannelRequest {
  return { ...request, headers: { ...request.headers, authorization } }
}

function basic({ username, password }: HttpCredentials): string {
  return Buffer.from(`${username}:${password}`).toString('base64')
}

function refused(logon: LogonTerms, answer: Answer): HttpError {
  return refusal(logon, offeredSchemes(readChallenges(answer.headers['www-authenticate'])))
}

function refusal({ credentials, route }: LogonTerms, offered: readonly string[]): HttpError {
  const { server } = route
  const schemes = offered.join(', ') || '-'
  if (credentials === undefined)
    return new HttpError('logon', webServiceText('logonWanted', { server, offered: schemes }), {
      hint: webServiceText('logonWantedHint'),
      status: 401,
      offered,
    })
  const name = { basic: 'Basic', negotiate: 'Negotiate', ntlm: 'NTLM' }[credentials.kind]
  const isOffered = offered.some(scheme => scheme.toLowerCase() === name.toLowerCase())
  if (offered.length > 0 && !isOffered)
    return new HttpError('notOffered', webServiceText('notOffered', { server, wanted: name, offered: schemes }), {
      hint: webServiceText('notOfferedHint'),
      status: 401,
      offered,
    })
  return new HttpError('logon', webServiceText('logonRefused', { server, user: credentials.username }), {
    hint: webServiceText('logonRefusedHint'),
    status: 401,
    offered,
  })
}
