// The accounts that the system keeps itself: passwd(5) and shadow(5). Those of a directory server are not in these files.
import type { Machine } from '../../machine.js'

/**
 * Whether a password opens the account. `locked`: it did until the administrator locked it; `unset`: none ever could, other
 * ways such as keys are not told; `none`: none is needed.
 */
export type Password = 'set' | 'locked' | 'unset' | 'none'

export interface Account {
  readonly name: string
  /** Numbers of the account and of its primary group; null where the line has none. */
  readonly uid: number | null
  readonly gid: number | null
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
    const [name, password, uid, gid, gecos, home, shell] = line.split(':')
    if (!name || /^[+-]/.test(name) || password === undefined || home === undefined || shell === undefined) continue
    if (accounts.has(name)) continue
    const fullName = gecos?.split(',')[0] ?? ''
    accounts.set(name, {
      name,
      uid: accountNumber(uid),
      gid: accountNumber(gid),
      fullName,
      password: password === 'x' ? null : passwordOf(password),
    })
  }
  return [...accounts.values()]
}

/** The number of an account or a group: 32 bits. */
export function accountNumber(text: string | undefined): number | null {
  const value = text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return value <= 0xffffffff ? value : null
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

/** `!` before a hash locks it; `*`, `!` alone and the like stand where a hash never was. */
function passwordOf(field: string): Password {
  if (field === '') return 'none'
  if (/^!+[$_./A-Za-z0-9]/.test(field)) return 'locked'
  return /^[!*]/.test(field) ? 'unset' : 'set'
}

function days(text: string | undefined): number | null {
  return text && /^\d+$/.test(text) ? Number(text) : null
}
