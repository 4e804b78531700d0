import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { readAccounts } from './linux/accounts.js'
import { personRange } from './linux/login-defs.js'
import { localAccounts } from './local-account.js'

/**
 * Win32_SystemAccount: the accounts of /etc/passwd whose numbers the system keeps for itself, root among them. Unlike on
 * Windows they are accounts like others, so Win32_UserAccount lists them too.
 */
export function systemAccountProvider(machine: Machine): ProviderRegistration {
  return localAccounts('Win32_SystemAccount', machine, () => {
    if (machine.platform !== 'linux') return []
    const { first, last } = personRange(machine)
    return readAccounts(machine).flatMap(({ name, uid }) => (uid !== null && (uid < first || uid > last) ? [name] : []))
  })
}
