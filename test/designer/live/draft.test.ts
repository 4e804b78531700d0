// What an editor tries before OK, and what holds for single servers.
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Stage } from '../../../src/designer/api/index.js'
import { usualSettings } from '../../../src/designer/workspace/server-settings.js'
import { DTSExecResult } from '../../../src/ssis/index.js'
import { password, serve, user } from '../../listen/listener.js'
import { vector } from '../../vectors.js'
import { failureOf, living, shopHost, wmiManager } from './living.js'

const tls = { cert: vector('tls/server.pem').toString(), key: vector('tls/server.key').toString() }

test('a draft is tried as if it had been applied, and nothing of the package changes', async () => {
  await using served = await serve()
  const live = await living({ connect: { host: shopHost() } })
  const manager = wmiManager(live)
  const place = live.place(manager)
  const before = live.document.package.toXml()
  const values = { ServerName: served.listener.url, Namespace: '\\root\\test', UseWindowsAuth: false, UserName: user }

  const wanting = { ...place, draft: { values } }
  expect(await failureOf(live.job('connection.test', wanting))).toMatchObject({ kind: 'secret', peer: { user } })
  const draft = { values: { Password: password, ...values } }
  expect((await live.job('connection.test', { ...place, draft })).output).toMatchObject({ ok: true })
  const { namespaces } = await live.call('schema.namespaces', { ...place, namespace: 'root', draft })
  expect(namespaces).toContain('test')

  expect(live.document.package.toXml()).toBe(before)
  expect(live.workspace.secrets.has(served.listener.url, user)).toBe(false)
  expect((await live.job('connection.test', place)).output.summary).toContain('root\\shop')
  expect(inspect(live.document, { depth: 9, showHidden: true })).not.toContain(password)
})

test('a password that is asked for goes to whom the draft names', async () => {
  await using served = await serve()
  const live = await living()
  const place = live.place(wmiManager(live))
  const values = { ServerName: served.listener.url, Namespace: 'root\\test', UseWindowsAuth: false, UserName: user }
  const drafted = { ...place, draft: { values } }
  const { peer, property = '' } = await failureOf(live.job('connection.test', drafted))
  await live.call('secret.give', { ...place, property, value: password, peer })
  expect((await live.job('connection.test', drafted)).output.ok).toBe(true)
})

test('values that the manager refuses are told', async () => {
  const live = await living()
  const place = live.place(wmiManager(live))
  const draft = { values: { ServerName: 'a;b' } }
  expect(await failureOf(live.job('connection.test', { ...place, draft }))).toMatchObject({ kind: 'invalid' })
})

test('a certificate that is pinned for a server is trusted there, in a draft and after it is kept', async () => {
  await using served = await serve({ tls })
  const live = await living()
  const manager = wmiManager(live, { server: served.listener.url, user, namespace: 'root\\test' })
  const place = live.place(manager)
  await live.call('secret.give', { ...place, property: 'Password', value: password })
  const failed = await live.job('connection.test', place)
  expect(failed.output.ok).toBe(false)
  const fingerprint = thumbprint(failed.events)

  const { settings, local, started } = await live.call('connection.settings', place)
  expect({ settings, local, started }).toEqual({ settings: usualSettings, local: false, started: [] })
  const pinned = { ...usualSettings, fingerprint, timeout: 20_000 }
  const draft = { values: {}, server: pinned }
  expect((await live.job('connection.test', { ...place, draft })).output.ok).toBe(true)
  expect((await live.job('connection.test', place)).output.ok).toBe(false)

  await live.call('connection.configure', { place, settings: pinned })
  expect((await live.job('connection.test', place)).output.ok).toBe(true)
  expect((await live.job('instances.list', { place, className: 'Test_Item', limit: 10 })).output.count).toBe(3)
  expect((await live.call('connection.settings', place)).settings).toEqual(pinned)
  expect(live.workspace.environment.connectTo?.(served.listener.url)).toEqual({ timeout: 20_000, tls: { fingerprint } })
  expect(live.workspace.environment.connectTo?.('\\\\elsewhere')).toEqual({})
})

test('a run reaches a server as it was set for the designer', async () => {
  await using served = await serve({ tls })
  const live = await living()
  const { package: pkg } = live.document
  const manager = wmiManager(live, { server: served.listener.url, user, namespace: 'root\\test' })
  const place = live.place(manager)
  await live.call('secret.give', { ...place, property: 'Password', value: password })
  const rows = pkg.variables.add('Rows', false, 'User', null)
  const task = pkg.executables.add('STOCK:WmiDataReaderTask')
  Object.assign(Reflect.get(task, 'innerObject'), {
    wmiConnection: manager.name,
    wqlQuerySource: 'SELECT Name FROM Test_Item WHERE Id = 2',
    destinationType: 1,
    destination: rows.qualifiedName,
  })
  const { connectTo, connect } = live.workspace.environment
  const run = () => pkg.execute({ connect, secrets: live.workspace.secrets, ...(connectTo ? { connectTo } : {}) })
  expect(await run()).toBe(DTSExecResult.Failure)
  const fingerprint = thumbprint((await live.job('connection.test', place)).events)
  await live.call('connection.configure', { place, settings: { ...usualSettings, fingerprint } })
  expect(await run()).toBe(DTSExecResult.Success)
})

test('a thumbprint of a wrong length is refused', async () => {
  const live = await living()
  const place = live.place(wmiManager(live, { server: 'https://sql01' }))
  const settings = { ...usualSettings, fingerprint: 'ab:cd' }
  expect(await failureOf(live.call('connection.configure', { place, settings }))).toMatchObject({ kind: 'invalid' })
})

test('how the designer was started is told without secrets', async () => {
  const connect = { timeout: 5000, proxy: 'http://me:hunter2@proxy:3128', tls: { insecure: true } }
  const live = await living({ connect })
  const { started } = await live.call('connection.settings', live.place(wmiManager(live, { server: 'sql01' })))
  expect(started).toEqual(['--timeout 5', '--tls', '--insecure', '--proxy proxy:3128'])
})

/** The SHA-1 that the test says can be pinned. */
function thumbprint(stages: readonly Stage[]): string {
  const texts = stages.flatMap(({ causes }) => causes.map(({ text }) => text))
  return /\b[\dA-F]{40}\b/i.exec(texts.join(' ').replace(/(?<=[\dA-F]{2}):/gi, ''))?.[0] ?? ''
}
