// Connection managers tested stage by stage.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import type { Stage } from '../../../src/designer/api/index.js'
import { password, type Served, serve, user } from '../../listen/listener.js'
import { closedPort, failureOf, type Living, living, shopHost, wmiManager } from './living.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
})

const outcomes = (events: readonly Stage[]) =>
  Object.fromEntries(
    events.filter(({ outcome }) => outcome !== 'running').map(({ stage, outcome }) => [stage, outcome]),
  )

async function remote({ server = served.listener.url, namespace = 'root\\test', secret = password } = {}) {
  const live = await living()
  const place = live.place(wmiManager(live, { server, user, namespace }))
  await live.call('secret.give', { ...place, property: 'Password', value: secret })
  return { live, place }
}

describe('a server', () => {
  test('that answers is walked to its end, each stage told when it starts', async () => {
    const { live, place } = await remote()
    const { events, output } = await live.job('connection.test', place)
    expect(outcomes(events)).toEqual({
      settings: 'done',
      name: 'done',
      connect: 'done',
      endpoint: 'done',
      logon: 'done',
      namespace: 'done',
      query: 'done',
      roundTrip: 'done',
    })
    expect(events.map(({ stage, outcome }) => `${stage} ${outcome}`).slice(0, 4)).toEqual([
      'settings running',
      'settings done',
      'name running',
      'name done',
    ])
    expect(output).toMatchObject({ ok: true, summary: expect.stringContaining('root\\test') })
    expect(inspect(events)).not.toContain(password)
  })

  test('refuses a wrong password, which is forgotten', async () => {
    const { live, place } = await remote({ secret: 'hunter2' })
    const { events, output } = await live.job('connection.test', place)
    expect(outcomes(events)).toMatchObject({
      endpoint: 'done',
      logon: 'failed',
      namespace: 'skipped',
      query: 'skipped',
    })
    const logon = events.find(({ stage, outcome }) => stage === 'logon' && outcome === 'failed')
    expect(logon?.detail).toMatch(/^E_ACCESSDENIED: /)
    expect(logon?.causes[0]).toMatchObject({
      text: expect.stringContaining('password'),
      todo: expect.stringContaining('net user'),
    })
    expect(output).toMatchObject({ ok: false, summary: expect.stringMatching(/^Logon: E_ACCESSDENIED/) })
    expect(inspect(events)).not.toContain('hunter2')
    expect(await failureOf(live.job('connection.test', place))).toMatchObject({ kind: 'secret' })
  })

  test('does not have an unknown namespace', async () => {
    const { live, place } = await remote({ namespace: 'root\\nowhere' })
    const { events, output } = await live.job('connection.test', place)
    expect(outcomes(events)).toMatchObject({ logon: 'done', namespace: 'failed', query: 'skipped' })
    expect(output.summary).toMatch(/^Namespace: WBEM_E_INVALID_NAMESPACE/)
  })

  test('is not reached where nobody listens', async () => {
    const { live, place } = await remote({ server: `http://127.0.0.1:${await closedPort()}/wsman` })
    const { events, output } = await live.job('connection.test', place)
    expect(outcomes(events)).toMatchObject({ name: 'done', connect: 'failed', endpoint: 'skipped', logon: 'skipped' })
    expect(output).toMatchObject({ ok: false, hint: expect.stringMatching(/./) })
  })

  test('is not found by a name that nobody knows', async () => {
    const { live, place } = await remote({ server: 'http://no-such-server.invalid/wsman' })
    const { events } = await live.job('connection.test', place)
    expect(outcomes(events)).toMatchObject({ settings: 'done', name: 'failed', connect: 'skipped' })
  })

  test('is left alone when somebody cancels', async () => {
    const { live, place } = await remote()
    const stop = new AbortController()
    const onEvent = ({ stage }: Stage) => {
      if (stage === 'logon') stop.abort(new Error('enough'))
    }
    await expect(live.job('connection.test', place, { signal: stop.signal, onEvent })).rejects.toThrow('enough')
  })
})

describe('this computer', () => {
  const test1 = async (namespace: string) => {
    const live = await living({ connect: { host: shopHost() } })
    return live.job('connection.test', live.place(wmiManager(live, { namespace })))
  }
  test('has stages of its own', async () => {
    const { events, output } = await test1('root\\shop')
    expect(outcomes(events)).toEqual({ settings: 'done', host: 'done', namespace: 'done', query: 'done' })
    expect(output).toMatchObject({ ok: true, summary: expect.stringContaining('root\\shop') })
  })

  test('answers, but does not have an unknown namespace', async () => {
    const { events, output } = await test1('root\\nowhere')
    expect(outcomes(events)).toEqual({ settings: 'done', host: 'done', namespace: 'failed', query: 'skipped' })
    expect(output.summary).toMatch(/WBEM_E_INVALID_NAMESPACE/)
  })

  test('takes no user', async () => {
    const live = await living({ connect: { host: shopHost() } })
    const { events } = await live.job('connection.test', live.place(wmiManager(live, { user: 'bob' })))
    expect(outcomes(events)).toMatchObject({ settings: 'failed', host: 'skipped' })
  })

  test('speaks French', async () => {
    setLanguage('fr')
    onTestFinished(() => setLanguage('en'))
    const { events, output } = await test1('root\\shop')
    expect(events.map(({ title }) => title)).toContain('Espace de noms')
    expect(output.summary).toBe('Cet ordinateur répond, espace de noms root\\shop')
  })
})

test('settings that cannot be right are the first stage', async () => {
  const live = await living({ agreed: false })
  const place = live.place(wmiManager(live, { server: ' ' }))
  const { events, output } = await live.job('connection.test', place)
  expect(outcomes(events)).toEqual({ settings: 'failed' })
  expect(output.ok).toBe(false)
})

function fileManager(live: Living, type: 'FILE' | 'FLATFILE', path: string, usage?: number) {
  const manager = live.document.package.connections.add(type)
  manager.connectionString = path
  if (usage !== undefined) manager.innerObject.fileUsageType = usage
  live.document.refresh()
  return live.place(manager)
}

describe('a file', () => {
  const at = async (name: string, usage: number | undefined, type: 'FILE' | 'FLATFILE' = 'FILE') => {
    const live = await living({ agreed: false })
    const { folder } = live.workspace
    writeFileSync(join(folder, 'there.txt'), 'abc')
    mkdirSync(join(folder, 'sub'))
    return live.job('connection.test', fileManager(live, type, join(folder, name), usage))
  }
  test.each<readonly [name: string, usage: number, outcome: Record<string, string>]>([
    ['there.txt', 0, { path: 'done', folder: 'done', file: 'done', access: 'done' }],
    ['missing.txt', 0, { path: 'done', folder: 'done', file: 'failed', access: 'skipped' }],
    ['new.txt', 1, { path: 'done', folder: 'done', file: 'done', access: 'done' }],
    ['no/new.txt', 1, { path: 'done', folder: 'failed', file: 'skipped', access: 'skipped' }],
    ['sub', 2, { path: 'done', folder: 'done', access: 'done' }],
    ['no', 2, { path: 'done', folder: 'failed', access: 'skipped' }],
    ['there.txt', 2, { path: 'done', folder: 'failed', access: 'skipped' }],
    ['no/deep', 3, { path: 'done', folder: 'done', access: 'done' }],
    ['sub', 0, { path: 'done', folder: 'done', file: 'failed', access: 'skipped' }],
  ])('%s with usage %i', async (name, usage, outcome) => {
    const { events, output } = await at(name, usage)
    expect(outcomes(events)).toEqual(outcome)
    expect(output.ok).toBe(!Object.values(outcome).includes('failed'))
  })

  test('of rows may be missing: a task may make it', async () => {
    const { events, output } = await at('rows.csv', undefined, 'FLATFILE')
    expect(outcomes(events)).toEqual({ path: 'done', folder: 'done', file: 'warning', access: 'done' })
    expect(output).toMatchObject({ ok: true, hint: expect.stringMatching(/warnings/) })
  })

  test('on a drive that leads nowhere is told at its path', async () => {
    const live = await living({ agreed: false })
    const { events } = await live.job('connection.test', fileManager(live, 'FILE', 'Q:\\x.txt', 0))
    expect(outcomes(events)).toMatchObject({ path: 'failed' })
  })

  test.skipIf(process.getuid?.() === 0)('that cannot be written is worth a warning', async () => {
    const live = await living({ agreed: false })
    const file = join(live.workspace.folder, 'locked.txt')
    writeFileSync(file, 'abc')
    chmodSync(file, 0o400)
    const { events } = await live.job('connection.test', fileManager(live, 'FILE', file, 0))
    expect(outcomes(events)).toMatchObject({ access: 'warning' })
  })
})

describe('an HTTP server', () => {
  let server: Server
  let url = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/missing') response.writeHead(404)
      response.end('hello')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
  })
  const http = async (address: string, agreed = true) => {
    const live = await living({ agreed })
    const manager = live.document.package.connections.add('HTTP')
    manager.innerObject.serverURL = address
    live.document.refresh()
    return live.job('connection.test', live.place(manager))
  }

  test('answers', async () => {
    const { events, output } = await http(`${url}/x`)
    expect(outcomes(events)).toEqual({ settings: 'done', name: 'done', connect: 'done', answer: 'done' })
    expect(output.ok).toBe(true)
  })

  test('answers without a document', async () => {
    expect(outcomes((await http(`${url}/missing`)).events)).toMatchObject({ answer: 'warning' })
  })

  test('is not there', async () => {
    const { events, output } = await http(`http://127.0.0.1:${await closedPort()}/`)
    expect(outcomes(events)).toEqual({ settings: 'done', name: 'done', connect: 'failed', answer: 'skipped' })
    expect(output.ok).toBe(false)
  })

  test('is asked only with a consent', async () => {
    expect(await failureOf(http(url, false))).toMatchObject({ kind: 'consent', peer: { server: new URL(url).host } })
  })
})
