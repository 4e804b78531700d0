import { describe, expect, test } from 'vitest'
import { NameMap } from '../../src/base/name-map.js'
import type { ClassDeclaration } from '../../src/cim/declaration.js'
import type { CimInstance } from '../../src/cim/instance.js'
import { listenerPolicy } from '../../src/host/access/listener-policy.js'
import { rowOwner } from '../../src/host/access/row-owner.js'
import { accessPolicy } from '../../src/host/access/rule-policy.js'
import type { AccessRule, AccessRules } from '../../src/host/access/rules.js'
import type { AccessPolicy, Right } from '../../src/host/access-policy.js'
import { type Caller, owner } from '../../src/host/caller.js'
import { WmiHost } from '../../src/host/host.js'
import type { Provider, ProviderQuery } from '../../src/host/provider.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { inTest } from './test-host.js'
import { treeMachine } from './trees.js'

const mof = `
[Association] class Test_Link { [key] Test_Item ref From; [key] Test_Item ref To; };
class Test_Item { [key] uint32 Id; string Name; string Secret; [Static, Implemented] uint32 Do(); };
class Test_Sub : Test_Item { [Implemented, Static] uint32 More(); };
class Test_Kept { [key] string Id; string Text; string Secret; };
class Test_Event : __ExtrinsicEvent { string Text; };
instance of Test_Kept { Id = "a"; Text = "b"; Secret = "c"; };
`
const item = '\\\\TESTHOST\\root\\test:Test_Item.Id='
const filter = { Name: 'f', QueryLanguage: 'WQL', Query: 'SELECT * FROM Test_Event' }
const declaration = (name: string): ClassDeclaration => ({
  name,
  superclass: null,
  qualifiers: new NameMap(),
  properties: [],
  methods: [],
})
const items: Provider = {
  enumerate: () => [
    { Id: 1, Name: 'one', Secret: 'red', [rowOwner]: 'alice' },
    { Id: 2, Name: 'two', Secret: 'blue', [rowOwner]: 'bob' },
    { Id: 3, Name: 'three', Secret: 'red' },
  ],
  invoke: () => ({ ReturnValue: 0 }),
}
const subs: Provider = { enumerate: () => [{ Id: 4, Name: 'four', Secret: 'red' }], invoke: () => ({ ReturnValue: 1 }) }
const links: Provider = { enumerate: () => [{ From: `${item}1`, To: `${item}2` }] }

function host(access: AccessPolicy): WmiHost {
  return new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
    providers: [
      { classes: ['Test_Item'], namespace: 'root\\test', provider: items },
      { classes: ['Test_Sub'], namespace: 'root\\test', provider: subs },
      { classes: ['Test_Link'], namespace: 'root\\test', provider: links },
    ],
    access,
  })
}

const alice: Caller = { user: 'alice', remote: true, allowMethods: true }
const rules = (...list: AccessRule[]) => accessPolicy({ rules: list }, { hostName: 'TESTHOST' })
const everything: readonly Right[] = ['enable', 'remote', 'execute', 'partialWrite', 'fullWrite', 'subscribe']
const denied = { name: 'WBEM_E_ACCESS_DENIED', code: 0x80041003 }

/** What a user with these rights for classes named Test_* can reach. */
function services(rights: readonly Right[], more: Partial<AccessRules> = {}): WmiServices {
  const granted: AccessRule = { user: 'alice', classes: ['Test_*', '__*'], rights }
  const access = accessPolicy({ ...more, rules: [granted, ...(more.rules ?? [])] }, { hostName: 'TESTHOST' })
  return host(access).connect('root\\test', { caller: alice })
}

/** Each operation, and the rights it needs besides enable and remote. */
const operations: Readonly<Record<string, readonly [Right[], (wmi: WmiServices) => Promise<unknown>]>> = {
  query: [[], wmi => wmi.query('SELECT * FROM Test_Item').toArray()],
  'query of classes': [[], wmi => wmi.query('SELECT * FROM meta_class').toArray()],
  'query of associators': [[], wmi => wmi.query('ASSOCIATORS OF {Test_Item=1}').toArray()],
  get: [[], wmi => wmi.get('Test_Item=1')],
  'get of a class': [[], wmi => wmi.get('Test_Item')],
  getClass: [[], wmi => wmi.getClass('Test_Item')],
  classes: [[], wmi => wmi.classes().toArray()],
  namespaces: [[], wmi => wmi.namespaces()],
  associators: [[], wmi => wmi.associators('Test_Item=1').toArray()],
  references: [[], wmi => wmi.references('Test_Item=1').toArray()],
  invoke: [['execute'], wmi => wmi.invoke('Test_Item', 'Do')],
  create: [['partialWrite'], wmi => wmi.create('Test_Kept', { Id: 'new' })],
  put: [['partialWrite'], wmi => wmi.put('Test_Kept="a"', { Text: 'x' })],
  delete: [['partialWrite'], wmi => wmi.delete('Test_Kept="a"')],
  'create of a class': [['fullWrite'], wmi => wmi.putClass(declaration('Test_New'))],
  'delete of a class': [['fullWrite'], wmi => wmi.deleteClass('Test_Kept')],
  'create of a namespace': [['fullWrite'], wmi => wmi.create('__NAMESPACE', { Name: 'below' })],
  'create of a permanent subscription': [['fullWrite'], wmi => wmi.create('__EventFilter', filter)],
  watch: [
    ['subscribe'],
    async wmi => {
      const cancel = new AbortController()
      const query = "SELECT * FROM __InstanceCreationEvent WITHIN 60 WHERE TargetInstance ISA 'Test_Item'"
      const rows = wmi.watch(query, { signal: cancel.signal, onReady: () => cancel.abort() }).toArray()
      await rows.catch((error: Error) => {
        if (error.name !== 'WBEM_E_CALL_CANCELLED') throw error
      })
    },
  ],
}

describe('rights', () => {
  const table = Object.entries(operations).flatMap(([name, [needed, run]]) =>
    everything.map(right => [name, right, needed.includes(right), run] as const),
  )
  // Full writing includes partial writing, so that taking away the one takes away the other.
  const single = table.filter(
    ([name, right]) => right !== 'partialWrite' || !operations[name]?.[0].includes('fullWrite'),
  )

  test.each(Object.entries(operations))('%s works with the rights it needs', async (_, [needed, run]) => {
    await run(services(['enable', 'remote', ...needed]))
  })

  test.each(single.filter(([, right]) => right !== 'enable' && right !== 'remote'))(
    '%s without %s is denied: %s',
    async (_, right, isDenied, run) => {
      const left = everything.filter(each => each !== right && !(right === 'partialWrite' && each === 'fullWrite'))
      const running = run(services(left))
      if (isDenied) await expect(running).rejects.toMatchObject(denied)
      else await running
    },
  )

  test.each(['enable', 'remote'] as const)('nobody enters a namespace without %s', right => {
    expect(() => services(everything.filter(each => each !== right))).toThrow(expect.objectContaining(denied))
  })

  test('a caller in the same process needs no remote', async () => {
    const local: Caller = { ...alice, remote: false }
    const wmi = host(rules({ user: 'alice', classes: 'Test_*', rights: ['enable'] })).connect('root\\test', {
      caller: local,
    })
    expect(await wmi.query('SELECT Id FROM Test_Item').toArray()).toHaveLength(4)
  })

  test('the owner needs none', async () => {
    const wmi = host(rules()).connect('root\\test', { caller: owner })
    expect(await wmi.query('SELECT Id FROM Test_Item').toArray()).toHaveLength(4)
    expect(await wmi.invoke('Test_Item', 'Do')).toMatchObject({ ReturnValue: 0 })
  })

  test('permanent subscriptions are for who may change the machine', async () => {
    const access = rules({ user: 'alice', classes: '*', rights: everything })
    const wmi = host(access).connect('root\\test', { caller: { ...alice, allowMethods: false } })
    await wmi.create('Test_Kept', { Id: 'new' })
    await expect(wmi.create('__EventFilter', filter)).rejects.toMatchObject({
      ...denied,
      message:
        'user alice may not write permanent subscriptions in root\\test:__EventFilter: they act for the host itself',
    })
  })

  test('who is denied is told what is missing', async () => {
    await expect(services(['enable', 'remote']).invoke('Test_Item', 'Do')).rejects.toMatchObject({
      message: 'user alice has no right to execute in root\\test:Test_Item',
      namespace: 'root\\test',
      operation: 'invoke',
    })
  })
})

describe('classes', () => {
  const wmi = host(
    rules(
      {
        user: 'alice',
        namespaces: 'root\\test',
        classes: ['Test_Item', 'Test_Link'],
        rights: ['enable', 'remote', 'execute', 'subscribe'],
      },
      { user: 'alice', namespaces: 'root\\test', classes: ['Test_Sub'], rights: ['execute'] },
    ),
  ).connect('root\\test', { caller: alice })

  test('without the right to read are not among the subclasses', async () => {
    expect((await wmi.query('SELECT * FROM Test_Item').toArray()).map(each => each.Id)).toEqual([1, 2, 3])
    await expect(wmi.query('SELECT * FROM Test_Sub').toArray()).rejects.toMatchObject(denied)
    await expect(wmi.get('Test_Item=4')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
    await expect(wmi.get('Test_Sub=4')).rejects.toMatchObject(denied)
    await expect(wmi.query('SELECT * FROM Test_Kept').toArray()).rejects.toMatchObject(denied)
    await expect(wmi.get('Test_Kept="a"')).rejects.toMatchObject(denied)
  })

  test('can still be described', async () => {
    expect((await wmi.getClass('Test_Kept')).name).toBe('Test_Kept')
    expect((await wmi.classes({ superclass: 'Test_Item' }).toArray()).map(each => each.name)).toEqual(['Test_Sub'])
  })

  test('of the right to call methods are those that run them', async () => {
    expect(await wmi.invoke('Test_Sub', 'More')).toMatchObject({ ReturnValue: 1 })
    const other = services(['enable', 'remote'], {
      rules: [{ user: 'alice', classes: 'Test_Item', rights: ['execute'] }],
    })
    await expect(other.invoke('Test_Sub', 'More')).rejects.toMatchObject(denied)
    expect(await other.invoke('Test_Item', 'Do')).toMatchObject({ ReturnValue: 0 })
  })

  test('of another namespace ask for its rights', async () => {
    await expect(wmi.get('root\\cimv2:Win32_LocalTime=@')).rejects.toMatchObject(denied)
    await expect(wmi.getClass('Win32_LocalTime')).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })
})

test('a class goes only with rights to the classes below it', async () => {
  const reads = ['enable', 'remote'] as const
  const part = host(
    rules(
      { user: 'alice', rights: reads },
      { user: 'alice', classes: 'Test_*', except: 'Test_Sub', rights: ['fullWrite'] },
    ),
  ).connect('root\\test', { caller: alice })
  await expect(part.deleteClass('Test_Item')).rejects.toMatchObject(denied)
  expect((await part.getClass('Test_Sub')).name).toBe('Test_Sub')
  await part.deleteClass('Test_Kept')
})

describe('namespaces', () => {
  const reads: readonly Right[] = ['enable', 'remote']
  const root = host(
    rules(
      { user: 'alice', namespaces: ['root', 'root\\test', 'root\\cimv2'], rights: reads },
      { user: 'alice', namespaces: 'root\\default', rights: ['enable'] },
    ),
  ).connect('root', { caller: alice })

  test('that one may not enter are not listed', async () => {
    expect(await root.namespaces()).toEqual(['cimv2', 'test'])
    expect(await root.namespaces({ recursive: true })).toEqual(['cimv2', 'test'])
    const found = await root.query('SELECT Name FROM __NAMESPACE').toArray()
    expect(found.map(each => each.Name)).toEqual(['cimv2', 'test'])
    await expect(root.get('__NAMESPACE="subscription"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  })

  test('are neither made nor deleted with rights to other classes', async () => {
    const own = host(rules({ user: 'alice', classes: 'Test_*', rights: everything })).connect('root', { caller: alice })
    await expect(own.create('__NAMESPACE', { Name: 'more' })).rejects.toMatchObject(denied)
    await expect(own.put('__NAMESPACE="more"', {})).rejects.toMatchObject(denied)
    await expect(own.delete('__NAMESPACE="test"')).rejects.toMatchObject(denied)
  })
})

describe('events that tell of other events', () => {
  const connected = (name: 'alice' | 'root') => {
    const access = listenerPolicy(
      { rules: [{ user: 'root', namespaces: ['root\\test', 'root\\subscription'], rights: ['unmask'] }] },
      { hostName: 'TESTHOST' },
    )
    const shared = new WmiHost({ hostName: 'TESTHOST', mof: [{ text: inTest + mof, namespace: 'root' }], access })
    const caller: Caller = { user: name, remote: true, allowMethods: false }
    return { shared, remote: shared.connect('root\\subscription', { caller }) }
  }

  test.each([
    ['alice', []],
    ['root', ['b2']],
  ] as const)('are for those who may see all of these: %s', async (name, seen) => {
    const { shared, remote } = connected(name)
    const own = shared.connect('root\\subscription')
    const made = { Query: "SELECT * FROM __InstanceOperationEvent WHERE TargetInstance ISA 'Test_Kept'" }
    await own.create('__EventFilter', { ...filter, ...made, EventNamespace: 'root\\test' })
    await own.create('LogFileEventConsumer', { Name: 'l', Filename: '/no/such/folder/x.log', Text: 'x' })
    const binding = { Filter: '__EventFilter.Name="f"', Consumer: 'LogFileEventConsumer.Name="l"' }
    await own.create('__FilterToConsumerBinding', binding)
    while (shared.subscriptions[0]?.state !== 'served') await new Promise(later => setImmediate(later))

    const failures = 'SELECT * FROM __ConsumerFailureEvent'
    const cancel = new AbortController()
    const heard: unknown[] = []
    const listening = (async () => {
      for await (const { Event } of remote.watch(failures, { signal: cancel.signal }))
        heard.push((Event as CimInstance).TargetInstance)
    })()
    const onReady = () => void shared.connect('root\\test').put('Test_Kept="a"', { Text: 'b2' })
    for await (const _failure of own.watch(failures, { onReady })) break
    for (let turn = 0; turn < 20; turn += 1) await new Promise(later => setImmediate(later))
    cancel.abort()
    await listening.catch(() => undefined)
    expect(heard.map(each => (each as CimInstance).Text)).toEqual(seen)
    await shared.close()
  })
})

describe('hidden properties', () => {
  const reads: readonly Right[] = ['enable', 'remote', 'subscribe']
  const wmi = services(reads, { hidden: { TEST_ITEM: ['SECRET'], Test_Kept: ['Secret'] } })

  test('are null, also in subclasses and in what the repository keeps', async () => {
    const rows = await wmi.query('SELECT * FROM Test_Item').toArray()
    expect(rows.map(each => [each.Id, each.Secret])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [4, null],
    ])
    expect(await wmi.get('Test_Item=1')).toMatchObject({ Name: 'one', Secret: null })
    expect(await wmi.get('Test_Kept="a"')).toMatchObject({ Text: 'b', Secret: null })
    const [kept] = await wmi.query('SELECT Secret FROM Test_Kept').toArray()
    expect(kept).toMatchObject({ Secret: null })
    const [other] = await wmi.associators('Test_Item=1').toArray()
    expect(other).toMatchObject({ Id: 2, Secret: null })
  })

  test.each([
    ["Secret = 'red'", []],
    ["Secret LIKE 'r%'", []],
    ["Secret <> 'red'", []],
    ["Secret > 'a'", []],
    ["Secret = 'red' OR Id = 2", [2]],
    ["NOT Secret = 'red'", [1, 2, 3, 4]],
    ['Secret IS NULL', [1, 2, 3, 4]],
    ['Secret IS NOT NULL', []],
    ["Secret = 'red' AND Id = 1", []],
    ["NOT (Secret = 'red' AND Id < 9)", [1, 2, 3, 4]],
  ])('WHERE %s does not tell them', async (where, ids) => {
    const rows = await wmi.query(`SELECT Id FROM Test_Item WHERE ${where}`).toArray()
    expect(rows.map(each => each.Id)).toEqual(ids)
  })

  test('are in no question to a provider', async () => {
    const asked: ProviderQuery[] = []
    const provider: Provider = {
      enumerate(query) {
        asked.push(query)
        return []
      },
    }
    const access = accessPolicy({
      rules: [{ user: 'alice', classes: 'Test_*', rights: reads }],
      hidden: { Test_Item: ['Secret'] },
      personal: { Test_Item: ['Name'] },
    })
    const recording = new WmiHost({
      mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
      providers: [{ classes: ['Test_Item'], namespace: 'root\\test', provider }],
      access,
    })
    const remote = recording.connect('root\\test', { caller: alice })
    await remote.query("SELECT * FROM Test_Item WHERE Id = 1 AND NOT secret = 'x' AND Name = 'y'").toArray()
    await remote.query('SELECT * FROM Test_Item WHERE Id = 1').toArray()
    expect(asked.map(each => [each.where === null, each.equals('Id'), each.equals('Name')])).toEqual([
      [true, [1], undefined],
      [false, [1], undefined],
    ])
  })

  test('are there for who may unmask them', async () => {
    const seeing = services(reads, {
      hidden: { Test_Item: ['Secret'] },
      rules: [{ user: 'alice', classes: 'Test_Item', rights: ['unmask'] }],
    })
    expect(await seeing.get('Test_Item=1')).toMatchObject({ Secret: 'red' })
  })

  test('that are personal are there in one’s own rows', async () => {
    const own = services(reads, { personal: { Test_Item: ['secret'] } })
    const rows = await own.query('SELECT * FROM Test_Item').toArray()
    expect(rows.map(each => [each.Id, each.Name, each.Secret])).toEqual([
      [1, 'one', 'red'],
      [2, 'two', null],
      [3, 'three', null],
      [4, 'four', null],
    ])
    const found = await own.query("SELECT Id FROM Test_Item WHERE Secret = 'red' OR Secret = 'blue'").toArray()
    expect(found.map(each => each.Id)).toEqual([1])
  })

  test('are in no event', async () => {
    const cancel = new AbortController()
    const changing: Provider = { enumerate: () => [{ Id: 1, Name: String(performance.now()), Secret: 'red' }] }
    const watched = new WmiHost({
      hostName: 'TESTHOST',
      mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
      providers: [{ classes: ['Test_Item'], namespace: 'root\\test', provider: changing }],
      access: accessPolicy({
        rules: [{ user: 'alice', classes: 'Test_*', rights: reads }],
        hidden: { Test_Item: ['Secret'] },
      }),
    })
    const query = (what: string) =>
      `SELECT * FROM __InstanceModificationEvent WITHIN 0.02 WHERE TargetInstance ISA 'Test_Item'${what}`
    const mine = watched.connect('root\\test', { caller: alice })
    const heard: unknown[] = []
    const guessing = (async () => {
      const guesses = query(" AND TargetInstance.Secret = 'red'")
      for await (const event of mine.watch(guesses, { signal: cancel.signal })) heard.push(event)
    })()
    for await (const event of watched.connect('root\\test').watch(query(''))) {
      expect(event.TargetInstance).toMatchObject({ Id: 1, Secret: 'red' })
      break
    }
    for await (const event of mine.watch(query(''))) {
      expect(event.TargetInstance).toMatchObject({ Id: 1, Secret: null })
      expect(event.PreviousInstance).toMatchObject({ Id: 1, Secret: null })
      break
    }
    cancel.abort()
    await expect(guessing).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
    expect(heard).toEqual([])
    await watched.close()
  })
})

describe('a listener with the default policy', () => {
  const server = (more?: AccessRules) =>
    new WmiHost({
      machine: treeMachine('server'),
      access: listenerPolicy(more, { hostName: 'SQL01' }),
    })
  const of = (user: string | null, more?: AccessRules) =>
    server(more).connect('root\\cimv2', { caller: { user, remote: true, allowMethods: false } })
  const lines = "SELECT Handle, CommandLine, ExecutablePath FROM Win32_Process WHERE Handle = '1' OR Handle = '1203'"
  const commandLines = async (wmi: WmiServices) =>
    (await wmi.query(lines).toArray()).map(each => [each.Handle, each.CommandLine !== null])

  test('lets nobody in who has not proved a name', () => {
    expect(() => of(null)).toThrow(expect.objectContaining(denied))
  })

  test('shows no other command lines at the ends of associations', async () => {
    const ends = of('jdupont').associators('Win32_ComputerSystem.Name="SQL01"', { assocClass: 'Win32_SystemProcesses' })
    const told = (await ends.toArray()).filter(each => each.CommandLine !== null).map(each => each.Handle)
    expect(told).toContain('1203')
    expect(told).not.toContain('1')
  })

  test('shows command lines of one’s own processes', async () => {
    expect(await commandLines(server().connect())).toEqual([
      ['1', true],
      ['1203', true],
    ])
    expect(await commandLines(of('jdupont'))).toEqual([
      ['1', false],
      ['1203', true],
    ])
    expect(await commandLines(of('SQL01\\JDupont'))).toEqual([
      ['1', false],
      ['1203', true],
    ])
    expect(await commandLines(of('jdupont@corp.example'))).toEqual([
      ['1', false],
      ['1203', false],
    ])
    const seen = { rules: [{ user: 'jdupont', classes: 'Win32_Process', rights: ['unmask'] }] } as const
    expect(await commandLines(of('jdupont', seen))).toEqual([
      ['1', true],
      ['1203', true],
    ])
    expect(await of('jdupont').get('Win32_Process="1"')).toMatchObject({
      Name: 'systemd',
      CommandLine: null,
      ExecutablePath: null,
    })
    expect(
      await of('jdupont').query("SELECT Handle FROM Win32_Process WHERE CommandLine LIKE '%'").toArray(),
    ).not.toContainEqual(expect.objectContaining({ Handle: '1' }))
  })

  test('serves no environment, unless a rule gives it', async () => {
    await expect(of('jdupont').query('SELECT * FROM Win32_Environment').toArray()).rejects.toMatchObject(denied)
    const all = await of('jdupont').query('SELECT * FROM CIM_SystemResource').toArray()
    expect(all.filter(each => each.__CLASS === 'Win32_Environment')).toEqual([])
    const given = { rules: [{ user: 'jdupont', classes: 'Win32_Environment', rights: ['enable'] }] } as const
    expect(await of('jdupont', given).query('SELECT * FROM Win32_Environment').toArray()).not.toEqual([])
  })

  test('calls no methods and writes nothing', async () => {
    await expect(of('jdupont').invoke('Win32_Process', 'Create', { CommandLine: 'true' })).rejects.toMatchObject(denied)
    await expect(of('jdupont').invoke('StdRegProv', 'EnumKey', { sSubKeyName: '' })).rejects.toMatchObject(denied)
  })

  test('serves classes of registered providers to whom a rule names them', async () => {
    const asked = (policy: AccessPolicy) => host(policy).connect('root\\test', { caller: alice })
    const closed = asked(listenerPolicy())
    await expect(closed.query('SELECT * FROM Test_Item').toArray()).rejects.toMatchObject(denied)
    await expect(closed.get('Test_Sub=4')).rejects.toMatchObject(denied)
    expect(await closed.query('SELECT * FROM Test_Kept').toArray()).toHaveLength(1)
    const open = asked(listenerPolicy({ rules: [{ user: 'alice', classes: 'Test_It*', rights: ['enable'] }] }))
    expect((await open.query('SELECT Id FROM Test_Item').toArray()).map(each => each.Id)).toEqual([1, 2, 3])
  })
})
