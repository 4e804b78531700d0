// systemd.unit(5) "Unit File Load Path", systemctl(1) "enable", "mask": what the folders of unit files say, unread.
import { posix } from 'node:path'
import type { Machine } from '../../../machine.js'
import { entriesOf } from '../folder.js'

/** Folders of unit files: a file in an earlier one hides its namesakes in later ones. */
const loadPath = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
]

const suffix = '.service'

/** A service that systemd knows by its files. */
export interface ServiceUnit {
  /** With its suffix: `ssh.service`, `getty@tty1.service`. */
  readonly name: string
  /** Its own file, or that of its template; null when only its name is known. */
  readonly file: string | null
  /** Files that change it (`*.conf`), in the order in which they count. */
  readonly dropIns: readonly string[]
  /** Made impossible to start: its name leads to /dev/null. */
  readonly masked: boolean
  /** Wanted or required by a unit, or reached by an alias that `systemctl enable` made. */
  readonly enabled: boolean
}

/** The unit files of a machine, listed once. */
export class UnitCatalog {
  readonly #machine: Machine
  /** Files by unit name, first the one that counts; null stands for a mask. */
  readonly #files = new Map<string, (string | null)[]>()
  readonly #aliases = new Map<string, string>()
  readonly #enabled = new Set<string>()
  /** Folders of drop-ins by unit name, first the one that counts most; those for all services under `service`. */
  readonly #dropIns = new Map<string, string[]>()
  /** Links in `.wants` folders that were seen: an earlier one to /dev/null takes a later one away. */
  readonly #wants = new Map<string, boolean>()

  constructor(machine: Machine) {
    this.#machine = machine
    // Where /lib is a link to /usr/lib, one listing is enough.
    const merged = machine.link('/lib') !== null
    for (const folder of loadPath) if (!merged || folder !== '/lib/systemd/system') this.#list(folder)
    for (const [wanted, counts] of this.#wants) if (counts) this.#enabled.add(posix.basename(wanted))
    for (const [alias, target] of this.#aliases) if (this.#enabled.has(alias)) this.#enabled.add(target)
  }

  /** All services that have a file or a link of their own, aliases and templates left out. */
  names(): string[] {
    const names = new Set([...this.#files.keys(), ...this.#enabled])
    for (const alias of this.#aliases.keys()) names.delete(alias)
    return [...names].filter(
      name => !isTemplate(name) && (this.#files.has(name) || this.#files.has(templateOf(name) ?? '')),
    )
  }

  /** The unit that an alias stands for; any other name is its own. */
  resolve(name: string): string {
    return this.#aliases.get(name) ?? name
  }

  /** The services that links in the unit's `.requires` folders name. */
  requiredBy(name: string): string[] {
    const folder = `${name}.requires/`
    return [...this.#wants].flatMap(([key, counts]) =>
      counts && key.startsWith(folder) ? [key.slice(folder.length)] : [],
    )
  }

  unit(name: string): ServiceUnit {
    const template = templateOf(name)
    const own = this.#files.get(name) ?? []
    const files = own.length > 0 || template === null ? own : (this.#files.get(template) ?? [])
    return {
      name,
      file: files.find(file => file !== null) ?? null,
      dropIns: this.#dropInsOf([name, ...(template === null ? [] : [template]), 'service']),
      masked: files[0] === null,
      enabled: this.#enabled.has(name),
    }
  }

  #list(folder: string): void {
    for (const entry of entriesOf(this.#machine, folder)) {
      const path = `${folder}/${entry.name}`
      if (entry.name.endsWith(suffix)) {
        const target = entry.isSymbolicLink() ? this.#machine.link(path) : null
        if (target === null) add(this.#files, entry.name, this.#isEmptied(path) ? null : path)
        else this.#link(entry.name, posix.resolve(folder, target), folder)
      } else if (/\.(wants|requires|upholds)$/.test(entry.name)) {
        for (const wanted of entriesOf(this.#machine, path)) this.#want(path, entry.name, wanted.name)
      } else if (/(^|\.)service\.d$/.test(entry.name)) {
        add(this.#dropIns, entry.name.slice(0, -2), path)
      }
    }
  }

  /** An empty file masks as well as a link to /dev/null; only an administrator would make one. */
  #isEmptied(path: string): boolean {
    return /^\/(etc|run)\//.test(path) && this.#machine.text(path) === ''
  }

  /** A link under the load path is a mask, the place of a file elsewhere, or another name of a unit. */
  #link(name: string, target: string, folder: string): void {
    const named = posix.basename(target)
    if (target === '/dev/null') add(this.#files, name, null)
    else if (named === name || !named.endsWith(suffix)) add(this.#files, name, target)
    else if (named === templateOf(name)) this.#enabled.add(name)
    else if (!this.#aliases.has(name) && !this.#files.has(name)) {
      this.#aliases.set(name, named)
      // Aliases of the vendor come with the package; those elsewhere came with `systemctl enable`.
      if (/^\/(etc|run)\//.test(folder)) this.#enabled.add(named)
    }
  }

  #want(folder: string, by: string, name: string): void {
    const key = `${by}/${name}`
    if (!name.endsWith(suffix) || isTemplate(name) || this.#wants.has(key)) return
    this.#wants.set(key, this.#machine.link(`${folder}/${name}`) !== '/dev/null')
  }

  /** Drop-ins count in the order of their file names, whichever folder they are in. */
  #dropInsOf(names: readonly string[]): string[] {
    const files = new Map<string, string>()
    for (const folder of names.flatMap(name => this.#dropIns.get(name) ?? []))
      for (const { name } of entriesOf(this.#machine, folder))
        if (name.endsWith('.conf') && !files.has(name)) files.set(name, `${folder}/${name}`)
    return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file)
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

function isTemplate(name: string): boolean {
  return name.endsWith(`@${suffix}`)
}

/** `getty@.service` for `getty@tty1.service`; null for a service that is no instance. */
export function templateOf(name: string): string | null {
  const at = name.indexOf('@')
  return at > 0 && !isTemplate(name) ? `${name.slice(0, at + 1)}${suffix}` : null
}
