// Services without systemd: scripts in /etc/init.d, started by the links of System V runlevels or by OpenRC.
import type { Machine } from '../../machine.js'
import { entriesOf, exists } from './folder.js'
import { processesById } from './processes.js'
import type { ServiceFacts } from './service-facts.js'
import { assignments } from './text.js'

const folder = '/etc/init.d'

/** The services that have a script and whose names pass, by name. */
export function* initServices(machine: Machine, passes: (name: string) => boolean): Generator<ServiceFacts> {
  const openRc = exists(machine, '/run/openrc')
  const started = openRc ? runlevelNames(machine) : linkedNames(machine)
  const names = entriesOf(machine, folder).map(entry => entry.name)
  for (const name of names.sort()) {
    if (!passes(name)) continue
    const text = machine.text(`${folder}/${name}`) ?? ''
    if (!isService(text)) continue
    const facts = { machine, name, text, automatic: started.has(name) }
    yield openRc ? new OpenRcService(facts) : new InitService(facts)
  }
}

/** Scripts say what they are: by an LSB header, a line for chkconfig, or the interpreter of OpenRC. */
function isService(text: string): boolean {
  return /^#!.*\/(openrc-run|runscript)\b|^### BEGIN INIT INFO|^#\s*chkconfig:/m.test(text)
}

/** Names that some runlevel with users, or the start of the machine itself, begins: `S01cron`. */
function linkedNames(machine: Machine): Set<string> {
  const names = ['S', '2', '3', '4', '5'].flatMap(level => machine.list(`/etc/rc${level}.d`))
  return new Set(names.flatMap(name => /^S\d\d(.+)$/.exec(name)?.[1] ?? []))
}

function runlevelNames(machine: Machine): Set<string> {
  return new Set(machine.list('/etc/runlevels').flatMap(level => machine.list(`/etc/runlevels/${level}`)))
}

interface InitScript {
  readonly machine: Machine
  readonly name: string
  readonly text: string
  readonly automatic: boolean
}

class InitService implements ServiceFacts {
  protected readonly script: InitScript
  /** A script does not say as whom its program runs. */
  readonly startName = null
  readonly #settings: ReadonlyMap<string, string>

  constructor(script: InitScript) {
    this.script = script
    this.#settings = assignments(script.text)
  }

  get name(): string {
    return this.script.name
  }

  get displayName(): string {
    return this.#header('Short-Description') ?? this.setting('description') ?? this.name
  }

  get description(): string | null {
    return this.#header('Description') ?? this.#header('Short-Description') ?? this.setting('description')
  }

  get pathName(): string {
    return this.script.machine.drives.toWindows(`${folder}/${this.name}`)
  }

  get startMode(): 'Auto' | 'Manual' {
    return this.script.automatic ? 'Auto' : 'Manual'
  }

  /** Known only where there is a file with the id of the process. */
  get running(): boolean | null {
    const pid = this.processId
    return pid === null ? null : pid > 0
  }

  get acceptsStop(): boolean | null {
    return this.running
  }

  get processId(): number | null {
    const files = [
      this.setting('PIDFILE'),
      this.setting('pidfile'),
      `/run/${this.name}.pid`,
      `/var/run/${this.name}.pid`,
    ]
    for (const file of files) {
      const text = file?.startsWith('/') ? this.script.machine.value(file) : null
      if (text === null) continue
      const pid = Number(text.split('\n')[0])
      const alive = Number.isInteger(pid) && pid > 0 && [...processesById(this.script.machine, [pid])].length > 0
      return alive ? pid : 0
    }
    return null
  }

  protected setting(name: string): string | null {
    const value = this.#settings.get(name)
    // What the shell would have to work out is not known.
    return value && !/[$`]/.test(value) ? value : null
  }

  /** A field of the LSB header; a longer text goes on in lines that are indented more. */
  #header(name: string): string | null {
    const match = new RegExp(`^# ${name}:[ \\t]*(.*(?:\\n#(?: {2,}|\\t).*)*)`, 'm').exec(this.script.text)
    return match?.[1]?.replace(/\n#\s*/g, ' ').trim() || null
  }
}

/** OpenRC keeps a link for each service that it started. */
class OpenRcService extends InitService {
  override get running(): boolean {
    return exists(this.script.machine, `/run/openrc/started/${this.name}`)
  }

  override get processId(): number | null {
    return this.running ? super.processId || null : 0
  }
}
