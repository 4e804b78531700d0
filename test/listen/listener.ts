// A listener in front of a host of the tests, and a client that says what it is told to say.
import { WmiHost } from '../../src/host/host.js'
import {
  type ListenLogEntry,
  type ListenOptions,
  serveWsman,
  singleUser,
  type WsmanListener,
} from '../../src/listen/index.js'
import type { NtlmInitiatorOptions } from '../../src/security/index.js'
import { readFault, type WsmanFault } from '../../src/wsman/faults/index.js'
import { newMessageId } from '../../src/wsman/message/message-id.js'
import { type ResponseMessage, readResponse } from '../../src/wsman/message/response.js'
import { writeRequest } from '../../src/wsman/message/write.js'
import { namespaces, wmiResource } from '../../src/wsman/names.js'
import type { RequestHeader, Selector } from '../../src/wsman/types.js'
import { XmlDocument, type XmlElement } from '../../src/xml/index.js'
import { inTest } from '../host/test-host.js'
import { RawClient } from './raw-client.js'

export const user = 'alice'
export const password = 'correct horse battery staple'

export const mof = `
class Test_Item { [key] uint32 Id; string Name; uint64 Size; boolean Ready; datetime At; string Tags[]; uint8 Bytes[];
  [Static, implemented] uint32 Add([in] uint32 A, [in] uint32 B, [out] uint32 Sum); };
class Test_Part : Test_Item { string Part; };
[association] class Test_Link { [key] Test_Item ref Parent; [key] Test_Item ref Child; };
[singleton] class Test_Only { string Value; };
class Test_NoKey { string Value; };
instance of Test_Item { Id = 1; Name = "one <&> \\"quoted\\""; Size = 18446744073709551615; Ready = true; At = "20130415162843.488171+000"; Tags = {"a"}; Bytes = {1, 2}; };
instance of Test_Item { Id = 2; Name = "two"; Tags = {"a", "b"}; };
instance of Test_Part { Id = 3; Name = "three"; Part = "wheel"; };
instance of Test_Link { Parent = "Test_Item.Id=1"; Child = "Test_Item.Id=2"; };
instance of Test_Only { Value = "single"; };
`

export interface Served extends AsyncDisposable {
  readonly listener: WsmanListener
  readonly host: WmiHost
  readonly log: ListenLogEntry[]
}

/** A listener on a free port of the loopback. */
export async function serve(
  options: Partial<ListenOptions> & { host?: never } = {},
  host = testHost(),
): Promise<Served> {
  const log: ListenLogEntry[] = []
  const listener = await serveWsman({
    open: (_caller, namespace) => host.connect(namespace),
    accounts: singleUser(user, password),
    port: 0,
    computerName: 'TESTHOST',
    onLog: entry => log.push(entry),
    ...options,
  })
  return {
    listener,
    host,
    log,
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]()
      await host.close()
    },
  }
}

export function testHost(): WmiHost {
  return new WmiHost({ hostName: 'TESTHOST', mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }] })
}

/** An answer as the tests look at it. */
export interface Answer {
  readonly status: number
  readonly bytes: Buffer
  readonly message: ResponseMessage
  /** The element in the body; an empty one stands for none. */
  readonly body: XmlElement
  readonly fault: WsmanFault | undefined
}

const nothing = XmlDocument.parse('<nothing/>').root

/** Sends requests with the headers that it is given, sealed, over one connection. */
export class TestClient implements Disposable {
  readonly raw: RawClient
  readonly #options: Partial<NtlmInitiatorOptions>
  #ready: Promise<unknown> | undefined

  constructor(listener: Pick<WsmanListener, 'url'>, options: Partial<NtlmInitiatorOptions> = {}) {
    this.raw = new RawClient(listener.url)
    this.#options = options
  }

  async send(bytes: Buffer): Promise<Answer> {
    this.#ready ??= this.raw.logOn(this.#options)
    await this.#ready
    const { status, body: reply } = await this.raw.sealed(bytes)
    if (reply.length === 0)
      return { status, bytes: reply, message: readResponse(empty), body: nothing, fault: undefined }
    const message = readResponse(reply)
    const { body = nothing } = message
    const fault = body.is('Fault', namespaces.s) ? readFault(body) : undefined
    return { status, bytes: reply, message, body, fault }
  }

  ask(action: string, uri: string, body = '', more: Partial<RequestHeader> = {}): Promise<Answer> {
    return this.send(writeRequest(header(action, uri, more), body))
  }

  [Symbol.dispose](): void {
    this.raw.close()
  }
}

const empty = Buffer.from(`<s:Envelope xmlns:s="${namespaces.s}"><s:Body/></s:Envelope>`)

export function header(action: string, uri: string, more: Partial<RequestHeader> = {}): RequestHeader {
  return { to: 'http://test/wsman', action, uri, selectors: [], options: [], messageId: newMessageId(), ...more }
}

export const all = wmiResource('root/test', '*')

export function classUri(name: string): string {
  return wmiResource('root/test', name)
}

export function selectors(values: Readonly<Record<string, string>>): Selector[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}

/** Children of an element by local name. */
export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(child => child.localName === name)
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(element, name)[0]
}
