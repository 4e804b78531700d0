// Packages that run in the designer without its other rooms: an open document is a package whose objects are known by their IDs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import type { Input, Output, Peer, RunEvent } from '../../../src/designer/api/index.js'
import { DesignerError } from '../../../src/designer/failure.js'
import { runHandlers } from '../../../src/designer/run/index.js'
import type { RunDocument } from '../../../src/designer/run/needs.js'
import type { ConnectionManager, Package } from '../../../src/ssis/index.js'

/** A folder that is gone when the test is over. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-runs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A document as the runs see it. */
export class OpenPackage implements RunDocument {
  readonly key = 'd1'
  revision = 1
  running = false
  readonly package: Package

  constructor(pkg: Package) {
    this.package = pkg
  }

  keyOf(object: object): string {
    return 'id' in object && typeof object.id === 'string' ? object.id : ''
  }
}

export interface Settings {
  trusted?: boolean
  /** Servers that were agreed to; by default all. */
  agreed?: readonly string[]
  secrets?: Readonly<Record<string, string>>
  onNotice?: (text: string) => void
}

export interface Heard {
  readonly events: RunEvent[]
  readonly done: Promise<Output<'run.start'>>
  cancel(): void
}

/** The runs of one document. */
export function runsOf(pkg: Package, { trusted = true, agreed, secrets = {} }: Settings = {}) {
  const document = new OpenPackage(pkg)
  const folder = temporary()
  let trusts = trusted
  const workspace = {
    folder,
    environment: { drives: new DriveMap(), connect: {} },
    secrets: { find: (server: string, user: string) => secrets[`${server} ${user}`] },
    settings: {
      trusted: () => trusts,
      trust: () => {
        trusts = true
      },
    },
    get(key: string) {
      if (key === document.key) return document
      throw new DesignerError({ kind: 'notFound', message: 'no such document' })
    },
  }
  const live = {
    peerOf: (manager: ConnectionManager): Peer | null => {
      if (manager.creationName !== 'WMI') return null
      return { server: String(manager.innerObject.serverName), user: String(manager.innerObject.userName) }
    },
    requireConsent: (peer: Peer) => {
      if (agreed === undefined || agreed.includes(peer.server)) return
      throw new DesignerError({ kind: 'consent', message: `may I go to ${peer.server}?`, peer })
    },
  }
  const handlers = runHandlers(workspace, live)
  return {
    document,
    handlers,
    start(
      input: Omit<Input<'run.start'>, 'document'> = {},
      onEvent: (event: RunEvent) => void = () => undefined,
    ): Heard {
      const stop = new AbortController()
      const events: RunEvent[] = []
      const emit = (event: RunEvent): void => {
        events.push(event)
        onEvent(event)
      }
      const done = Promise.resolve(handlers['run.start']({ document: 'd1', ...input }, { emit, signal: stop.signal }))
      return { events, done, cancel: () => stop.abort() }
    },
    async table(table: string, limit = 1000) {
      const rows: unknown[][] = []
      let columns: unknown[] = []
      const emit = (event: Parameters<Parameters<(typeof handlers)['run.table']>[1]['emit']>[0]): void => {
        if (event.kind === 'columns') columns = event.columns.map(({ name, type }) => `${name} ${type}`)
        else rows.push(...event.rows.map(({ values }) => values))
      }
      const end = await handlers['run.table']({ table, limit }, { emit, signal: new AbortController().signal })
      return { columns, rows, ...end }
    },
  }
}

/** The states that an object went through, without those that follow each other. */
export function statesOf(events: readonly RunEvent[], object: string): string[] {
  const states = events.flatMap(event => (event.kind === 'state' && event.object === object ? [event.state] : []))
  return states.filter((state, index) => state !== states[index - 1])
}

/** The last state of an object. */
export function lastState(events: readonly RunEvent[], object: string) {
  return events.filter(event => event.kind === 'state' && event.object === object).at(-1)
}
