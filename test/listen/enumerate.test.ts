import { expect, test } from 'vitest'
import { wbemStatusByName } from '../../src/base/wbem-status.js'
import { WmiHost } from '../../src/host/host.js'
import type { ListenLimits } from '../../src/listen/index.js'
import { wsmanCodes } from '../../src/wsman/faults/index.js'
import { actions, namespaces, resources } from '../../src/wsman/names.js'
import {
  type EnumerateBody,
  readSequence,
  type SequenceTree,
  writeEnumerate,
  writePull,
  writeRelease,
} from '../../src/wsman/operations/index.js'
import { readReference } from '../../src/wsman/reference.js'
import type { RequestHeader } from '../../src/wsman/types.js'
import type { XmlElement } from '../../src/xml/index.js'
import { inTest } from '../host/test-host.js'
import { type Answer, all, child, children, classUri, mof, selectors, serve, TestClient } from './listener.js'

const wql = (query: string) => ({ filter: { dialect: 'wql' as const, query } })
const whole = { optimize: true, maxElements: 32_000 }

async function begin(
  client: TestClient,
  uri: string,
  body: Partial<EnumerateBody> = {},
  more: Partial<RequestHeader> = {},
): Promise<Answer & { page: SequenceTree }> {
  const answer = await client.ask(actions.enumerate, uri, writeEnumerate({ ...whole, ...body }), more)
  return {
    ...answer,
    page: readSequence(answer.body) ?? { kind: 'enumerate', context: undefined, items: [], end: false },
  }
}

async function pull(
  client: TestClient,
  uri: string,
  context: string | undefined,
  maxElements = 32_000,
  more: Partial<RequestHeader> = {},
): Promise<Answer & { page: SequenceTree }> {
  const answer = await client.ask(actions.pull, uri, writePull({ context: context ?? '', maxElements }), more)
  return { ...answer, page: readSequence(answer.body) ?? { kind: 'pull', context: undefined, items: [], end: false } }
}

/** All rows, however many answers they take. */
async function rows(
  client: TestClient,
  uri: string,
  body: Partial<EnumerateBody> = {},
  more: Partial<RequestHeader> = {},
) {
  const first = await begin(client, uri, body, more)
  const items: XmlElement[] = [...first.page.items]
  const sizes = [first.page.items.length]
  let { page } = first
  let { fault } = first
  while (!page.end && !fault) {
    const next = await pull(client, uri, page.context, body.maxElements ?? 32_000, more)
    items.push(...next.page.items)
    sizes.push(next.page.items.length)
    page = next.page
    fault = next.fault
  }
  return { items, sizes, fault }
}

const names = (items: readonly XmlElement[]) => items.map(item => child(item, 'Name')?.text)

test('a query comes as one row and then the rest', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { items, sizes } = await rows(client, all, wql('SELECT * FROM Test_Item'))
  expect(sizes).toEqual([1, 2])
  expect(names(items).toSorted()).toEqual(['one <&> "quoted"', 'three', 'two'])
  expect(items.map(item => item.localName).toSorted()).toEqual(['Test_Item', 'Test_Item', 'Test_Part'])
})

test('a result of one row ends at once, one of none too', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const one = await begin(client, all, wql('SELECT * FROM Test_Item WHERE Id = 2'))
  expect([one.page.items.length, one.page.end, one.page.context]).toEqual([1, true, undefined])
  const none = await begin(client, all, wql('SELECT * FROM Test_Item WHERE Id = 99'))
  expect([none.page.items.length, none.page.end]).toEqual([0, true])
})

test('a client that does not ask for rows at once gets the context only', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const first = await begin(client, all, { ...wql('SELECT * FROM Test_Item'), optimize: false })
  expect([first.page.items.length, first.page.end]).toEqual([0, false])
  expect(child(first.body, 'Items')).toBeUndefined()
  const next = await pull(client, all, first.page.context, 2)
  expect([next.page.items.length, next.page.end]).toEqual([2, false])
  expect(next.page.context).not.toBe(first.page.context)
  const last = await pull(client, all, next.page.context, 2)
  expect(last.page.items.length).toBe(1)
})

test('a projection is in fragments', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const { items } = await rows(client, all, wql('SELECT Name, Id FROM Test_Item WHERE Id = 1'))
  expect(items.map(item => [item.localName, item.namespace])).toEqual([['XmlFragment', namespaces.w]])
  expect(items[0]?.children.map(({ name }) => name)).toEqual(['Name', 'Id'])
})

test('classes are enumerated in both families, with and without a selector filter', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const cim = { selectors: selectors({ __cimnamespace: 'root/test' }) }
  expect((await rows(client, classUri('test_item'))).items).toHaveLength(3)
  const other = await rows(client, `${resources.cim}Test_Item`, {}, cim)
  expect(other.items.map(({ namespace }) => namespace).toSorted()).toEqual(
    ['Test_Item', 'Test_Item', 'Test_Part'].map(name => `${resources.cim}${name}`),
  )
  const filter = { dialect: 'selector' as const, selectors: selectors({ Name: 'two', Id: '2' }) }
  expect(names((await rows(client, classUri('Test_Item'), { filter })).items)).toEqual(['two'])
})

test('associated instances and associations are found', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const object = { address: 'x', uri: classUri('Test_Item'), selectors: selectors({ Id: '1' }) }
  const filter = (kind: 'associated' | 'associations') => ({
    filter: { dialect: 'association' as const, association: { kind, object } },
  })
  expect(names((await rows(client, all, filter('associated'))).items)).toEqual(['two'])
  expect((await rows(client, all, filter('associations'))).items.map(item => item.localName)).toEqual(['Test_Link'])
  expect(names((await rows(client, all, wql('ASSOCIATORS OF {Test_Item.Id=1}'))).items)).toEqual(['two'])
})

test('references come alone or beside their objects', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const alone = await rows(client, classUri('Test_Item'), { mode: 'EnumerateEPR' })
  expect(alone.items.map(item => readReference(item)?.selectors[0]?.value).toSorted()).toEqual(['1', '2', '3'])
  const both = await rows(client, all, { ...wql('SELECT * FROM Test_Part'), mode: 'EnumerateObjectAndEPR' })
  const [item] = both.items
  expect(item?.children.map(({ localName }) => localName)).toEqual(['Test_Part', 'EndpointReference'])
  expect(item && readReference(item)).toMatchObject({ uri: classUri('Test_Part'), selectors: selectors({ Id: '3' }) })
  const projected = await begin(client, all, { ...wql('SELECT Name FROM Test_Item'), mode: 'EnumerateEPR' })
  expect(projected.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED)
})

test('class declarations are told one by one and all together, as much as is asked for', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const options = ['IncludeQualifiers', 'IncludeInheritedElements', 'IncludeInheritanceHierarchy'].map(name => ({
    name,
    value: 'true',
  }))
  const inTest = selectors({ __cimnamespace: 'root/test' })
  const named = [...inTest, ...selectors({ ClassName: 'test_part' })]
  const full = await client.ask(actions.get, resources.schema, '', { selectors: named, options })
  expect(full.body.get('NAME')).toBe('Test_Part')
  expect(full.body.get('DERIVATION')).toBe('Test_Item')
  expect(children(full.body, 'PROPERTY').map(property => property.get('NAME'))).toContain('Id')
  const bare = await client.ask(actions.get, resources.schema, '', { selectors: named })
  expect(bare.body.get('DERIVATION')).toBeUndefined()
  expect(children(bare.body, 'PROPERTY').map(property => property.get('NAME'))).toEqual(['Part'])
  const every = await rows(client, resources.schema, {}, { selectors: inTest })
  expect(every.items.map(item => item.get('NAME'))).toContain('Test_Link')
  const query = wql("SELECT * FROM meta_class WHERE __this ISA 'Test_Item'")
  const some = await rows(client, resources.schema, query, { selectors: inTest })
  expect(some.items.map(item => item.get('NAME')).toSorted()).toEqual(['Test_Item', 'Test_Part'])
})

test('what cannot be enumerated is told', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const code = async (uri: string, body: Partial<EnumerateBody> = {}, more: Partial<RequestHeader> = {}) =>
    (await begin(client, uri, body, more)).fault?.code
  expect(await code(classUri('Test_Item'), wql('SELECT * FROM Test_Item'))).toBe(
    wsmanCodes.ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL,
  )
  expect(await code(classUri('Test_Item'), {}, { selectors: selectors({ Id: '1' }) })).toBe(
    wsmanCodes.ERROR_WSMAN_ENUMERATE_WMI_INVALID_KEY,
  )
  expect(await code(all)).toBe(wsmanCodes.ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER)
  expect(await code(all, wql('SELECT * FROM Test_Missing'))).toBe(wbemStatusByName.WBEM_E_INVALID_CLASS)
  expect(await code(all, wql('SELEKT'))).toBe(wbemStatusByName.WBEM_E_INVALID_QUERY)
  expect(await code(all, wql('SELECT * FROM meta_class'))).toBe(wbemStatusByName.WBEM_E_NOT_SUPPORTED)
  expect(await code(all, wql('SELECT * FROM __InstanceCreationEvent WITHIN 1'))).toBe(
    wbemStatusByName.WBEM_E_INVALID_QUERY,
  )
  expect(await code(classUri('Test_Missing'))).toBe(wbemStatusByName.WBEM_E_INVALID_CLASS)
  expect(await code('http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd')).toBe(
    wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED,
  )
})

/** A host with a class whose rows a provider makes. */
function providing(make: () => AsyncIterable<Record<string, unknown>> | Iterable<Record<string, unknown>>): WmiHost {
  return new WmiHost({
    hostName: 'TESTHOST',
    mof: [
      {
        text: `${inTest}${mof}class Test_Many { [key] uint32 Id; string Text; };`,
        source: 'test.mof',
        namespace: 'root',
      },
    ],
    providers: [{ classes: ['Test_Many'], namespace: 'root\\test', provider: { enumerate: make as never } }],
  })
}

const many = wql('SELECT * FROM Test_Many')

function* numbers(count: number, text = 'x'.repeat(500)) {
  for (let Id = 0; Id < count; Id += 1) yield { Id, Text: text }
}

test('pages are as large as the client takes, and every row comes once', async () => {
  await using served = await serve(
    {},
    providing(() => numbers(1000)),
  )
  using client = new TestClient(served.listener)
  const sizes: number[] = []
  const ids: string[] = []
  let { page, bytes } = await begin(client, all, many, { maxEnvelopeSize: 20_000 })
  for (;;) {
    ids.push(...page.items.map(item => child(item, 'Id')?.text ?? ''))
    sizes.push(bytes.length)
    if (page.end) break
    ;({ page, bytes } = await pull(client, all, page.context, 32_000, { maxEnvelopeSize: 20_000 }))
  }
  expect(ids).toEqual(Array.from({ length: 1000 }, (_, id) => String(id)))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000)
  expect(sizes.length).toBeLessThan(80)
})

test('the source waits for a slow reader, whatever the number of rows', async () => {
  const count = 200_000
  let made = 0
  let furthest = 0
  let taken = 0
  const rowsOf = function* () {
    for (const row of numbers(count, 'short')) {
      made += 1
      furthest = Math.max(furthest, made - taken)
      yield row
    }
  }
  await using served = await serve({}, providing(rowsOf))
  using client = new TestClient(served.listener)
  let { page } = await begin(client, all, wql('SELECT Id FROM Test_Many'))
  taken += page.items.length
  while (!page.end) {
    ;({ page } = await pull(client, all, page.context))
    taken += page.items.length
  }
  expect(taken).toBe(count)
  // The rows of the page under way, of the one that is ready, and a batch of the host's.
  expect(furthest).toBeLessThan(40_000)
})

test('a row that fits no answer ends the enumeration with a fault, after the rows before it', async () => {
  const make = () => [
    { Id: 1, Text: 'a' },
    { Id: 2, Text: 'b' },
    { Id: 3, Text: 'x'.repeat(30_000) },
  ]
  await using served = await serve({}, providing(make))
  using client = new TestClient(served.listener)
  const { items, fault } = await rows(client, all, many, { maxEnvelopeSize: 20_000 })
  expect(items).toHaveLength(2)
  expect(fault?.code).toBe(wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED)
})

test('rows before a failure are told before it', async () => {
  const make = async function* () {
    yield* numbers(3)
    throw new Error('the source broke')
  }
  await using served = await serve({}, providing(make))
  using client = new TestClient(served.listener)
  const { items, fault } = await rows(client, all, many)
  expect(items).toHaveLength(3)
  expect(fault?.code).toBe(wbemStatusByName.WBEM_E_PROVIDER_FAILURE)
})

/** A source that waits for a test. */
function gated() {
  const waiting: (() => void)[] = []
  let left = false
  return {
    open() {
      for (const go of waiting.splice(0)) go()
    },
    get left() {
      return left
    },
    async *rows() {
      try {
        for (let Id = 0; Id < 3; Id += 1) {
          await new Promise<void>(resolve => waiting.push(resolve))
          yield { Id, Text: 'slow' }
        }
      } finally {
        left = true
      }
    },
  }
}

test('a pull whose time is over is a fault, and the enumeration goes on', async () => {
  const gate = gated()
  await using served = await serve(
    {},
    providing(() => gate.rows()),
  )
  using client = new TestClient(served.listener)
  const first = await begin(client, all, many, { operationTimeout: 500 })
  expect([first.page.items.length, first.page.end]).toEqual([0, false])
  const late = await pull(client, all, first.page.context, 32_000, { operationTimeout: 500 })
  expect(late.fault?.wsmanCode).toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
  gate.open()
  const next = await pull(client, all, first.page.context)
  expect(next.page.items).toHaveLength(1)
})

test('two pulls at once, other terms, other users and used contexts are refused', async () => {
  const gate = gated()
  await using served = await serve(
    {},
    providing(() => gate.rows()),
  )
  using client = new TestClient(served.listener)
  using second = new TestClient(served.listener)
  const first = await begin(
    client,
    all,
    { ...many, maxElements: 10 },
    { operationTimeout: 500, maxEnvelopeSize: 20_000 },
  )
  const { context } = first.page
  const waiting = pull(client, all, context, 10, { maxEnvelopeSize: 20_000 })
  await expect
    .poll(
      async () =>
        (await pull(second, all, context, 10, { maxEnvelopeSize: 20_000, operationTimeout: 500 })).fault?.code,
    )
    .toBe(wsmanCodes.ERROR_WSMAN_PULL_IN_PROGRESS)
  const terms = wsmanCodes.ERROR_WSMAN_PULL_PARAMS_NOT_SAME_AS_ENUM
  gate.open()
  const { page } = await waiting
  expect((await pull(second, all, page.context, 11, { maxEnvelopeSize: 20_000 })).fault?.code).toBe(terms)
  expect((await pull(second, all, page.context, 10, { maxEnvelopeSize: 30_000 })).fault?.code).toBe(terms)
  expect((await pull(second, classUri('Test_Item'), page.context, 10)).fault?.code).toBe(terms)
  const unknown = wsmanCodes.ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT
  expect((await pull(second, all, context, 10)).fault?.code).toBe(unknown)
  expect((await pull(second, all, 'uuid:nothing', 10)).fault?.code).toBe(unknown)
})

test('an enumeration that is released, or that nobody pulls, lets go of its source', async () => {
  const gate = gated()
  await using served = await serve(
    { limits: { enumerationTimeout: 300 } },
    providing(() => gate.rows()),
  )
  using client = new TestClient(served.listener)
  const first = await begin(client, all, many, { operationTimeout: 500 })
  const { message } = await client.ask(actions.release, all, writeRelease(first.page.context ?? ''))
  expect(message.action).toBe(`${actions.release}Response`)
  gate.open()
  await expect.poll(() => gate.left).toBe(true)

  const limits = { enumerationTimeout: 300, maxOperationsPerUser: 1 }
  await using idle = await serve(
    { limits },
    providing(() => numbers(5)),
  )
  using third = new TestClient(idle.listener)
  const { page } = await begin(third, all, many)
  await expect.poll(async () => (await begin(third, all, wql('SELECT * FROM Test_Only'))).fault?.code).toBeUndefined()
  expect((await pull(third, all, page.context)).fault?.code).toBe(
    wsmanCodes.ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT,
  )
})

test('who gave up while an answer was on its way releases with the context that he knows', async () => {
  const limits: Partial<ListenLimits> = { maxOperationsPerUser: 1 }
  await using served = await serve(
    { limits },
    providing(() => numbers(1000)),
  )
  using client = new TestClient(served.listener)
  const { page } = await begin(client, all, many)
  await pull(client, all, page.context, 10)
  expect((await begin(client, all, many)).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_QUOTA_MAX_OPERATIONS)
  const { message } = await client.ask(actions.release, all, writeRelease(page.context ?? ''))
  expect(message.action).toBe(`${actions.release}Response`)
  expect((await begin(client, all, many)).fault?.code).toBeUndefined()
})

test('open enumerations count for their user, and ended ones do not', async () => {
  const limits: Partial<ListenLimits> = { maxOperationsPerUser: 2 }
  await using served = await serve(
    { limits },
    providing(() => numbers(10)),
  )
  using client = new TestClient(served.listener)
  const one = await begin(client, all, many)
  await begin(client, all, many)
  const third = await begin(client, all, many)
  expect(third.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_QUOTA_MAX_OPERATIONS)
  const last = await pull(client, all, one.page.context)
  expect(last.page.end).toBe(true)
  expect((await begin(client, all, many)).fault).toBeUndefined()
})
