import { userInfo } from 'node:os'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { type Account, type Password, readAccounts, readSecrets, type Secrets } from './linux/accounts.js'
import { accountsOf } from './local-account.js'

export interface UserAccountOptions {
  /** Milliseconds since 1970, by which an account has expired or not. */
  readonly now?: () => number
}

/** UF_NORMAL_ACCOUNT. */
const normalAccount = 512
/** From here on chage(1) too says never. */
const neverExpires = 10_000
const day = 86_400_000
const secretColumns = ['Disabled', 'Status', 'PasswordExpires', 'PasswordRequired']

/**
 * Win32_UserAccount: the accounts of /etc/passwd, the system's own included; off Linux the one of this process. Disabled
 * needs a readable /etc/shadow and means that the account has expired or its password was locked; it is null where there
 * never was a password, for a key may open such an account. Hashes are never kept.
 */
export function userAccountProvider(machine: Machine, options: UserAccountOptions = {}): ProviderRegistration {
  const { now = Date.now } = options
  const hasFiles = machine.platform === 'linux'

  function row(account: Account, secrets: Secrets | undefined): ProviderRow {
    const password = account.password ?? secrets?.password
    const expired = secrets?.expires != null && secrets.expires * day <= now()
    const disabled = expired || known(password, answer => answer === 'locked')
    return {
      Domain: machine.hostName,
      Name: account.name,
      Caption: `${machine.hostName}\\${account.name}`,
      FullName: account.fullName,
      LocalAccount: true,
      AccountType: normalAccount,
      Disabled: disabled,
      Status: disabled === null ? null : disabled ? 'Degraded' : 'OK',
      PasswordRequired: known(password, answer => answer !== 'none'),
      PasswordExpires: secrets && secrets.maxAge !== null && secrets.maxAge < neverExpires,
    }
  }

  function* rows(query: ProviderQuery): Generator<ProviderRow> {
    const secrets = hasFiles && secretColumns.some(column => query.wants(column)) ? readSecrets(machine) : undefined
    for (const account of hasFiles ? readAccounts(machine) : ownAccount())
      yield row(account, secrets?.get(account.name))
  }

  function accounts(keys: readonly ProviderRow[], query: ProviderQuery): (ProviderRow | null)[] {
    return accountsOf(machine, keys, rows(query))
  }

  return {
    classes: ['Win32_UserAccount'],
    provider: {
      enumerate: rows,
      get: (keys, query) => accounts([keys], query)[0] ?? null,
      getMany: accounts,
    },
  }
}

function known(password: Password | null | undefined, test: (password: Password) => boolean): boolean | null {
  return !password || password === 'unset' ? null : test(password)
}

/** macOS and Windows keep their accounts where node:os does not look. */
function ownAccount(): readonly Account[] {
  const { username, uid, gid } = userInfo()
  return [{ name: username, uid: uid < 0 ? null : uid, gid: gid < 0 ? null : gid, fullName: null, password: null }]
}
