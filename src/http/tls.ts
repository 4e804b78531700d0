import { X509Certificate } from 'node:crypto'
import { isIP, isIPv6, type Socket } from 'node:net'
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { ArgumentError } from '../base/errors.js'
import { httpText } from '../base/texts/http.js'
import { systemAuthorities } from './authorities.js'
import { certificateFacts, isPinned, readFingerprint } from './certificate.js'
import { HttpError } from './errors.js'
import { tlsFailure } from './failures.js'
import type { Route } from './settings.js'

/** TLS to one server; the certificate is judged before a byte of ours is written. */
export class TlsClient {
  readonly #route: Route
  readonly #fingerprint: string | undefined
  #context: SecureContext | undefined

  /** @throws ArgumentError for a fingerprint that is none */
  constructor(route: Route) {
    this.#route = route
    this.#fingerprint = route.tls.fingerprint === undefined ? undefined : readFingerprint(route.tls.fingerprint)
  }

  /**
   * Shakes hands. The socket answered is not judged yet.
   * @throws HttpError `tls`; ArgumentError when the certificates given cannot be read
   */
  async handshake(socket: Socket, signal: AbortSignal): Promise<TLSSocket> {
    // An empty name would have Node verify that of localhost.
    const name = this.#route.tls.serverName || this.#route.host
    this.#context ??= this.#makeContext()
    // Every certificate is taken here and judged by `judge`: so the one that is refused can be told, and pinned ones need no authority. There
    // is no session to resume, for none is ever given.
    const secured = connect({
      socket,
      host: name,
      servername: isIP(name) ? '' : name,
      secureContext: this.#context,
      rejectUnauthorized: false,
      checkServerIdentity: identity,
    })
    return await new Promise<TLSSocket>((resolve, reject) => {
      const stop = () => secured.destroy()
      const end = () => {
        signal.removeEventListener('abort', stop)
        secured.off('error', onError).off('close', onClose)
        // Later failures are told by whoever has the socket; this one keeps an early one from ending the process.
        secured.on('error', () => {})
      }
      const fail = (cause?: Error) => {
        end()
        secured.destroy()
        reject(tlsFailure(this.#route, cause))
      }
      const onError = (error: Error) => fail(error)
      const onClose = () => fail()
      signal.addEventListener('abort', stop)
      secured.on('error', onError).on('close', onClose)
      secured.once('secureConnect', () => {
        end()
        resolve(secured)
      })
      if (signal.aborted) stop()
    })
  }

  /**
   * Judges the certificate of the server.
   * @returns the certificate, DER
   * @throws HttpError `certificate`
   */
  judge(secured: TLSSocket): Buffer {
    const { server, tls } = this.#route
    const raw = peerCertificate(secured)
    if (!raw) throw tlsFailure(this.#route)
    if (this.#fingerprint !== undefined) {
      if (isPinned(raw, this.#fingerprint)) return raw
      throw new HttpError('certificate', httpText('certificatePin', { server }), {
        hint: httpText('certificatePinHint'),
        details: { ...certificateFacts(raw), reason: 'fingerprint' },
      })
    }
    if (tls.insecure || secured.authorized) return raw
    const reason = authorizationReason(secured)
    throw new HttpError('certificate', httpText('certificateRefused', { server, reason }), {
      hint: certificateHint(reason),
      details: { ...certificateFacts(raw), reason },
    })
  }

  #makeContext(): SecureContext {
    const { tls, capTls } = this.#route
    const trusting = this.#fingerprint !== undefined || tls.insecure
    try {
      // Node passes over authorities that it cannot read.
      if (tls.ca !== undefined) new X509Certificate(tls.ca)
      return createSecureContext({
        ...(trusting ? {} : { ca: [...systemAuthorities(), ...(tls.ca === undefined ? [] : [tls.ca])] }),
        ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
        ...(tls.key === undefined ? {} : { key: tls.key }),
        ...(tls.pfx === undefined ? {} : { pfx: Buffer.from(tls.pfx) }),
        ...(tls.keyPassphrase === undefined ? {} : { passphrase: tls.keyPassphrase }),
        ...(capTls ? { maxVersion: 'TLSv1.2' } : {}),
      })
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ArgumentError(httpText('pemUnreadable', { reason }), { hint: httpText('pemUnreadableHint') })
    }
  }
}

/** Whether a certificate is that of a server. Some releases of Node.js find no address of IPv6 in any certificate. */
function identity(host: string, certificate: PeerCertificate): Error | undefined {
  if (isIPv6(host) && new X509Certificate(certificate.raw).checkIP(host) !== undefined) return undefined
  return checkServerIdentity(host, certificate)
}

/** The certificate of the server, DER. Without one there is an empty object, and null on a closed socket, of which the types know nothing. */
export function peerCertificate(secured: TLSSocket): Buffer | undefined {
  const certificate: { raw?: Buffer } | null = secured.getPeerCertificate()
  return certificate?.raw
}

/** A code of OpenSSL or Node, such as `DEPTH_ZERO_SELF_SIGNED_CERT`. */
function authorizationReason(secured: TLSSocket): string {
  // Declared an Error, but a text.
  const error: unknown = secured.authorizationError
  return typeof error === 'string' ? error : 'UNVERIFIED'
}

function certificateHint(reason: string): string {
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') return httpText('certificateNameHint')
  if (/EXPIRED|NOT_YET_VALID/.test(reason)) return httpText('certificateDateHint')
  return httpText('certificateTrustHint')
}
