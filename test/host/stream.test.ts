import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../src/host/provider.js'
import { causedBy, heard } from './either-way.js'
import { testServices } from './test-host.js'

const mof = 'class Test_Row { [key] uint32 Id; string Name; }; class Test_Sub : Test_Row { };'
const all = 'SELECT * FROM Test_Row'
const serve = (enumerate: Provider['enumerate']) => testServices(mof, { Test_Row: { enumerate } })
const code = (name: string) => ({ name, namespace: 'root\\test', operation: 'query' })

function* endless(log: string[] = []): Generator<ProviderRow> {
  try {
    for (let Id = 0; ; Id += 1) yield { Id, Name: 'row' }
  } finally {
    log.push('released')
  }
}

describe('many rows', () => {
  test('of a synchronous provider stream one by one: memory does not grow with them', async () => {
    const services = serve(function* () {
      for (let Id = 0; Id < 1_000_000; Id += 1) yield { Id, Name: `row ${Id}` }
    })
    // Rows that were kept would be some 10 MB per sample.
    const samples: number[] = []
    let count = 0
    for await (const _ of services.query(all)) {
      count += 1
      if (count % 100_000 === 0) samples.push(process.memoryUsage().heapUsed / 2 ** 20)
    }
    expect(count).toBe(1_000_000)
    expect(Math.min(...samples.slice(5)) - Math.min(...samples.slice(0, 5))).toBeLessThan(35)
  })

  test('are made only as they are read', async () => {
    let made = 0
    const services = serve(function* () {
      for (let Id = 0; Id < 10; Id += 1) {
        made += 1
        yield { Id }
      }
    })
    for await (const row of services.query(all)) {
      expect(made).toBe(Number(row.Id) + 1)
    }
  })

  test('let timers have their turn while they are read, and while none matches', async () => {
    for (const query of [all, `${all} WHERE Name = 'none'`]) {
      const log: string[] = []
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 20)
      const reading = async () => {
        for await (const _ of serve(() => endless(log)).query(query, { signal: controller.signal }));
      }
      await expect(reading()).rejects.toMatchObject(code('WBEM_E_CALL_CANCELLED'))
      await heard(() => expect(log).toEqual(['released']))
    }
  })

  test('of an asynchronous provider that never waits let timers have their turn', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 20)
    const services = serve(async function* () {
      yield* endless()
    })
    const reading = async () => {
      for await (const _ of services.query(all, { signal: controller.signal }));
    }
    await expect(reading()).rejects.toMatchObject(code('WBEM_E_CALL_CANCELLED'))
  })
})

describe('a slow provider', () => {
  test('is read row by row as it finds them', async () => {
    const events: string[] = []
    const services = serve(async function* () {
      for (const Id of [1, 2]) {
        await sleep(5)
        events.push(`found ${Id}`)
        yield { Id }
      }
    })
    for await (const row of services.query(all)) events.push(`read ${row.Id}`)
    expect(events).toEqual(['found 1', 'read 1', 'found 2', 'read 2'])
  })

  test('can be cancelled while it waits, and hears of it', async () => {
    let asked: ProviderQuery | undefined
    const services = serve(async function* (query) {
      asked = query
      yield { Id: 1 }
      await sleep(60_000, undefined, { signal: query.signal })
      yield { Id: 2 }
    })
    const controller = new AbortController()
    const found: unknown[] = []
    const reading = (async () => {
      for await (const row of services.query(all, { signal: controller.signal })) {
        found.push(row.Id)
        setTimeout(() => controller.abort(new Error('enough')), 5)
      }
    })()
    await expect(reading).rejects.toMatchObject({ ...code('WBEM_E_CALL_CANCELLED'), cause: new Error('enough') })
    expect(found).toEqual([1])
    await heard(() => expect(asked?.signal.aborted).toBe(true))
  })

  test('can be cancelled also when it does not listen', async () => {
    const services = serve(async function* () {
      await new Promise(() => undefined)
      yield { Id: 1 }
    })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 5)
    await expect(services.query(all, { signal: controller.signal }).toArray()).rejects.toMatchObject(
      code('WBEM_E_CALL_CANCELLED'),
    )
  })

  test('that says nothing within the timeout ends with WBEM_E_TIMED_OUT', async () => {
    let asked: ProviderQuery | undefined
    const services = serve(async function* (query) {
      asked = query
      yield { Id: 1 }
      await new Promise(() => undefined)
    })
    await expect(services.query(all, { timeout: 20 }).toArray()).rejects.toMatchObject({
      ...code('WBEM_E_TIMED_OUT'),
      message: 'no answer within 20 ms',
    })
    await heard(() => expect(asked?.signal.reason).toBeInstanceOf(WmiError))
  })

  test('is not blamed for the time that its reader takes', async () => {
    for (const enumerate of [
      () => [{ Id: 1 }, { Id: 2 }],
      async function* () {
        yield* [{ Id: 1 }, { Id: 2 }]
      },
    ]) {
      let count = 0
      for await (const _ of serve(enumerate).query(all, { timeout: 200 })) {
        count += 1
        await sleep(250)
      }
      expect(count).toBe(2)
    }
  })

  test('whose rows never match is timed out as well', async () => {
    const log: string[] = []
    const services = serve(() => endless(log))
    await expect(services.query(`${all} WHERE Id < 0`, { timeout: 20 }).toArray()).rejects.toMatchObject(
      code('WBEM_E_TIMED_OUT'),
    )
    await heard(() => expect(log).toEqual(['released']))
  })
})

describe('leaving the loop', () => {
  test.each([
    ['synchronous', (log: string[]) => endless(log)],
    [
      'asynchronous',
      async function* (log: string[]) {
        try {
          yield* endless()
        } finally {
          await sleep(1)
          log.push('released')
        }
      },
    ],
  ])('raises the signal and releases a %s provider before the loop ends', async (_, enumerate) => {
    const log: string[] = []
    const services = serve(query => {
      query.signal.addEventListener('abort', () => log.push('aborted'))
      return enumerate(log)
    })
    for await (const row of services.query(all)) if (row.Id === 3) break
    await heard(() => expect(log).toEqual(['aborted', 'released']))
  })

  test('by an exception does the same', async () => {
    const log: string[] = []
    const reading = (async () => {
      for await (const _ of serve(() => endless(log)).query(all)) throw new Error('mine')
    })()
    await expect(reading).rejects.toThrow('mine')
    await heard(() => expect(log).toEqual(['released']))
  })

  test('after the last row tells the provider that the call is over', async () => {
    let asked: ProviderQuery | undefined
    const services = serve(query => {
      asked = query
      return [{ Id: 1 }]
    })
    await services.query(all).toArray()
    await heard(() => expect(asked?.signal.aborted).toBe(true))
  })
})

describe('a failing provider', () => {
  const failures: readonly (readonly [string, Provider['enumerate']])[] = [
    [
      'at once',
      () => {
        throw new RangeError('broken')
      },
    ],
    [
      'between rows',
      function* () {
        yield { Id: 1 }
        throw new RangeError('broken')
      },
    ],
    [
      'between asynchronous rows',
      async function* () {
        yield { Id: 1 }
        await sleep(1)
        throw new RangeError('broken')
      },
    ],
  ]
  test.each(failures)('%s is WBEM_E_PROVIDER_FAILURE with its cause', async (_, enumerate) => {
    await expect(serve(enumerate).query(all).toArray()).rejects.toMatchObject({
      ...code('WBEM_E_PROVIDER_FAILURE'),
      code: 0x80041004,
      message: 'the provider of Test_Row failed: broken',
      ...causedBy(new RangeError('broken')),
      server: 'TESTHOST',
    })
  })

  test('in a column that is computed when it is read is reported too', async () => {
    const row = {
      Id: 1,
      get Name(): string {
        throw new RangeError('broken')
      },
    }
    const broken = {
      ...code('WBEM_E_PROVIDER_FAILURE'),
      ...causedBy(new RangeError('broken')),
    }
    await expect(
      serve(() => [row])
        .query(all)
        .toArray(),
    ).rejects.toMatchObject(broken)
    await expect(serve(() => [row]).get('Test_Row=1')).rejects.toMatchObject({ ...broken, operation: 'get' })
  })

  test('may say itself which WMI failure it is', async () => {
    const services = serve(() => {
      throw new WmiError('WBEM_E_PRIVILEGE_NOT_HELD', 'needs root', { hint: 'become root' })
    })
    await expect(services.query(all).toArray()).rejects.toMatchObject({
      ...code('WBEM_E_PRIVILEGE_NOT_HELD'),
      message: 'needs root',
      hint: 'become root',
      server: 'TESTHOST',
    })
  })

  test('does not keep the rows before its failure', async () => {
    const found: unknown[] = []
    const reading = (async () => {
      for await (const row of serve(failures[1]?.[1] ?? (() => [])).query(all)) found.push(row.Id)
    })()
    await expect(reading).rejects.toThrow('broken')
    expect(found).toEqual([1])
  })

  test('that throws something else than an error is reported too', async () => {
    const services = serve(() => {
      throw 'a text'
    })
    await expect(services.query(all).toArray()).rejects.toMatchObject({
      message: 'the provider of Test_Row failed: a text',
    })
  })

  test('when it is released is reported too', async () => {
    const services = serve(() => ({
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: { Id: 1 } }),
        return() {
          throw new RangeError('will not go')
        },
      }),
    }))
    const reading = (async () => {
      for await (const _ of services.query(all)) break
    })()
    await expect(reading).rejects.toMatchObject(code('WBEM_E_PROVIDER_FAILURE'))
  })

  test('when it is released does not hide why the call ended', async () => {
    const services = serve(() => ({
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: { Id: 1, Name: 'row' } }),
        return() {
          throw new RangeError('will not go')
        },
      }),
    }))
    const reading = services.query(`${all} WHERE Name = 'none'`, { timeout: 10 }).toArray()
    await expect(reading).rejects.toMatchObject(code('WBEM_E_TIMED_OUT'))
  })

  test('that gives no row after a good one is reported too', async () => {
    const services = serve(() => [{ Id: 1 }, null as never])
    await expect(services.query(all).toArray()).rejects.toMatchObject({
      message: 'the provider of Test_Row gave null as a row',
    })
  })
})

describe('a provider that is never done with its release', () => {
  const services = () =>
    serve(() => ({
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false as const, value: { Id: 1 } }),
        return: () => new Promise<never>(() => undefined),
      }),
    }))

  test('does not keep a call that was cancelled', async () => {
    const signal = AbortSignal.timeout(10)
    const reading = (async () => {
      for await (const _ of services().query(all, { signal }));
    })()
    await expect(reading).rejects.toMatchObject(code('WBEM_E_CALL_CANCELLED'))
  })

  test.each([
    ['can be cancelled', () => ({ signal: AbortSignal.timeout(10) }), 'WBEM_E_CALL_CANCELLED'],
    ['is timed out', () => ({ timeout: 10 }), 'WBEM_E_TIMED_OUT'],
  ])('%s while the reader waits for it', async (_, options, name) => {
    const reading = (async () => {
      for await (const _ of services().query(all, options())) break
    })()
    await expect(reading).rejects.toMatchObject(code(name))
  })

  test('does not keep a connection that closes', async () => {
    const wmi = services()
    const reading = (async () => {
      for await (const _ of wmi.query(all)) break
    })()
    setTimeout(() => wmi.close(), 10)
    await expect(reading).rejects.toMatchObject(code('WBEM_E_INVALID_CONTEXT'))
  })
})

test('many queries at once may share a signal without a warning', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  const { signal } = new AbortController()
  const services = serve(async function* () {
    await sleep(5)
    yield { Id: 1 }
  })
  const found = await Promise.all(Array.from({ length: 40 }, () => services.query(all, { signal }).toArray()))
  await sleep(5)
  process.off('warning', note)
  expect(found.flat().length).toBe(40)
  expect(warnings).toEqual([])
})

test('one class after the other is asked, and none after the reader has left', async () => {
  const log: string[] = []
  const provider = (name: string): Provider => ({
    *enumerate() {
      log.push(name)
      yield { Id: 1 }
    },
  })
  const services = testServices(mof, { Test_Row: provider('row'), Test_Sub: provider('sub') })
  for await (const _ of services.query(all)) break
  expect(log).toEqual(['row'])
  await services.query(all).toArray()
  expect(log).toEqual(['row', 'row', 'sub'])
})
