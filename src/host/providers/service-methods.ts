import type { Machine } from '../machine.js'
import type { ProgramEnd } from '../programs.js'
import type { ProviderCall, ProviderRow } from '../provider.js'
import type { ServiceFacts } from './linux/service-facts.js'
import { readServices } from './linux/services.js'
import { runsSystemd } from './linux/sessions.js'
import { code, type Methods } from './methods.js'
import { runProgram } from './run-program.js'

/** What the methods of Win32_Service answer. */
const codes = {
  success: 0,
  notSupported: 1,
  accessDenied: 2,
  invalidControl: 4,
  notActive: 6,
  timeout: 7,
  unknownFailure: 8,
  pathNotFound: 9,
  alreadyRunning: 10,
  dependencyFailure: 13,
  disabled: 14,
  invalidName: 20,
  invalidParameter: 21,
} as const

/** What systemctl says when it could not, in the order in which it is looked for. */
const refusals: readonly (readonly [said: RegExp, code: number])[] = [
  [/requested by dependency only/i, codes.invalidControl],
  [/access denied|authentication required|permission denied|not permitted/i, codes.accessDenied],
  [/timeout was exceeded|timed out/i, codes.timeout],
  [/is masked/i, codes.disabled],
  [/^a dependency job/im, codes.dependencyFailure],
  [/not found|no such file/i, codes.pathNotFound],
]

/** Exit codes of systemctl that say more than that it failed: 4 without the privilege, 5 without the program, 127 not there itself. */
const exits: Readonly<Record<number, number>> = {
  0: codes.success,
  4: codes.accessDenied,
  5: codes.pathNotFound,
  127: codes.notSupported,
}

/** Said with success when a unit has nothing that could start it: systemctl(1), enable. */
const nothingToEnable = /no installation config/i

type StartMode = 'Auto' | 'Manual' | 'Disabled'

/** What ChangeStartMode takes, the texts of its documentation and those that Win32_Service.StartMode shows. */
const startModes: ReadonlyMap<string, StartMode> = new Map([
  ['automatic', 'Auto'],
  ['auto start', 'Auto'],
  ['auto', 'Auto'],
  ['manual', 'Manual'],
  ['demand start', 'Manual'],
  ['disabled', 'Disabled'],
])

/** The commands of systemctl that bring a start mode about; a service that is masked must be unmasked before. */
const modeCommands: Readonly<Record<StartMode, string>> = { Auto: 'enable', Manual: 'disable', Disabled: 'mask' }

/** Methods that only look. */
export const harmlessServiceMethods = ['InterrogateService']

/**
 * The methods of Win32_Service, carried out by systemctl where systemd manages the machine. Without it, and for Create, Change
 * and Delete, whose settings have no counterpart here, the answer is 1 (not supported). No service here can pause.
 */
export function serviceMethods(machine: Machine): Methods {
  const unsupported = () => code(codes.notSupported)

  /** What systemctl answered, after `--` so that no name is an option. */
  const systemctl = (command: string, { name }: ServiceFacts, signal: AbortSignal) =>
    runProgram(
      machine.programs,
      'systemctl',
      ['--no-ask-password', '--no-pager', command, '--', `${name}.service`],
      signal,
    )

  const withService = async (
    call: ProviderCall,
    work: (service: ServiceFacts) => number | Promise<number>,
  ): Promise<ProviderRow> => {
    const name = String(call.instance?.Name ?? call.keys?.Name)
    // What systemd allows in the name of a unit; `*` and `[` would be patterns.
    if (!/^[\w:.\\@-]+$/.test(name)) return code(codes.invalidName)
    if (!runsSystemd(machine) || !machine.programs.has('systemctl')) return unsupported()
    for (const service of readServices(machine, each => each === name)) return code(await work(service))
    return code(codes.pathNotFound)
  }

  const active = (call: ProviderCall, answer: number) =>
    withService(call, service => (service.running ? answer : codes.notActive))

  return {
    StartService: call =>
      withService(call, async service => {
        if (service.startMode === 'Disabled') return codes.disabled
        if (service.running) return codes.alreadyRunning
        return codeOf(await systemctl('start', service, call.signal))
      }),
    StopService: call =>
      withService(call, async service => {
        if (!service.running) return codes.notActive
        if (!service.acceptsStop) return codes.invalidControl
        return codeOf(await systemctl('stop', service, call.signal))
      }),
    PauseService: call => active(call, codes.invalidControl),
    ResumeService: call => active(call, codes.invalidControl),
    InterrogateService: call => active(call, codes.success),
    UserControlService(call) {
      // "ControlService": 128 to 255 are for the service's own controls.
      const own = Number(call.parameters.ControlCode) >= 128
      return own ? active(call, codes.invalidControl) : code(codes.invalidParameter)
    },
    ChangeStartMode(call) {
      const mode = startModes.get(String(call.parameters.StartMode).toLowerCase())
      if (mode === undefined) return code(codes.invalidParameter)
      return withService(call, async service => {
        if (service.startMode === mode) return codes.success
        const commands = [...(service.startMode === 'Disabled' ? ['unmask'] : []), modeCommands[mode]]
        for (const command of commands) {
          const end = await systemctl(command, service, call.signal)
          if (end.code === 0 && command === 'enable' && nothingToEnable.test(end.errors)) return codes.notSupported
          if (end.code !== 0) return codeOf(end)
        }
        return codes.success
      })
    },
    Create: unsupported,
    Change: unsupported,
    Delete: unsupported,
  }
}

function codeOf({ code: exit, errors }: ProgramEnd): number {
  const said = exit === 0 || exit === 127 ? undefined : refusals.find(([pattern]) => pattern.test(errors))?.[1]
  return said ?? exits[exit ?? -1] ?? codes.unknownFailure
}
