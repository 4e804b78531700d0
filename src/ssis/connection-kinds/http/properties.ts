import type { PropertyDefinition } from '../../contract.js'

/** How credentials of an HTTP connection manager are proved. SSIS knows Basic only. */
export const HttpAuthentication = { Basic: 0, Negotiate: 1, Ntlm: 2 } as const
export type HttpAuthentication = (typeof HttpAuthentication)[keyof typeof HttpAuthentication]

/** What stands as attributes of `DTS:HttpConnection`, in this order. */
export const storedProperties: readonly PropertyDefinition[] = [
  { name: 'ServerURL', type: 'String', default: '' },
  { name: 'UseServerCredentials', type: 'Boolean', default: false },
  { name: 'ServerUserName', type: 'String', default: '' },
  { name: 'ServerDomain', type: 'String', default: '' },
  { name: 'UseSecureConnection', type: 'Boolean', default: false },
  { name: 'CertificateIdentifier', type: 'String', default: '' },
  { name: 'Timeout', type: 'Int32', default: 30 },
  { name: 'ChunkSize', type: 'Int32', default: 1 },
  { name: 'UseProxy', type: 'Boolean', default: false },
  { name: 'ProxyURL', type: 'String', default: '' },
  { name: 'UseProxyCredentials', type: 'Boolean', default: false },
  { name: 'ProxyUserName', type: 'String', default: '' },
  { name: 'ProxyDomain', type: 'String', default: '' },
  { name: 'BypassProxyOnLocal', type: 'Boolean', default: false },
  { name: 'ConnectByProxy', type: 'Boolean', default: false },
]

/** The secrets of the manager: `DTS:Property` elements of `DTS:HttpConnection`. */
export const secretNames = ['ServerPassword', 'ProxyPassword'] as const
export type SecretName = (typeof secretNames)[number]

/** Ours, and never saved. */
export const unsavedProperties: readonly PropertyDefinition[] = [
  {
    name: 'AuthenticationMethod',
    type: { enum: HttpAuthentication, name: 'HttpAuthentication' },
    default: HttpAuthentication.Basic,
  },
  { name: 'ServerCertificateFingerprint', type: 'String', default: '' },
  { name: 'CertificatePassword', type: 'String', default: '', writeOnly: true },
]

/** Every property of an HTTP connection manager. */
export const httpProperties: readonly PropertyDefinition[] = [
  { name: 'ConnectionString', type: 'String', default: '' },
  ...storedProperties,
  ...secretNames.map((name): PropertyDefinition => ({ name, type: 'String', default: '', writeOnly: true })),
  ...unsavedProperties,
]
