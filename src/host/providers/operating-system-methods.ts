import { WmiError } from '../../base/errors.js'
import { methodText } from '../../base/texts/host-methods.js'
import type { Facilities } from '../facilities.js'
import type { Machine } from '../machine.js'
import type { ProgramEnd } from '../programs.js'
import type { ProviderCall, ProviderRow } from '../provider.js'
import { runsSystemd } from './linux/sessions.js'
import { code, type Methods } from './methods.js'
import { runProgram } from './run-program.js'

/** System error codes, which these methods answer: winerror.h. */
const codes = { success: 0, accessDenied: 5, failure: 31, notSupported: 50, invalidParameter: 87 } as const

/** What becomes of the machine, as systemctl and shutdown(8) call it. */
interface Ending {
  readonly command: string
  readonly options: readonly string[]
}

const reboot: Ending = { command: 'reboot', options: ['-r'] }
const powerOff: Ending = { command: 'poweroff', options: ['-h', '-P'] }

/** Win32Shutdown, Flags without Force (4): 1 shut down, 2 reboot, 8 power off. A machine that is down here is also off. */
const endings: ReadonlyMap<number, Ending> = new Map([
  [1, powerOff],
  [2, reboot],
  [8, powerOff],
  [9, powerOff],
])
const force = 4
const logOff = 0
/** "InitiateSystemShutdownEx": a comment has at most so many characters. */
const longestComment = 512

/**
 * The methods of Win32_OperatingSystem, for a host that was allowed to shut its machine down; everybody else is refused with
 * WBEM_E_PRIVILEGE_NOT_HELD. Force is the way of every shutdown here. Nobody can be logged off, and the clock is never set.
 */
export function operatingSystemMethods(machine: Machine, { allowShutdown }: Facilities): Methods {
  const end = async (
    call: ProviderCall,
    ending: Ending | undefined,
    minutes = 0,
    comment = '',
  ): Promise<ProviderRow> => {
    if (!allowShutdown) {
      throw new WmiError('WBEM_E_PRIVILEGE_NOT_HELD', methodText('shutdownOff', { method: call.method }), {
        hint: methodText('shutdownOffHint'),
      })
    }
    if (!ending) return code(flagsOf(call) === logOff ? codes.notSupported : codes.invalidParameter)
    const { programs } = machine
    if (minutes === 0 && runsSystemd(machine) && programs.has('systemctl')) {
      const message = comment === '' ? [] : [`--message=${comment}`]
      const args = ['--no-ask-password', '--no-pager', ...message, ending.command]
      return code(codeOf(await runProgram(programs, 'systemctl', args, call.signal)))
    }
    if (!programs.has('shutdown')) return code(codes.notSupported)
    const when = minutes === 0 ? 'now' : `+${minutes}`
    const args = [...ending.options, '--', when, ...(comment === '' ? [] : [comment])]
    return code(codeOf(await runProgram(programs, 'shutdown', args, call.signal)))
  }
  const byFlags = (call: ProviderCall) => endings.get(flagsOf(call))

  return {
    Reboot: call => end(call, reboot),
    Shutdown: call => end(call, powerOff),
    Win32Shutdown: call => end(call, byFlags(call)),
    Win32ShutdownTracker: call =>
      // shutdown(8) counts minutes, WMI seconds: rather later than too early.
      end(call, byFlags(call), Math.ceil(Number(call.parameters.Timeout ?? 0) / 60), commentOf(call)),
    SetDateTime() {
      throw new WmiError('WBEM_E_PRIVILEGE_NOT_HELD', methodText('clockOff'), { hint: methodText('clockOffHint') })
    },
  }
}

function flagsOf({ parameters }: ProviderCall): number {
  return Number(parameters.Flags) & ~force
}

/** Everybody's terminal shows the comment: no control characters. */
function commentOf({ parameters }: ProviderCall): string {
  return String(parameters.Comment ?? '')
    .slice(0, longestComment)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

function codeOf({ code: exit, errors }: ProgramEnd): number {
  if (exit === 0) return codes.success
  if (exit === 127) return codes.notSupported
  return /access denied|authentication required|permission|must be root/i.test(errors)
    ? codes.accessDenied
    : codes.failure
}
