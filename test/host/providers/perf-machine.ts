import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CimClass } from '../../../src/cim/class.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRegistration, ProviderRow } from '../../../src/host/provider.js'
import { type FakeQuery, providerQuery } from '../provider-query.js'
import { treePath } from '../trees.js'

const schema = new WmiHost({ hostName: 'TESTHOST' }).connect('root\\cimv2')

/** The server, on which ten seconds pass when one says so. */
export class PerfMachine {
  readonly root = mkdtempSync(join(tmpdir(), 'wmilink-perf-'))
  readonly machine: Machine
  /** Milliseconds that somebody waited. */
  readonly waits: number[] = []

  constructor() {
    cpSync(join(treePath('server'), 'proc'), join(this.root, 'proc'), { recursive: true, verbatimSymlinks: true })
    for (const folder of ['dev', 'run', 'sys']) symlinkSync(join(treePath('server'), folder), join(this.root, folder))
    this.machine = new Machine({ root: this.root, platform: 'linux' })
  }

  /** Takes ten seconds by the clock of the machine; after that, none. */
  readonly wait = async (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds)
    this.advance()
  }

  advance(): void {
    cpSync(join(treePath('server'), '..', 'server-later'), this.root, { recursive: true })
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true })
  }
}

const classes = new Map<string, Promise<CimClass>>()

/** Looked up once, so that who asks at once is answered at once. */
function classNamed(name: string): Promise<CimClass> {
  const known = classes.get(name) ?? schema.getClass(name)
  classes.set(name, known)
  return known
}

/** The rows of one of a provider's classes, asked with its real class. */
export async function perfRows(
  registration: ProviderRegistration,
  kind: 'Raw' | 'Formatted',
  asked: FakeQuery = {},
): Promise<ProviderRow[]> {
  const name = registration.classes.find(each => each.startsWith(`Win32_Perf${kind}Data_`)) ?? ''
  const cimClass = await classNamed(name)
  const rows: ProviderRow[] = []
  const query = { ...providerQuery({ ...asked, class: name }), class: cimClass }
  for await (const row of registration.provider.enumerate(query)) rows.push(row)
  return rows
}
