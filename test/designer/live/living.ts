// The live room of the designer over an open package, its answers checked by the table of operations.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { onTestFinished } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import type { ConnectOptions } from '../../../src/connect/connect.js'
import {
  type CallName,
  type Failure,
  type Input,
  type JobEvent,
  type JobName,
  liveOperations,
  type Output,
} from '../../../src/designer/api/index.js'
import type { CallOperation, JobOperation } from '../../../src/designer/api/operation.js'
import { LiveAccess, liveHandlers } from '../../../src/designer/live/index.js'
import { tell } from '../../../src/designer/server/failures.js'
import { type OpenDocument, Workspace } from '../../../src/designer/workspace/index.js'
import { WmiHost } from '../../../src/host/host.js'
import type { ConnectionManager } from '../../../src/ssis/index.js'

type LiveName = keyof typeof liveOperations
type LiveCall = Extract<CallName, LiveName>
type LiveJob = Extract<JobName, LiveName>

/** Classes and instances of the namespace root\shop. */
export const shopMof = `
#pragma namespace("\\\\\\\\.\\\\root")
instance of __NAMESPACE { Name = "shop"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\shop")
[Description("A thing that can be bought")] class Shop_Item {
  [key, Description("The number of the item")] uint32 Id;
  string Name;
  uint64 Size;
  [ValueMap{"0", "1", "2"}, Values{"Unknown", "In stock", "Sold out"}] uint16 State;
  [ValueMap{"S", "L"}, Values{"Small", "Large"}] string Format;
  boolean Ready;
  datetime Made;
  string Tags[];
  [Static, implemented, ValueMap{"0", "5", "10..20"}, Values{"Done", "Refused", "Busy"}]
    uint32 Add([in] uint32 A, [in] uint32 B, [out] uint32 Sum);
};
class Shop_Book : Shop_Item { string Author; uint32 Pages; };
[association] class Shop_Link { [key] Shop_Item ref Parent; [key] Shop_Item ref Child; };
class Shop_Sale : __ExtrinsicEvent { string Buyer; uint32 Amount; };
instance of Shop_Item { Id = 1; Name = "Lamp"; Size = 18446744073709551615; State = 1; Format = "S"; Ready = true; Made = "20130415162843.488171+000"; Tags = {"a", "b"}; };
instance of Shop_Item { Id = 2; Name = "Chair"; };
instance of Shop_Book { Id = 3; Name = "Atlas"; Author = "Mercator"; Pages = 107; };
instance of Shop_Link { Parent = "Shop_Item.Id=1"; Child = "Shop_Item.Id=2"; };
`

export function shopHost(mof = shopMof): WmiHost {
  return new WmiHost({ hostName: 'SHOP', mof: [{ text: mof, source: 'shop.mof', namespace: 'root' }] })
}

/** An open package and what serves its live operations. */
export interface Living {
  readonly workspace: Workspace
  readonly document: OpenDocument
  readonly access: LiveAccess
  /** The place of a manager. */
  place(manager: ConnectionManager, namespace?: string): { document: string; connection: string; namespace?: string }
  /** Answers a call, its output checked. */
  call<N extends LiveCall>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>>
  /** Runs a job to its end, events and output checked. */
  job<N extends LiveJob>(
    name: N,
    input: Input<N>,
    options?: { signal?: AbortSignal; onEvent?: (event: JobEvent<N>) => void },
  ): Promise<{ events: JobEvent<N>[]; output: Output<N> }>
}

/** @param agreed whether everything was agreed on already */
export async function living({
  connect = {},
  agreed = true,
}: {
  connect?: Omit<ConnectOptions, 'server' | 'namespace' | 'username' | 'password' | 'useNtAuth'>
  agreed?: boolean
} = {}): Promise<Living> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wmilink-live-')))
  const workspace = new Workspace({
    folder,
    environment: { drives: new DriveMap(), connect },
    configFolder: join(folder, 'config'),
  })
  if (agreed) workspace.settings.agreed = () => true
  const document = workspace.create('Package')
  const access = new LiveAccess(workspace)
  const handlers = liveHandlers(workspace, access)
  onTestFinished(async () => {
    await access.close()
    await workspace.closeAll()
    rmSync(folder, { recursive: true, force: true })
  })
  const never = new AbortController().signal
  type AnyHandler = (input: unknown, context: { signal: AbortSignal; emit(event: unknown): void }) => unknown
  const handlerOf = (name: LiveName) => handlers[name] as AnyHandler
  return {
    workspace,
    document,
    access,
    place: (manager, namespace) => ({
      document: document.key,
      connection: document.keyOf(manager),
      ...(namespace === undefined ? {} : { namespace }),
    }),
    async call(name, input, signal = never) {
      const operation = liveOperations[name] as unknown as CallOperation
      const output = await handlerOf(name)(v.parse(operation.input, input), { signal, emit: () => undefined })
      return v.parse(operation.output, output) as never
    },
    async job(name, input, { signal = never, onEvent } = {}) {
      const operation = liveOperations[name] as unknown as JobOperation
      const events: unknown[] = []
      const emit = (event: unknown) => {
        const checked = v.parse(operation.event, event)
        events.push(checked)
        onEvent?.(checked as never)
      }
      const output = await handlerOf(name)(v.parse(operation.input, input), { signal, emit })
      return { events, output: v.parse(operation.output, output) } as never
    },
  }
}

/** A WMI manager; by default of this machine and the namespace root\shop. */
export function wmiManager(
  { document }: Pick<Living, 'document'>,
  { server = '.', namespace = '\\root\\shop', user = '', name = 'WMI' } = {},
): ConnectionManager {
  const manager = document.package.connections.add('WMI')
  manager.name = name
  manager.innerObject.serverName = server
  manager.innerObject.namespace = namespace
  if (user !== '') {
    manager.innerObject.useWindowsAuth = false
    manager.innerObject.userName = user
  }
  renew(document)
  return manager
}

/** Objects that were made behind the document's back get their keys. */
function renew(document: OpenDocument): void {
  document.refresh()
}

/** What the page would be told of a failure. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    return tell(error).failure
  }
  throw new Error('it did not fail')
}

/** A port of the loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>(resolve => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}
