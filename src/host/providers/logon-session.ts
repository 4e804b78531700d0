import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readSessions, type Session } from './linux/sessions.js'
import { systemZone } from './zone.js'

/** LogonType of the WMI SDK. */
const logonTypes = { interactive: 2, remoteInteractive: 10 } as const

/**
 * Win32_LogonSession: the logons of people as systemd-logind keeps them, else those of utmp. LogonId is the session's id there;
 * greeters and background work are nobody's logon.
 */
export function logonSessionProvider(machine: Machine): ProviderRegistration {
  function row({ id, remote, start }: Session): ProviderRow {
    return {
      LogonId: id,
      LogonType: remote ? logonTypes.remoteInteractive : logonTypes.interactive,
      StartTime: start === null ? null : systemZone(machine).dateTime(start),
    }
  }

  return {
    classes: ['Win32_LogonSession'],
    provider: {
      fixed: ['LogonType', 'StartTime'],
      enumerate: () => sessionsOf(machine).map(row),
      get(keys) {
        const session = sessionsOf(machine).find(({ id }) => id === keys.LogonId)
        return session ? row(session) : null
      },
    },
  }
}

/** The logons that last; none where the machine keeps no account of them. */
export function sessionsOf(machine: Machine): readonly Session[] {
  return machine.platform === 'linux' ? (readSessions(machine) ?? []) : []
}
