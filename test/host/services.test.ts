import { describe, expect, test } from 'vitest'
import { setLanguage } from '../../src/base/text.js'
import { testHost, testServices } from './test-host.js'

const mof = `class Test_Item { [key] uint32 Id; }; class Test_Slow { [key] uint32 Id; };
  instance of Test_Item { Id = 1; };`
const slow = {
  Test_Slow: {
    async *enumerate() {
      yield { Id: 1 }
      await new Promise(() => undefined)
    },
  },
}

test('an association question is checked before anything is looked for', async () => {
  const wmi = testServices(mof)
  expect(await wmi.associators('Test_Item=1').toArray()).toEqual([])
  await expect(wmi.associators('Test_Item=2').toArray()).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
  await expect(wmi.references('Test_Item.').toArray()).rejects.toMatchObject({
    name: 'WBEM_E_INVALID_OBJECT_PATH',
    operation: 'references',
  })
  await expect(wmi.query('ASSOCIATORS OF {Test_None} WHERE SchemaOnly').toArray()).rejects.toMatchObject({
    name: 'WBEM_E_INVALID_CLASS',
  })
})

describe('a notification query', () => {
  const wmi = testServices(mof, slow)
  const query = (name: string) => `SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA '${name}'`

  test('is checked before anything is watched', async () => {
    await expect(wmi.watch('SELECT * FROM Test_Item').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_NOT_EVENT_CLASS',
      operation: 'watch',
    })
    await expect(wmi.watch('SELECT').toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
  })

  test('on what the repository reports itself needs no WITHIN, on what a provider serves it does', async () => {
    const controller = new AbortController()
    const watching = wmi.watch(query('Test_Item'), {
      signal: controller.signal,
      onReady: () => controller.abort(new Error('it stands')),
    })
    await expect(watching.toArray()).rejects.toMatchObject({
      name: 'WBEM_E_CALL_CANCELLED',
      cause: new Error('it stands'),
    })
    await expect(wmi.watch(query('Test_Slow')).toArray()).rejects.toMatchObject({
      name: 'WBEMESS_E_REGISTRATION_TOO_PRECISE',
    })
  })
})

describe('a closed connection', () => {
  const closed = { name: 'WBEM_E_INVALID_CONTEXT', code: 0x80041007, message: 'the connection is closed' }

  test('refuses every call', async () => {
    const wmi = testServices(mof)
    await wmi.close()
    await wmi.close()
    for (const call of [
      wmi.query('SELECT * FROM Test_Item').toArray(),
      wmi.get('Test_Item=1'),
      wmi.getClass('Test_Item'),
      wmi.classes().toArray(),
      wmi.namespaces(),
      wmi.invoke('Test_Item=1', 'X'),
      wmi.associators('Test_Item=1').toArray(),
      wmi.references('Test_Item=1').toArray(),
      wmi.create('Test_Item', {}),
      wmi.put('Test_Item=1', {}),
      wmi.delete('Test_Item=1'),
      wmi.watch('SELECT * FROM __TimerEvent').toArray(),
    ])
      await expect(call).rejects.toMatchObject(closed)
  })

  test('ends what is still running, and leaves other connections alone', async () => {
    const host = testHost(mof, slow)
    const wmi = host.connect('root\\test')
    const other = host.connect('root\\test')
    const found: unknown[] = []
    const reading = (async () => {
      for await (const row of wmi.query('SELECT * FROM Test_Slow')) {
        found.push(row.Id)
        setTimeout(() => wmi.close(), 5)
      }
    })()
    await expect(reading).rejects.toMatchObject({ ...closed, operation: 'query' })
    expect(found).toEqual([1])
    expect(await other.query('SELECT * FROM Test_Item').toArray()).toMatchObject([{ Id: 1 }])
  })

  test('is closed by asynchronous disposal', async () => {
    const wmi = testServices(mof)
    await wmi[Symbol.asyncDispose]()
    await expect(wmi.namespaces()).rejects.toMatchObject(closed)
  })
})

describe('every call', () => {
  test('can be cancelled before it starts', async () => {
    const wmi = testServices(mof)
    const signal = AbortSignal.abort()
    for (const call of [
      wmi.query('SELECT * FROM Test_Item', { signal }).toArray(),
      wmi.get('Test_Item=1', { signal }),
      wmi.getClass('Test_Item', { signal }),
      wmi.classes({ signal }).toArray(),
      wmi.namespaces({ signal }),
      wmi.invoke('Test_Item=1', 'X', {}, { signal }),
    ])
      await expect(call).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
  })

  test('has the timeout of the connection unless it says its own', async () => {
    const wmi = testHost(mof, slow).connect('root\\test', { timeout: 1_500 })
    await wmi.getClass('Test_Slow', { timeout: 30_000 }) // over a transport: the first call connects, within the connection's time
    await expect(wmi.query('SELECT * FROM Test_Slow').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_TIMED_OUT',
      message: 'no answer within 1500 ms',
    })
    await expect(wmi.query('SELECT * FROM Test_Slow', { timeout: 1_600 }).toArray()).rejects.toMatchObject({
      message: 'no answer within 1600 ms',
    })
  })

  test('refuses arguments that are no texts', async () => {
    const wmi = testServices(mof)
    const wrong = 5 as never
    for (const call of [
      wmi.get(wrong),
      wmi.get(null as never),
      wmi.get({} as never),
      wmi.get({ className: 'Test_Item', keys: 5 } as never),
      wmi.get([] as never),
      wmi.getClass(wrong),
      wmi.invoke('Test_Item', wrong),
      wmi.watch(wrong).toArray(),
    ])
      await expect(call).rejects.toMatchObject({ name: 'WBEM_E_INVALID_PARAMETER' })
  })

  test('speaks the language of the day; codes do not change', async () => {
    setLanguage('fr')
    try {
      await expect(testServices(mof).getClass('Test_Itm')).rejects.toMatchObject({
        name: 'WBEM_E_INVALID_CLASS',
        message: 'il n’y a pas de classe Test_Itm',
        hint: 'Vouliez-vous dire Test_Item ?',
      })
    } finally {
      setLanguage('en')
    }
  })
})
