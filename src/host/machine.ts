import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DriveMap } from '../base/drives.js'
import { type Programs, systemPrograms } from './programs.js'

/** The machine whose facts the providers tell: this one, or a folder that looks like one (tests). */
export interface MachineOptions {
  /** Folder under which `proc`, `sys` and `etc` lie; default `/`. */
  readonly root?: string
  readonly platform?: NodeJS.Platform
  readonly hostName?: string
  readonly drives?: DriveMap
  /** Default: this machine's own; a folder has none. */
  readonly programs?: Programs
}

/** Reads facts from the system's files. What cannot be read is null: a provider then leaves the property null. */
export class Machine {
  readonly root: string
  readonly platform: NodeJS.Platform
  /** NetBIOS form: the host name up to the first dot, upper case. */
  readonly hostName: string
  readonly drives: DriveMap
  /** True for the real machine, where node:os and system calls may complete what files say. */
  readonly isReal: boolean
  readonly programs: Programs

  constructor(options: MachineOptions = {}) {
    this.root = options.root ?? '/'
    this.isReal = this.root === '/'
    this.platform = options.platform ?? process.platform
    this.hostName = (
      options.hostName ?? (this.isReal ? hostname() : (this.text('/etc/hostname')?.trim() ?? 'LOCALHOST'))
    )
      .replace(/\..*$/, '')
      .toUpperCase()
    this.programs = options.programs ?? (this.isReal ? systemPrograms : noPrograms)
    this.drives = options.drives ?? new DriveMap([], this.platform)
  }

  /** Where a file of the machine lies for us. */
  path(file: string): string {
    return this.isReal ? file : join(this.root, file)
  }

  text(file: string): string | null {
    try {
      return readFileSync(this.path(file), 'utf8')
    } catch {
      return null
    }
  }

  /** The trimmed content; null when missing or empty. For the one-value files of sysfs and DMI. */
  value(file: string): string | null {
    return this.text(file)?.trim() || null
  }

  /** Names in a folder; empty when there is none. */
  list(folder: string): string[] {
    try {
      return readdirSync(this.path(folder))
    } catch {
      return []
    }
  }

  link(file: string): string | null {
    try {
      return readlinkSync(this.path(file))
    } catch {
      return null
    }
  }
}

const noPrograms: Programs = {
  has: () => false,
  run: name => ({ lines: noLines(), end: Promise.resolve({ code: 127, errors: `${name}: not found` }) }),
}

async function* noLines(): AsyncGenerator<string> {}
