// Classes and methods of a live server.
import { describe, expect, onTestFinished, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import { SchemaCache } from '../../../src/designer/live/schema-cache.js'
import { WmiHost } from '../../../src/host/host.js'
import type { Provider, ProviderRow } from '../../../src/host/provider.js'
import { failureOf, living, shopHost, shopMof, wmiManager } from './living.js'

async function shop(namespace = '\\root\\shop') {
  const live = await living({ connect: { host: shopHost() } })
  return { live, place: live.place(wmiManager(live, { namespace })) }
}

test('namespaces are told, also of another one than the manager names', async () => {
  const { live, place } = await shop()
  expect(await live.call('schema.namespaces', { ...place, namespace: 'root' })).toMatchObject({
    namespaces: expect.arrayContaining(['cimv2', 'shop']),
  })
})

test('classes come in batches, each once', async () => {
  const { live, place } = await shop('root\\cimv2')
  const { events, output } = await live.job('schema.classes', place)
  const names = events.flatMap(event => event.classes.map(({ name }) => name))
  expect(new Set(names).size).toBe(names.length)
  expect(names).toHaveLength(output.count)
  expect(events.length).toBeGreaterThan(1)
  expect(Math.max(...events.map(event => event.classes.length))).toBeLessThanOrEqual(200)
  const shopClasses = (await live.job('schema.classes', { ...place, namespace: 'root\\shop' })).events.flatMap(
    event => event.classes,
  )
  expect(shopClasses.find(({ name }) => name === 'Shop_Sale')).toMatchObject({ isEvent: true, isAssociation: false })
  expect(shopClasses.find(({ name }) => name === 'Shop_Link')).toMatchObject({ isAssociation: true })
  expect(shopClasses.find(({ name }) => name === 'Shop_Book')).toMatchObject({ superclass: 'Shop_Item' })
})

describe('a class', () => {
  test('is told with what it inherits, its texts and what its values mean', async () => {
    const { live, place } = await shop()
    const book = await live.call('schema.class', { place, name: 'shop_book' })
    expect(book).toMatchObject({ name: 'Shop_Book', superclasses: ['Shop_Item'], subclasses: [] })
    expect(book.properties.find(({ name }) => name === 'Author')).toMatchObject({ origin: 'Shop_Book' })
    expect(book.properties.find(({ name }) => name === 'Id')).toMatchObject({
      origin: 'Shop_Item',
      isKey: true,
      type: 'uint32',
      description: 'The number of the item',
    })
    const item = await live.call('schema.class', { place, name: 'Shop_Item' })
    expect(item).toMatchObject({ description: 'A thing that can be bought', subclasses: ['Shop_Book'] })
    expect(item.properties.find(({ name }) => name === 'State')?.values).toEqual([
      { value: '0', label: 'Unknown' },
      { value: '1', label: 'In stock' },
      { value: '2', label: 'Sold out' },
    ])
    expect(item.methods).toMatchObject([
      {
        name: 'Add',
        isStatic: true,
        returnType: 'uint32',
        inputs: [{ name: 'A', type: 'uint32' }, { name: 'B' }],
        outputs: [{ name: 'Sum' }],
      },
    ])
  })

  test('of Windows is told in the language of the page', async () => {
    const { live, place } = await shop('root\\cimv2')
    const english = await live.call('schema.class', { place, name: 'Win32_Service' })
    setLanguage('fr')
    onTestFinished(() => setLanguage('en'))
    const french = await live.call('schema.class', { place, name: 'Win32_Service' })
    expect(french.properties.map(({ name }) => name)).toEqual(english.properties.map(({ name }) => name))
    expect(english.properties.find(({ name }) => name === 'StartMode')?.values.length).toBeGreaterThan(0)
  })

  test('that is not there fails by the name of WMI', async () => {
    const { live, place } = await shop()
    expect(await failureOf(live.call('schema.class', { place, name: 'Nope' }))).toMatchObject({
      kind: 'failed',
      name: 'WBEM_E_INVALID_CLASS',
    })
  })

  test('and an instance have a MOF text', async () => {
    const { live, place } = await shop()
    expect((await live.call('schema.mof', { place, path: 'Shop_Book' })).mof).toMatch(/class Shop_Book : Shop_Item/)
    expect((await live.call('schema.mof', { place, path: 'Shop_Item.Id=3' })).mof).toMatch(
      /instance of Shop_Book\s*\{[^}]*Author = "Mercator"/,
    )
  })
})

describe('the cache', () => {
  const counted = () => {
    const services = shopHost().connect('root\\shop')
    let asked = 0
    const counting = new Proxy(services, {
      get(target, name) {
        if (name === 'getClass' || name === 'classes') asked += 1
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    return { services: counting, asked: () => asked }
  }
  const { signal } = new AbortController()

  test('asks once, until five minutes are over or it is cleared', async () => {
    const { services, asked } = counted()
    let now = 0
    const cache = new SchemaCache(
      async () => services,
      () => now,
    )
    await Promise.all([cache.classOf('Shop_Item', signal), cache.classOf('shop_item', signal)])
    await cache.heads(signal)
    await cache.heads(signal)
    expect(asked()).toBe(2)
    now = 300_001
    await cache.classOf('Shop_Item', signal)
    await cache.heads(signal)
    expect(asked()).toBe(4)
    cache.clear()
    await cache.heads(signal)
    expect(asked()).toBe(5)
  })

  test('does not keep a failure, nor what the last one gave up waiting for', async () => {
    const { services, asked } = counted()
    const cache = new SchemaCache(async () => services)
    await expect(cache.classOf('Nope', signal)).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
    await expect(cache.classOf('Nope', signal)).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
    expect(asked()).toBe(2)
    const stop = new AbortController()
    const waiting = cache.heads(stop.signal)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    expect((await cache.heads(signal)).length).toBeGreaterThan(3)
  })

  test('goes on for who still waits', async () => {
    const { services } = counted()
    const cache = new SchemaCache(async () => services)
    const stop = new AbortController()
    const left = cache.heads(stop.signal)
    const stays = cache.heads(signal)
    stop.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    expect((await stays).some(({ name }) => name === 'Shop_Item')).toBe(true)
  })
})

describe('a method', () => {
  const mof = `${shopMof}
class Shop_Tool { [key] string Name;
  [Static, implemented, ValueMap{"0", "5", "10..20"}, Values{"Done", "Refused", "Busy"}]
  uint32 Work([in] uint32 Count, [in] string Names[], [in] datetime At, [in] boolean Fast, [in] uint64 Big, [in] Shop_Item Item, [out] string Told); };`

  const working = (answer: ProviderRow) => {
    const given: unknown[] = []
    const provider: Provider = {
      enumerate: () => [],
      invoke: ({ parameters }) => {
        given.push({ ...parameters })
        return answer
      },
    }
    const host = new WmiHost({
      hostName: 'SHOP',
      mof: [{ text: mof, source: 'shop.mof', namespace: 'root' }],
      providers: [{ classes: ['Shop_Tool'], namespace: 'root\\shop', provider }],
    })
    return { host, given }
  }

  test.each([
    [0, 'Done'],
    [5, 'Refused'],
    [15, 'Busy'],
    [99, ''],
  ])('answers %i, which means %s', async (code, meaning) => {
    const { host, given } = working({ ReturnValue: code, Told: 'ok' })
    const live = await living({ connect: { host } })
    const inputs = { Count: '3', names: 'a\nb', At: '2024-02-29T12:30:00Z', Fast: 'true', Big: '18446744073709551615' }
    const place = live.place(wmiManager(live))
    const { output } = await live.job('method.invoke', { place, path: 'Shop_Tool', method: 'Work', inputs })
    expect(output).toEqual({
      returnValue: code,
      meaning,
      outputs: [{ name: 'Told', type: 'string', value: 'ok' }],
    })
    expect(given).toMatchObject([{ Count: 3, Names: ['a', 'b'], Fast: true, Big: 18446744073709551615n }])
  })

  test('takes lists as JSON, and objects', async () => {
    const { host, given } = working({ ReturnValue: 0 })
    const live = await living({ connect: { host } })
    const inputs = { Names: '["a\\nb"]', Item: '{"Id": 7, "Name": "x"}', Count: null }
    const place = live.place(wmiManager(live))
    await live.job('method.invoke', { place, path: 'Shop_Tool', method: 'Work', inputs })
    expect(given).toMatchObject([{ Names: ['a\nb'], Item: { Id: 7, Name: 'x' }, Count: null }])
  })

  test('takes text, and names the parameter that is wrong', async () => {
    const live = await living({ connect: { host: shopHost(mof) } })
    const place = live.place(wmiManager(live))
    const invoke = (inputs: Record<string, string | null>) =>
      failureOf(live.job('method.invoke', { place, path: 'Shop_Tool', method: 'work', inputs }))
    expect(await invoke({ Count: 'many' })).toMatchObject({ message: expect.stringContaining('Count') })
    expect(await invoke({ Cuont: '1' })).toMatchObject({ kind: 'invalid', hint: expect.stringContaining('Count') })
    expect(await invoke({ Names: '["a"' })).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('Names'),
    })
    expect(await invoke({ Item: '{"Colour": 1}' })).toMatchObject({ message: expect.stringContaining('Colour') })
    expect(await invoke({ At: 'soon' })).toMatchObject({ message: expect.stringContaining('At') })
    expect(await invoke({ Fast: 'maybe' })).toMatchObject({ message: expect.stringContaining('Fast') })
    expect(
      await failureOf(live.job('method.invoke', { place, path: 'Shop_Tool', method: 'Wrok', inputs: {} })),
    ).toMatchObject({
      name: 'WBEM_E_INVALID_METHOD',
    })
  })
})
