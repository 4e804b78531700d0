import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { hostOf, remote } from './remote.js'

const logOn = ['logon', 'Identify']
const many = (count: number) =>
  hostOf(
    `class My_Row { [key] uint32 Id; string Text; }; class My_Sub : My_Row { string More; };
     ${Array.from({ length: count }, (_, id) => `instance of My_Row { Id = ${id}; Text = "${'x'.repeat(300)}"; };`).join('\n')}
     instance of My_Sub { Id = 100000; More = "m"; };`,
  )

describe('exchanges', () => {
  test('of a connection are one logon and Identify', async () => {
    await using it = await remote()
    expect(it.sent()).toEqual(expect.arrayContaining(logOn))
    expect(it.events.filter(({ direction, purpose }) => direction === 'request' && purpose === 'message')).toHaveLength(
      1,
    )
  })

  test('of a query are Enumerate, Pulls, and one Get per class the first time', async () => {
    await using it = await remote({ maxConnections: 1 })
    it.sent()
    await it.wmi.query('SELECT * FROM Test_Item').toArray()
    expect(it.sent().sort()).toEqual(['Enumerate', 'Get Test_Item', 'Get Test_Part', 'Pull'])
    await it.wmi.query('SELECT * FROM Test_Item').toArray()
    expect(it.sent()).toEqual(['Enumerate', 'Pull'])
    await it.wmi
      .query('SELECT Name FROM Test_Only')
      .toArray()
      .catch(() => undefined)
    it.sent()
    await it.wmi.query('SELECT Value FROM Test_Only').toArray()
    await it.wmi.query('SELECT Value FROM Test_Only').toArray()
    expect(it.sent()).toEqual(['Enumerate', 'Enumerate'])
  })

  test('of concurrent queries share the declaration of a class', async () => {
    await using it = await remote()
    it.sent()
    await Promise.all(Array.from({ length: 5 }, () => it.wmi.query('SELECT Id FROM Test_Item').toArray()))
    expect(it.sent().filter(action => action === 'Get Test_Item')).toHaveLength(1)
  })

  test('begin with the question: it is on its way before the declaration', async () => {
    await using it = await remote({ maxConnections: 1 })
    it.sent()
    await it.wmi.query('SELECT * FROM Test_Only').toArray()
    expect(it.sent()).toEqual(['Enumerate', 'Get Test_Only'])
  })

  test('pull pages until the end, and lose and double nothing', async () => {
    await using it = await remote({}, { served: many(3000) })
    it.sent()
    const ids: unknown[] = []
    for await (const row of it.wmi.query('SELECT * FROM My_Row')) ids.push(row.Id)
    expect(ids).toEqual([...Array.from({ length: 3000 }, (_, id) => id), 100000])
    expect(it.sent().filter(action => action === 'Pull').length).toBeGreaterThan(2)
  })

  test('release what a reader leaves', async () => {
    await using it = await remote({}, { served: many(3000) })
    for await (const row of it.wmi.query('SELECT * FROM My_Row')) if (row.Id === 5) break
    expect(it.sent().at(-1)).toBe('Release')
  })

  test('release what is left when the connection ends', async () => {
    await using it = await remote({}, { served: many(3000) })
    const rows = it.wmi.query('SELECT * FROM My_Row')[Symbol.asyncIterator]()
    await rows.next()
    await it.wmi.close()
    expect(it.sent()).toContain('Release')
    // What had arrived may still be read; more does not come.
    await expect(rows.next()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test('go over the wire for this machine too when a transport is given', async () => {
    await using it = await remote({ transport: 'wsman' })
    expect(it.wmi.server).toBe('TESTHOST')
    expect(it.events.every(({ purpose, sealed }) => purpose === 'logon' || sealed)).toBe(true)
  })
})

describe('a call', () => {
  test('is cancelled at once, and nothing is left behind', async () => {
    await using it = await remote({}, { served: many(3000) })
    const control = new AbortController()
    const reading = (async () => {
      for await (const row of it.wmi.query('SELECT * FROM My_Row', { signal: control.signal }))
        if (row.Id === 5) control.abort()
    })()
    await expect(reading).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED', operation: 'query' })
    expect((await it.wmi.query('SELECT Id FROM My_Row WHERE Id = 7').toArray()).length).toBe(1)
    await it.wmi.close()
    expect(it.sent()).toContain('Release')
  })

  test('that was cancelled before sends nothing', async () => {
    await using it = await remote()
    it.sent()
    const signal = AbortSignal.abort()
    await expect(it.wmi.query('SELECT * FROM Test_Item', { signal }).toArray()).rejects.toMatchObject({
      name: 'WBEM_E_CALL_CANCELLED',
    })
    await expect(it.wmi.get('Test_Item=1', { signal })).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
    expect(it.sent()).toEqual([])
  })

  test('after close is refused', async () => {
    await using it = await remote()
    await it.wmi.close()
    await it.wmi.close()
    const refused = { name: 'WBEM_E_INVALID_CONTEXT', server: 'TESTHOST' }
    await expect(it.wmi.query('SELECT * FROM Test_Item').toArray()).rejects.toMatchObject(refused)
    await expect(it.wmi.namespaces()).rejects.toMatchObject(refused)
    await expect(it.wmi.watch('SELECT * FROM __TimerEvent').toArray()).rejects.toMatchObject(refused)
  })

  test('under way ends when the connection is closed', async () => {
    await using it = await remote()
    const watching = it.wmi
      .watch("SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Item'")
      .toArray()
    const expected = expect(watching).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT', operation: 'watch' })
    await delay(50)
    await it.wmi.close()
    await expected
  })

  test('says where it happened', async () => {
    await using it = await remote()
    await expect(it.wmi.query('SELECT * FROM No_Such').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      server: 'TESTHOST',
      namespace: 'root\\test',
      operation: 'query',
    })
    await expect(it.wmi.getClass('No_Such')).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_CLASS',
      operation: 'getClass',
    })
    expect(it.warnings).toEqual([])
  })

  test('carries locale and architecture', async () => {
    await using it = await remote({ locale: 'MS_40C' })
    await it.wmi.query('SELECT * FROM Test_Only', { architecture: 32 }).toArray()
    const asked = it.events.find(({ body = '' }) => body.includes('enumeration/Enumerate<'))
    expect(asked?.body).toContain('xml:lang="fr-FR"')
    expect(asked?.body).toMatch(/Name="wmi:__ProviderArchitecture"[^>]*>32</)
  })
})

describe('a connection that fails', () => {
  test('tells a refused logon from a closed port, and shows no password', async () => {
    await expect(remote({ password: 'hunter2' })).rejects.toMatchObject({
      reason: 'logon',
      name: 'E_ACCESSDENIED',
      operation: 'connect',
      namespace: 'root\\test',
    })
    await expect(remote({ server: 'http://127.0.0.1:1/wsman' })).rejects.toMatchObject({
      reason: 'unreachable',
      name: 'RPC_S_SERVER_UNAVAILABLE',
      code: 0x800706ba,
    })
  })

  test('can be cancelled and timed out', async () => {
    await expect(remote({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
  })

  test('is refused for options that http does not allow together', async () => {
    await expect(remote({ auth: 'basic' })).rejects.toMatchObject({ name: 'ArgumentError' })
  })
})
