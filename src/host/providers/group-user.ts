import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readAccounts } from './linux/accounts.js'
import { membersOf, readGroups } from './linux/groups.js'
import { reference } from './reference.js'
import { referredKeys } from './referred.js'

/** Win32_GroupUser: who is in which group, by name or because it is the account's primary group. */
export function groupUserProvider(machine: Machine): ProviderRegistration {
  function* rows(query: ProviderQuery): Generator<ProviderRow> {
    if (machine.platform !== 'linux') return
    const groups = referredKeys(query.references('GroupComponent'), 'Name')
    const users = referredKeys(query.references('PartComponent'), 'Name')
    const accounts = readAccounts(machine)
    for (const group of readGroups(machine)) {
      if (groups && !groups.has(foldName(group.name))) continue
      for (const user of membersOf(group, accounts)) {
        if (users && !users.has(foldName(user))) continue
        yield {
          GroupComponent: reference(machine, 'Win32_Group', { Domain: machine.hostName, Name: group.name }),
          PartComponent: reference(machine, 'Win32_UserAccount', { Domain: machine.hostName, Name: user }),
        }
      }
    }
  }

  return { classes: ['Win32_GroupUser'], provider: { enumerate: rows } }
}
