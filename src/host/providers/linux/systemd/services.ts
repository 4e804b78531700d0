import { posix } from 'node:path'
import type { Machine } from '../../../machine.js'
import { quoteArgument } from '../../command-line.js'
import { processesById } from '../processes.js'
import type { ServiceFacts } from '../service-facts.js'
import { processesOfGroup, readServiceGroups } from './control-groups.js'
import { type ServiceUnit, UnitCatalog } from './unit-catalog.js'
import { expandSpecifiers, parseExec, readUnit, type UnitSettings } from './unit-file.js'

const suffix = /\.service$/
/** More processes than this need not be looked through for the first of them. */
const enough = 64

/** The services of systemd whose names (without `.service`) pass, by name. */
export function* systemdServices(machine: Machine, passes: (name: string) => boolean): Generator<ServiceFacts> {
  const catalog = new UnitCatalog(machine)
  const groups = readServiceGroups(machine)
  const host = machine.value('/proc/sys/kernel/hostname')
  const names = [...new Set([...catalog.names(), ...groups.keys()])].sort()
  for (const name of names)
    if (passes(name.replace(suffix, '')))
      yield new SystemdService(machine, host, catalog.unit(name), groups.get(name) ?? null)
}

class SystemdService implements ServiceFacts {
  readonly #machine: Machine
  readonly #host: string | null
  readonly #unit: ServiceUnit
  readonly #group: string | null
  #settings: UnitSettings | undefined
  #pids: readonly number[] | undefined

  constructor(machine: Machine, host: string | null, unit: ServiceUnit, group: string | null) {
    this.#machine = machine
    this.#host = host
    this.#unit = unit
    this.#group = group
  }

  get name(): string {
    return this.#unit.name.replace(suffix, '')
  }

  get displayName(): string {
    return this.description ?? this.name
  }

  get description(): string | null {
    return this.#setting('Unit.Description')
  }

  /** The first command that starts it, its program in Windows form. */
  get pathName(): string | null {
    const [first] = this.#all('Service.ExecStart')
    const command = first === undefined ? null : parseExec(first)
    if (command === null) return null
    const program = command.program.startsWith('/') ? this.#machine.drives.toWindows(command.program) : command.program
    return [quoteArgument(program), command.rest].filter(Boolean).join(' ')
  }

  get startMode(): 'Auto' | 'Manual' | 'Disabled' {
    return this.#unit.masked ? 'Disabled' : this.#unit.enabled ? 'Auto' : 'Manual'
  }

  /** systemd.exec(5): root unless User= says otherwise; DynamicUser= makes a user with the unit's name. */
  get startName(): string | null {
    if (this.#unit.file === null) return null
    const dynamic = isTrue(this.#setting('Service.DynamicUser'))
    return this.#setting('Service.User') ?? (dynamic ? this.name.replace(/@.*/, '') : 'root')
  }

  get running(): boolean {
    return this.#processes.length > 0
  }

  get acceptsStop(): boolean {
    return this.running && !isTrue(this.#setting('Unit.RefuseManualStop'))
  }

  get processId(): number {
    const pids = this.#processes
    const file = this.#setting('Service.PIDFile')
    const told = file === null ? 0 : Number(this.#machine.value(posix.resolve('/run', file)))
    // 0 stands for a process outside this container.
    if (told > 0 && pids.includes(told)) return told
    // The main process is the one that none of the others started; of several, the oldest.
    let main: { pid: number; start: number } | undefined
    for (const { pid, stat } of processesById(this.#machine, pids.slice(0, enough)))
      if (!pids.includes(stat.parent) && (main === undefined || stat.startTicks < main.start))
        main = { pid, start: stat.startTicks }
    return main?.pid ?? pids[0] ?? 0
  }

  get #processes(): readonly number[] {
    this.#pids ??= this.#group === null ? [] : processesOfGroup(this.#machine, this.#group).sort((a, b) => a - b)
    return this.#pids
  }

  #all(key: string): string[] {
    this.#settings ??= readUnit(this.#machine, this.#unit)
    return (this.#settings.get(key) ?? []).map(value => expandSpecifiers(value, this.#unit.name, this.#host))
  }

  #setting(key: string): string | null {
    return this.#all(key).at(-1) ?? null
  }
}

function isTrue(value: string | null): boolean {
  return /^(1|yes|y|true|t|on)$/i.test(value ?? '')
}
