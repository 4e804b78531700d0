// With what one logs on to a server of the network, decided by the options alone.
import { ArgumentError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import type { Credentials } from '../http/options.js'
import { TransportError } from './errors.js'
import type { ConnectOptions } from './options.js'
import { shownServer } from './server-url.js'

const methods: ReadonlySet<string> = new Set<Credentials['kind']>(['negotiate', 'ntlm', 'basic', 'certificate'])

/**
 * The credentials of a connection to `url`. Which of them may go over which way, `src/http` knows.
 *
 * @throws TransportError `credentials` where the caller's own identity would be used, which is Kerberos's part;
 *   ArgumentError for a name without a password, or a password without a name
 */
export function credentialsOf(options: ConnectOptions, url: URL): Credentials {
  const { username = '', password, tls, useNtAuth } = options
  const server = shownServer(url.href)
  const method = options.auth ?? (username === '' && tls?.certificate !== undefined ? 'certificate' : 'negotiate')
  if (!methods.has(method)) throw new ArgumentError(connectText('authForm'), { hint: connectText('authFormHint') })
  if (method === 'certificate') return { kind: 'certificate' }
  if (useNtAuth === true || username === '') throw noIdentity(options, server)
  if (password === undefined)
    throw new ArgumentError(connectText('noPassword', { server }), { hint: connectText('noPasswordHint') })
  return { kind: method, username, password }
}

/** As the caller: what Windows does with Kerberos or the password it remembers. */
function noIdentity({ username = '', password, useNtAuth }: ConnectOptions, server: string): Error {
  if (useNtAuth === true && (username !== '' || password !== undefined))
    return new TransportError('credentials', connectText('identityWithUser', { server }), {
      hint: connectText('identityWithUserHint'),
    })
  if (password !== undefined && password !== '')
    return new ArgumentError(connectText('passwordWithoutUser', { server }), { hint: connectText('identityHint') })
  return new TransportError('credentials', connectText('identity', { server }), { hint: connectText('identityHint') })
}
