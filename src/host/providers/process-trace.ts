import { WmiError } from '../../base/errors.js'
import { eventText } from '../../base/texts/host-events.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { type KnownProcess, type ProcessListener, ProcessWatch } from './linux/process-watch.js'
import { hasProcfs } from './system-name.js'

/**
 * Win32_ProcessStartTrace and Win32_ProcessStopTrace: processes that begin and end, from procfs. What is promised:
 * - A process that lives 50 ms is seen, unless this program itself was busy for so long. One that ends within 10 ms may be missed.
 * - ProcessName is that of the program which the process ran some 10 ms after it was found.
 * - An end is told within 0.2 s; a zombie ends when its parent takes note of it. ExitStatus is null: only the parent is told it.
 * - A process that is not seen to begin is not told to end.
 * - ParentProcessID is the parent at the time of the look. SessionID is the audit session; there is no Sid.
 */
export function processTraceProvider(machine: Machine): ProviderRegistration {
  const watch = new ProcessWatch(machine)
  return {
    classes: ['Win32_ProcessStartTrace', 'Win32_ProcessStopTrace'],
    provider: {
      enumerate: () => [],
      subscribe({ event, signal, emit }) {
        if (!hasProcfs(machine))
          throw new WmiError('WBEM_E_NOT_SUPPORTED', eventText('noProcessTrace'), {
            hint: eventText('noProcessTraceHint'),
          })
        const starts = event.isA('Win32_ProcessStartTrace')
        const listener: ProcessListener = {
          started: process => starts && emit(rowOf(process)),
          stopped: process => !starts && emit(rowOf(process)),
        }
        watch.add(listener)
        signal.addEventListener('abort', () => watch.remove(listener), { once: true })
      },
    },
  }
}

function rowOf({ pid, parent, name, session }: KnownProcess): ProviderRow {
  return { ProcessID: pid, ParentProcessID: parent, ProcessName: name, SessionID: session }
}
