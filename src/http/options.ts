import type { ExchangeEvent } from './trace.js'

/** How to prove who we are. */
export type Credentials =
  | { readonly kind: 'negotiate' | 'ntlm' | 'basic'; readonly username: string; readonly password: string }
  /** The client certificate of {@link TlsOptions}. */
  | { readonly kind: 'certificate' }

/** PEM texts and PKCS#12 bytes, not file names. */
export interface TlsOptions {
  /** Certificates of authorities to trust besides the system's. */
  readonly ca?: string
  /** SHA-256 (64 hexadecimal digits) or SHA-1 thumbprint (40) of the server's certificate: then nothing else is checked. Colons and blanks are allowed. */
  readonly fingerprint?: string
  /** Accepts every certificate. Never together with Basic. */
  readonly insecure?: boolean
  /** Client certificate and key. */
  readonly certificate?: string
  readonly key?: string
  /** Client certificate, key and chain in one: PKCS#12, in place of the two. */
  readonly pfx?: Uint8Array
  /** Of the key, or of the PKCS#12. */
  readonly keyPassphrase?: string
  /** The name that the certificate must carry when it is not the one of the URL. */
  readonly serverName?: string
}

/** Everything about the way to one server as one user. */
export interface HttpOptions {
  /** http: or https:, with port and path; user, password, query and fragment are refused. */
  readonly url: URL
  readonly credentials: Credentials
  readonly tls?: TlsOptions
  /** WinRM's AllowUnencrypted: permits Basic and clear messages over http. */
  readonly allowUnencrypted?: boolean
  /** Permits NTLM servers that send no timestamp, so that the exchange has no MIC. */
  readonly allowLegacyNtlm?: boolean
  /** False: no channel bindings over TLS, for a proxy that ends TLS. Default true. */
  readonly channelBinding?: boolean
  /** `http://[user:password@]proxy:3128`; every session is tunnelled with CONNECT. */
  readonly proxy?: string
  /** Sessions at a time; default 4. */
  readonly maxConnections?: number
  /** Milliseconds for address, TCP, proxy and TLS; default 15,000. */
  readonly connectTimeout?: number
  /** Milliseconds after which an idle session is closed; default 60,000. */
  readonly idleTimeout?: number
  /** Bytes of the largest answer accepted; default 16 MiB. */
  readonly maxReply?: number
  /** Told of every exchange, bodies in clear, secrets and tokens blanked. */
  readonly onExchange?: (event: ExchangeEvent) => void
}
