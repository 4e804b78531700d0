import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { sessionsOf } from './logon-session.js'
import { reference } from './reference.js'

/** Win32_LoggedOnUser: whose each logon session is. */
export function loggedOnUserProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_LoggedOnUser'],
    provider: {
      enumerate: () =>
        sessionsOf(machine).map(({ id, user }) => ({
          Antecedent: reference(machine, 'Win32_UserAccount', { Domain: machine.hostName, Name: user }),
          Dependent: reference(machine, 'Win32_LogonSession', { LogonId: id }),
        })),
    },
  }
}
