// A watch whose server goes away, over WS-Management and at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WmiError } from '../../../../src/base/errors.js'
import { DTSExecResult, type WmiEventWatcherTask } from '../../../../src/ssis/index.js'
import type { WmiServices } from '../../../../src/wmi/services.js'
import { jobListener } from './listening.js'
import { jobHost, query, type WatcherPackage, watcherPackage } from './watcher-package.js'

const { Success, Failure, Canceled } = DTSExecResult
const runOf = (p: WatcherPackage) => (p.task.task as WmiEventWatcherTask).lastRun
const named = (p: WatcherPackage) => p.custom.map(({ eventText }) => /\sName = "(.*)"/.exec(eventText)?.[1])

/** Waits until something has become true. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20))
}

describe('over WS-Management', () => {
  let host: ReturnType<typeof jobHost>
  beforeAll(() => {
    host = jobHost()
  })
  afterAll(() => host.close())

  const remote = (url: string, password: string, properties: Parameters<typeof watcherPackage>[0] = {}) => {
    const p = watcherPackage(properties, host)
    const manager = p.pkg.connections.get('WMI')
    Object.assign(manager.innerObject, { serverName: url, useWindowsAuth: false, userName: 'tester', password })
    return p
  }

  test('a server that comes back is watched again; the gap is told; what is there counts with ExistingMatches', async () => {
    const first = await jobListener(host)
    const p = remote(first.url, first.password, { numberOfEvents: 3, existingMatches: true })
    await p.create('before')
    const result = p.run(undefined, { connect: {} })
    await until(() => p.custom.length === 1)
    await first.close()
    await p.create('meanwhile')
    await until(() => p.warnings().length > 0)
    const second = await jobListener(host, first.port)
    await until(() => p.custom.length === 2)
    await p.create('after')
    expect(await result).toBe(Success)
    await second.close()
    expect(named(p)).toEqual(['before', 'meanwhile', 'after'])
    expect(runOf(p)).toMatchObject({ events: 3, reconnections: 1 })
    const [lost, again] = p.warnings()
    expect(lost).toMatch(/^watching on "WMI" was interrupted: /)
    expect(again).toMatch(/^watching again on "WMI" after \d+ seconds; what came meanwhile and is still there counts$/)
  })

  test('a server that does not come back: the time-out ends the waiting', async () => {
    const listener = await jobListener(host)
    const p = remote(listener.url, listener.password, { timeout: 2 })
    const result = p.run(() => void listener.close(), { connect: {} })
    expect(await result).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_WMIEWTASK_TIMEOUTOCCURRED'])
    expect(p.warnings().filter(text => text.includes('watching again'))).toEqual([])
  })

  test('a cancel ends the waiting for a server at once', async () => {
    const listener = await jobListener(host)
    const p = remote(listener.url, listener.password)
    const stop = new AbortController()
    const result = p.run(() => void listener.close(), { connect: {}, signal: stop.signal })
    await until(() => p.warnings().length > 0)
    stop.abort()
    expect(await result).toBe(Canceled)
    expect(p.symbols()).toEqual([])
  })

  test('a logon that is refused afterwards is not tried again', async () => {
    const first = await jobListener(host)
    const p = remote(first.url, first.password)
    const result = p.run(() => void first.close(), { connect: {} })
    await until(() => p.warnings().length > 0)
    const second = await jobListener(host, first.port, 'another password')
    expect(await result).toBe(Failure)
    await second.close()
    expect(p.symbols()).toEqual(['DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER'])
    expect(p.pkg.errors[0]?.description).toContain('E_ACCESSDENIED')
    expect(JSON.stringify(p.pkg.errors)).not.toContain(first.password)
  })

  test('a server that is not there from the beginning fails at once', async () => {
    const listener = await jobListener(host)
    await listener.close()
    const p = remote(listener.url, listener.password)
    expect(await p.run(undefined, { connect: {} })).toBe(Failure)
    expect(p.symbols()).toEqual(['DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER'])
  })

  test('events, time-outs and bad queries are as they are here', async () => {
    const listener = await jobListener(host)
    const { url, password } = listener
    const counted = remote(url, password, { numberOfEvents: 2 })
    const two = async () => {
      for (const name of ['one', 'two']) await counted.create(name)
    }
    expect(await counted.run(two, { connect: {} })).toBe(Success)
    expect(named(counted)).toEqual(['one', 'two'])
    expect(counted.custom[0]?.eventText).toMatch(/^instance of __InstanceCreationEvent/)
    const late = remote(url, password, { timeout: 1, afterTimeout: 0 })
    expect(await late.run(undefined, { connect: {} })).toBe(Success)
    const bad = remote(url, password, { wqlQuerySource: 'SELECT * FROM No_Such_Event' })
    expect(await bad.run(undefined, { connect: {} })).toBe(Failure)
    expect(bad.symbols()).toEqual(['DTS_E_WMIEWTASK_QUERYFAILURE'])
    await listener.close()
  })
})

describe('a connection', () => {
  /** The job host, whose watches fail as the list says; after that they are left alone. */
  const failing = (failures: (WmiError | undefined)[]) => {
    const inner = jobHost()
    let [open, opened] = [0, 0]
    return {
      inner,
      counts: () => [open, opened],
      host: {
        connect(...args: Parameters<typeof inner.connect>): WmiServices {
          const services = inner.connect(...args)
          open += 1
          opened += 1
          const [watch, close] = [services.watch.bind(services), services.close.bind(services)]
          services.close = async () => {
            open -= 1
            await close()
          }
          services.watch = (wql, options) => {
            const failure = failures.shift()
            if (!failure) return watch(wql, options)
            return {
              async *[Symbol.asyncIterator]() {
                options?.onReady?.()
                yield* []
                throw failure
              },
              toArray: async () => [],
            }
          }
          return services
        },
      },
    }
  }
  const gone = () => new WmiError('WBEM_E_SHUTTING_DOWN', 'the server goes down')

  test('is released for every one that is opened', async () => {
    const { inner, host, counts } = failing([gone(), gone()])
    const p = watcherPackage({}, inner)
    const result = p.run(undefined, { connect: { host } })
    await until(() => p.warnings().length === 4)
    await p.create('x')
    expect(await result).toBe(Success)
    expect(counts()).toEqual([0, 3])
    expect(runOf(p)?.reconnections).toBe(2)
    await inner.close()
  })

  test.each([
    ['access is denied', 'WBEM_E_ACCESS_DENIED', 'DTS_E_WMIEWTASK_ERRMESSAGE'],
    ['a provider fails', 'WBEM_E_PROVIDER_FAILURE', 'DTS_E_WMIEWTASK_ERRMESSAGE'],
    ['the query is refused', 'WBEM_E_INVALID_QUERY', 'DTS_E_WMIEWTASK_QUERYFAILURE'],
  ] as const)('is not opened again when %s', async (_what, status, symbol) => {
    const { inner, host, counts } = failing([new WmiError(status, 'refused', { hint: 'Do something' })])
    const p = watcherPackage({ wqlQuerySource: query }, inner)
    expect(await p.run(undefined, { connect: { host } })).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([{ symbol, hint: 'Do something', description: expect.stringContaining(status) }])
    expect(counts()).toEqual([0, 1])
    await inner.close()
  })
})
