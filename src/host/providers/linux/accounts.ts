// The accounts that the system keeps itself: passwd(5) and shadow(5). Those of a directory server are not in these files.
import type { Machine } from '../../machine.js'

/** What opens the account: any password of nobody's choice is `locked`, no password at all `none`. */
type Password = 'set' | 'locked' | 'none'

export interface Account {
  readonly name: string
  /** The person's name: the first field of GECOS. */
  readonly fullName: string | null
  /** Null when the file that would tell may not be read. */
  readonly password: Password | null
}

/** What shadow(5) keeps of an account, its hash left behind. */
export interface Secrets {
  readonly password: Password
  /** Day since 1970 from which nobody may log on; null for never. */
  readonly expires: number | null
  /** Days after which the password must be changed; null for never. */
  readonly maxAge: number | null
}

/** The accounts in the order of the file, the first of each name; `+` lines are includes, not accounts. */
export function readAccounts(machine: Machine): readonly Account[] {
  const accounts = new Map<string, Account>()
  for (const line of (machine.text('/etc/passwd') ?? '').split('\n')) {
    const [name, password, , , gecos, home, shell] = line.split(':')
    if (!name || /^[+-]/.test(name) || password === undefined || home === undefined || shell === undefined) continue
    if (accounts.has(name)) continue
    const fullName = gecos?.split(',')[0] ?? ''
    accounts.set(name, { name, fullName, password: password === 'x' ? null : passwordOf(password) })
  }
  return [...accounts.values()]
}

/** Empty when the file may not be read. */
export function readSecrets(machine: Machine): ReadonlyMap<string, Secrets> {
  const secrets = new Map<string, Secrets>()
  for (const line of (machine.text('/etc/shadow') ?? '').split('\n')) {
    const [name, password, , , maxAge, , , expires] = line.split(':')
    if (!name || password === undefined || secrets.has(name)) continue
    secrets.set(name, { password: passwordOf(password), expires: days(expires), maxAge: days(maxAge) })
  }
  return secrets
}

/** `!` before a hash locks it; `*` and the like are no hash that a password could have. */
function passwordOf(field: string): Password {
  return field === '' ? 'none' : /^[!*]/.test(field) ? 'locked' : 'set'
}

function days(text: string | undefined): number | null {
  return text && /^\d+$/.test(text) ? Number(text) : null
}
