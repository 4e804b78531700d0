import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import type { ProcessEntry } from './linux/process-entry.js'
import { processesById, runningProcesses } from './linux/processes.js'
import type { Session } from './linux/sessions.js'
import { sessionsOf } from './logon-session.js'
import { reference } from './reference.js'
import { referredKeys } from './referred.js'

/**
 * Win32_SessionProcess: which processes run in which logon session: those of the session's control group, else those whose
 * audit session it is.
 */
export function sessionProcessProvider(machine: Machine): ProviderRegistration {
  function* rows(query: ProviderQuery): Generator<ProviderRow> {
    const wanted = referredKeys(query.references('Antecedent'), 'LogonId')
    const sessions = sessionsOf(machine)
    if (sessions.length === 0) return
    for (const process of processes(query)) {
      const session = sessionOf(process, sessions)
      if (!session || (wanted && !wanted.has(session.id.toLowerCase()))) continue
      yield {
        Antecedent: reference(machine, 'Win32_LogonSession', { LogonId: session.id }),
        Dependent: reference(machine, 'Win32_Process', { Handle: String(process.pid) }),
      }
    }
  }

  function processes(query: ProviderQuery): Iterable<ProcessEntry> {
    const handles = referredKeys(query.references('Dependent'), 'Handle')
    if (!handles) return runningProcesses(machine)
    return processesById(
      machine,
      [...handles].flatMap(handle => (/^\d{1,10}$/.test(handle) ? Number(handle) : [])),
    )
  }

  function sessionOf({ pid, session }: ProcessEntry, sessions: readonly Session[]): Session | undefined {
    const scope = /\/session-([^/\n]+)\.scope(?:[/\n]|$)/.exec(machine.text(`/proc/${pid}/cgroup`) ?? '')?.[1]
    return (
      sessions.find(({ id }) => id === scope) ??
      (session === null ? undefined : sessions.find(({ audit }) => audit === session))
    )
  }

  return { classes: ['Win32_SessionProcess'], provider: { enumerate: rows } }
}
