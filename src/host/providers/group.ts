import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { readGroups } from './linux/groups.js'
import { localAccounts } from './local-account.js'

/** Win32_Group: the groups of /etc/group. Elsewhere than on Linux nothing tells them. */
export function groupProvider(machine: Machine): ProviderRegistration {
  return localAccounts('Win32_Group', machine, () =>
    machine.platform === 'linux' ? readGroups(machine).map(({ name }) => name) : [],
  )
}
