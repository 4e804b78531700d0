// Nothing connects by itself.
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Input, liveOperations } from '../../../src/designer/api/index.js'
import { usualSettings } from '../../../src/designer/workspace/server-settings.js'
import { password, serve, user } from '../../listen/listener.js'
import { failureOf, living, shopHost, wmiManager } from './living.js'

/** Operations that connect to nobody, whatever they are given. */
const quiet = new Set([
  'consent.list',
  'consent.give',
  'consent.withdraw',
  'secret.give',
  'secret.forget',
  'connection.peer',
  'connection.settings',
  'connection.configure',
  'wql.check',
  'wql.complete',
  'wql.explain',
  'expression.evaluate',
  'expression.catalog',
])

describe('without a consent', () => {
  test.each([
    ['this computer', '.', { server: 'localhost', user: '' }],
    ['another server', 'sql01', { server: 'sql01', user: 'bob' }],
  ])('no operation connects to %s', async (_, server, peer) => {
    let connected = 0
    const host = shopHost()
    const counting = {
      connect: (...given: Parameters<typeof host.connect>) => {
        connected += 1
        return host.connect(...given)
      },
    }
    const live = await living({ agreed: false, connect: { host: counting } })
    const manager = wmiManager(live, { server, user: server === '.' ? '' : 'bob' })
    const place = live.place(manager)
    const task = live.document.package.executables.add('STOCK:WebServiceTask')
    live.document.refresh()
    Object.assign(Reflect.get(task, 'innerObject'), { connection: manager.name, serviceName: 'Shop_Item' })
    const taskKey = live.document.keyOf(task)
    const query = 'SELECT * FROM Shop_Item WHERE Ready ='
    const inputs: { [N in keyof typeof liveOperations]: Input<N> } = {
      'consent.list': {},
      'consent.give': { peer: { server: 'elsewhere', user: '' }, remember: false },
      'consent.withdraw': { peer: { server: 'elsewhere', user: '' } },
      'secret.give': { ...place, property: 'Password', value: 'x' },
      'secret.forget': place,
      'connection.peer': place,
      'connection.test': place,
      'connection.settings': place,
      'connection.configure': { place, settings: usualSettings },
      'schema.namespaces': place,
      'schema.classes': place,
      'schema.class': { place, name: 'Shop_Item' },
      'schema.mof': { place, path: 'Shop_Item' },
      'wql.check': { text: query, task: 'reader', place },
      'wql.complete': { text: query, position: query.length, task: 'reader', place },
      'wql.explain': { text: query, task: 'reader', place },
      'wql.preview': { place, text: 'SELECT * FROM Shop_Item', limit: 10 },
      'instances.list': { place, className: 'Shop_Item', limit: 10 },
      'instances.get': { place, path: 'Shop_Item.Id=1' },
      'instances.associators': { place, path: 'Shop_Item.Id=1', limit: 10 },
      'method.invoke': { place, path: 'Shop_Item', method: 'Add', inputs: {} },
      'expression.evaluate': { document: live.document.key, scope: taskKey, expression: '1 + 1' },
      'expression.catalog': {},
      'service.describe': { document: live.document.key, task: taskKey },
      'service.download': { document: live.document.key, task: taskKey },
    }
    for (const name of Object.keys(liveOperations) as (keyof typeof liveOperations)[]) {
      const work = (live.call as (name: string, input: unknown) => Promise<unknown>)(name, inputs[name])
      if (quiet.has(name)) await work.catch(() => undefined)
      else if (name === 'service.download') expect((await failureOf(work)).kind, name).toBe('invalid')
      else expect(await failureOf(work), name).toMatchObject({ kind: 'consent', peer })
    }
    expect(connected).toBe(0)
  })

  test('completion says that it would need one', async () => {
    const live = await living({ agreed: false })
    const place = live.place(wmiManager(live))
    const complete = (text: string) => live.call('wql.complete', { text, position: text.length, task: 'reader', place })
    expect(await complete('SELECT * FROM ')).toMatchObject({ needsConsent: true })
    expect(await complete('SELECT * ')).toMatchObject({ needsConsent: false, options: [{ label: 'FROM' }] })
    const { needsConsent, options } = await complete('SELECT * FROM Shop_Item WHERE Name ')
    expect(needsConsent).toBe(true)
    expect(options.map(({ label }) => label)).toContain('LIKE')
  })
})

test('a consent is remembered, told and withdrawn', async () => {
  const live = await living({ agreed: false, connect: { host: shopHost() } })
  const place = live.place(wmiManager(live))
  const peer = { server: 'localhost', user: '' }
  expect(await live.call('connection.peer', place)).toEqual({ peer, local: true, agreed: false })
  await live.call('consent.give', { peer, remember: true })
  expect(await live.call('connection.peer', place)).toEqual({ peer, local: true, agreed: true })
  expect(await live.call('consent.list', {})).toEqual({ consents: [peer] })
  expect((await live.job('schema.classes', place)).output.count).toBeGreaterThan(3)
  await live.call('consent.withdraw', { peer })
  expect(await failureOf(live.job('schema.classes', place))).toMatchObject({ kind: 'consent', peer })
})

test('a manager that connects to nobody has no peer', async () => {
  const live = await living({ agreed: false })
  const manager = live.document.package.connections.add('FILE')
  live.document.refresh()
  expect(await live.call('connection.peer', live.place(manager))).toEqual({ peer: null, local: false, agreed: true })
  expect(await failureOf(live.job('schema.classes', live.place(manager)))).toMatchObject({ kind: 'invalid' })
})

describe('a server with a password', () => {
  test('asks for it, keeps it for the session, and forgets what the server refuses', async () => {
    await using served = await serve({ allowWrites: true })
    const live = await living()
    const manager = wmiManager(live, { server: served.listener.url, user, namespace: 'root\\test' })
    const place = live.place(manager)
    const list = () => live.job('instances.list', { place, className: 'Test_Item', limit: 10 })
    const object = live.document.keyOf(manager)

    expect(await failureOf(list())).toMatchObject({ kind: 'secret', object, property: 'Password', peer: { user } })
    await live.call('secret.give', { ...place, property: 'Password', value: 'wrong one' })
    expect(await failureOf(list())).toMatchObject({ kind: 'failed', name: 'E_ACCESSDENIED' })
    expect(await failureOf(list())).toMatchObject({ kind: 'secret' })
    await live.call('secret.give', { ...place, property: 'Password', value: password })
    const { output } = await list()
    expect(output.count).toBe(3)
    await live.call('secret.forget', place)
    expect(await failureOf(list())).toMatchObject({ kind: 'secret' })
    expect(inspect(live.access, { depth: 9, showHidden: true })).not.toContain(password)
  })

  test('is asked as the expressions of the manager say', async () => {
    const live = await living({ agreed: false })
    const manager = wmiManager(live, { server: 'here' })
    manager.setExpression('ServerName', '"there" + "01"')
    expect(await live.call('connection.peer', live.place(manager))).toMatchObject({ peer: { server: 'there01' } })
  })

  test('takes no password for a manager that logs on without one', async () => {
    const live = await living()
    const place = live.place(wmiManager(live, { server: 'sql01' }))
    expect(await failureOf(live.call('secret.give', { ...place, property: 'Password', value: 'x' }))).toMatchObject({
      kind: 'invalid',
    })
  })
})
