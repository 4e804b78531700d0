// The Authorization header: RFC 9110 11.6.2, RFC 7617 (Basic), RFC 4559 (Negotiate), [MS-WSMV] 2.2.1 (certificates).

/** `Authorization` by its scheme; `other` for schemes that are not served or that cannot be read. */
export type Authorization =
  | { readonly scheme: 'negotiate' | 'ntlm'; readonly name: string; readonly token: Buffer }
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }
  | { readonly scheme: 'certificate' }
  | { readonly scheme: 'other' }

const certificateScheme = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual'
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Reads the header; undefined when there is none. */
export function readAuthorization(header: string | undefined): Authorization | undefined {
  if (header === undefined) return undefined
  // Trimmed before: one pattern for all would look at many blanks as often as there are blanks.
  const [, name = '', rest = ''] = /^(\S+)(?:[\t ]+(\S+))?$/.exec(header.trim()) ?? []
  const scheme = name.toLowerCase()
  if (scheme === certificateScheme) return { scheme: 'certificate' }
  if (!base64.test(rest)) return { scheme: 'other' }
  const bytes = Buffer.from(rest, 'base64')
  if (scheme === 'negotiate' || scheme === 'ntlm') return { scheme, name, token: bytes }
  return scheme === 'basic' ? readBasic(bytes) : { scheme: 'other' }
}

function readBasic(bytes: Buffer): Authorization {
  const text = bytes.toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return { scheme: 'other' }
  return { scheme: 'basic', user: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** The user of `DOMAIN\user`, and the domain, which is empty when none is given. */
export function splitUser(name: string): { user: string; domain: string } {
  const slash = name.indexOf('\\')
  return slash < 0 ? { user: name, domain: '' } : { user: name.slice(slash + 1), domain: name.slice(0, slash) }
}
