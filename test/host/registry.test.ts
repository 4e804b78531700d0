import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { WmiHost } from '../../src/host/host.js'
import type { Provider, ProviderRegistration } from '../../src/host/provider.js'
import { registeredProviders, registerProvider } from '../../src/host/registry.js'

const registered: (() => void)[] = []
const register = (registration: ProviderRegistration) => registered.push(registerProvider(registration))
afterEach(() => {
  for (const takeBack of registered.splice(0)) takeBack()
})

const mof = 'class My_Fruit { [key] string Name; };'
const fruit = (...names: string[]): Provider => ({ enumerate: () => names.map(Name => ({ Name })) })
const namesIn = async (host: WmiHost, namespace?: string) =>
  (await host.connect(namespace).query('SELECT Name FROM My_Fruit').toArray()).map(each => each.Name)

describe('a registered provider', () => {
  test('serves the connections of every host made from then on', async () => {
    const early = new WmiHost()
    const before = early.connect()
    register({ classes: ['My_Fruit'], mof, provider: fruit('apple') })
    expect(await namesIn(early)).toEqual(['apple'])
    expect(await namesIn(new WmiHost())).toEqual(['apple'])
    expect(await before.query('SELECT * FROM My_Fruit').toArray()).toEqual([])
  })

  test('stands in one list of the process, whichever copy of the package registers it', () => {
    register({ classes: ['My_Fruit'], mof, provider: fruit() })
    const list = (globalThis as { [key: symbol]: unknown })[Symbol.for('wmilink.providers')]
    expect(list).toBe(registeredProviders())
    expect(registeredProviders().map(each => each.classes)).toEqual([['My_Fruit']])
  })

  test('is taken back by what registering answers', async () => {
    const takeBack = registerProvider({ classes: ['My_Fruit'], mof, provider: fruit('apple') })
    takeBack()
    expect(registeredProviders()).toEqual([])
    await expect(namesIn(new WmiHost())).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('serves in its namespace', async () => {
    register({ classes: ['My_Fruit'], mof, provider: fruit('plum'), namespace: 'root/default' })
    const host = new WmiHost()
    expect(await namesIn(host, 'root\\default')).toEqual(['plum'])
    await expect(namesIn(host)).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('may bring subclasses of what is there, or serve what is there itself', async () => {
    register({
      classes: ['My_Service'],
      mof: 'class My_Service : CIM_Service { [key, Override("Name")] string Name; };',
      provider: fruit('mine'),
    })
    register({
      classes: ['Win32_Product'],
      provider: { enumerate: () => [{ IdentifyingNumber: '1', Name: 'p', Version: '2' }] },
    })
    const wmi = new WmiHost().connect()
    expect(await wmi.query("SELECT Name FROM CIM_Service WHERE Name = 'mine'").toArray()).toMatchObject([
      { Name: 'mine' },
    ])
    expect(await wmi.query('SELECT Name FROM CIM_Product').toArray()).toMatchObject([{ Name: 'p' }])
  })

  test('takes the place of an earlier one and of our own, and gives way to that of the host', async () => {
    register({ classes: ['My_Fruit'], mof, provider: fruit('first') })
    register({ classes: ['my_fruit'], mof, provider: fruit('second') })
    expect(await namesIn(new WmiHost())).toEqual(['second'])
    const own = new WmiHost({ providers: [{ classes: ['My_Fruit'], provider: fruit('own') }] })
    expect(await namesIn(own)).toEqual(['own'])
    register({ classes: ['Win32_LocalTime'], provider: { enumerate: () => [{ Hour: 25 }] } })
    expect(await new WmiHost().connect().query('SELECT Hour FROM Win32_LocalTime').toArray()).toMatchObject([
      { Hour: 25 },
    ])
  })
})

describe('a registration is refused', () => {
  const provider = fruit()
  test.each([
    ['that is null', null, 'the provider names no classes'],
    ['without classes', { provider }, 'the provider names no classes'],
    ['with an empty list', { classes: [], provider }, 'the provider names no classes'],
    ['with something else than names', { classes: [7], provider }, 'the provider names no classes'],
    ['without a provider', { classes: ['A'] }, 'the provider of A has no function enumerate'],
    ['without enumerate', { classes: ['A', 'B'], provider: {} }, 'the provider of A, B has no function enumerate'],
    [
      'with a namespace that is no text',
      { classes: ['A'], provider, namespace: 5 },
      'the namespace of the provider of A is not a text',
    ],
    ['with MOF that is no text', { classes: ['A'], provider, mof: [] }, 'the MOF of the provider of A is not a text'],
  ])('%s', (_, registration, message) => {
    expect(() => registerProvider(registration as never)).toThrow(ArgumentError)
    expect(() => registerProvider(registration as never)).toThrow(message)
    expect(() => new WmiHost({ providers: [registration as never] })).toThrow(message)
    expect(registeredProviders()).toEqual([])
  })

  test('at the first connection when nobody has its class', () => {
    const host = new WmiHost({ providers: [{ classes: ['Win32_Proces'], provider }] })
    expect(() => host.connect()).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_INVALID_PROVIDER_REGISTRATION',
        message: 'a provider serves Win32_Proces, which root\\cimv2 does not have',
        hint: 'Did you mean Win32_Process, Win32_Processor?',
      }),
    )
    const other = new WmiHost({ providers: [{ classes: ['Nobodys'], provider }] })
    expect(() => other.connect()).toThrow(
      expect.objectContaining({
        hint: 'Give the class in `mof` of the registration, or load it with --mof',
      }),
    )
    const nowhere = new WmiHost({ providers: [{ classes: ['A'], namespace: 'root\\none', provider }] })
    expect(() => nowhere.connect()).toThrow(expect.objectContaining({ name: 'WBEM_E_INVALID_NAMESPACE' }))
  })

  test('at the first connection when its MOF is wrong, by line and column', () => {
    const host = new WmiHost({ providers: [{ classes: ['A'], mof: 'class A {\n  nonsense', provider }] })
    expect(() => host.connect()).toThrow(/^the provider of A:2:\d+: /)
    expect(() => host.connect()).toThrow(/^the provider of A:2:\d+: /)
  })
})

test('a provider that cannot be loaded says why', async () => {
  const { ProviderHandle } = await import('../../src/host/provider-table.js')
  let attempts = 0
  const handle = new ProviderHandle({
    classes: ['A', 'B'],
    async load() {
      attempts += 1
      throw new RangeError('no file')
    },
  })
  for (const attempt of [1, 2]) {
    await expect(handle.get()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_LOAD_FAILURE',
      message: 'the provider of A, B cannot be loaded: no file',
    })
    expect(attempts).toBe(attempt)
  }
})

describe('examples/provider.mjs', () => {
  const url = new URL('../../examples/provider.mjs', import.meta.url)

  test('is a provider in twenty lines', () => {
    const lines = readFileSync(url, 'utf8').trim().split('\n')
    expect(lines.filter(line => line.trim() !== '' && !/^\s*(\/\/|\/\*\*)/.test(line)).length).toBeLessThanOrEqual(20)
  })

  test('answers queries once its function has been called', async () => {
    const { default: main }: { default: (api: object) => () => void } = await import(url.href)
    registered.push(main({ registerProvider }))
    const wmi = new WmiHost().connect()
    const { version, license } = JSON.parse(readFileSync('node_modules/typescript/package.json', 'utf8'))
    const query = "SELECT Name, Version, License FROM Example_Package WHERE Name = 'typescript'"
    expect((await wmi.query(query).toArray()).map(row => ({ ...row }))).toEqual([
      { Name: 'typescript', Version: version, License: license },
    ])
    const names = (await wmi.query("SELECT Name FROM Example_Package WHERE Name LIKE 'vite%'").toArray()).map(
      row => row.Name,
    )
    expect(names.sort()).toEqual(['vite', 'vitest'])
    expect(await wmi.get('Example_Package="typescript"')).toMatchObject({ Version: version })
  })
})
