import { hostname } from 'node:os'
import { foldName } from '../../base/name-map.js'

/**
 * The one form in which accounts are compared: `alice` for an account of this machine, `alice@corp.example` for one of a
 * domain, without case. `CORP\alice` and `alice@CORP` are the same; `.\alice` and `HOST\alice` are `alice`.
 *
 * @param host the machine's name
 */
export function accountName(text: string, host: string = hostname()): string {
  const folded = foldName(text.trim())
  const backslash = folded.indexOf('\\')
  const at = folded.lastIndexOf('@')
  const [name, domain] =
    backslash >= 0
      ? [folded.slice(backslash + 1), folded.slice(0, backslash)]
      : at > 0
        ? [folded.slice(0, at), folded.slice(at + 1)]
        : [folded, '']
  return domain === '' || domain === '.' || domain === foldName(host) ? name : `${name}@${domain}`
}
