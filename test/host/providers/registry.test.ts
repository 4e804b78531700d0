import { describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/host/caller.js'
import { type DataArea, type DataStore, MemoryStore } from '../../../src/host/data/area.js'
import { WmiHost } from '../../../src/host/host.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { expandVariables } from '../../../src/host/providers/registry/expand.js'
import { Hive } from '../../../src/host/providers/registry/hive.js'
import { defaultStdRegProvider, stdRegProvider } from '../../../src/host/providers/registry/std-reg-prov.js'
import type { WmiServices } from '../../../src/wmi/services.js'
import { testFacilities } from '../facilities.js'
import { treeMachine } from '../trees.js'

const hklm = 2_147_483_650
const hkcr = 2_147_483_648
const hkcu = 2_147_483_649
const hku = 2_147_483_651
const hkcc = 2_147_483_653
const alice: Caller = { user: 'alice', remote: false, allowMethods: true }

type Given = Record<string, unknown>

/** Calls a method of StdRegProv and answers ReturnValue and the out-parameters. */
function registry(wmi: WmiServices, options = {}) {
  return async (method: string, sSubKeyName: string | null, rest: Given = {}): Promise<ProviderRow> => ({
    ...(await wmi.invoke('StdRegProv', method, { sSubKeyName, ...rest }, options)),
  })
}

function hosted(caller: Partial<Caller> = {}) {
  const host = new WmiHost({ machine: treeMachine('server') })
  const wmi = host.connect('root\\default', { caller: { ...alice, ...caller } })
  return { host, wmi, call: registry(wmi) }
}

async function made(...keys: string[]) {
  const all = hosted()
  for (const key of keys) expect(await all.call('CreateKey', key)).toEqual({ ReturnValue: 0 })
  return all
}

describe('keys', () => {
  test('are created with those above them, and listed in order, without case and as they were spelled', async () => {
    const { call } = await made('SOFTWARE\\Acme\\Zeta', 'software\\ACME\\alpha', 'SOFTWARE\\Acme\\Zeta\\Deep')
    expect(await call('EnumKey', 'SOFTWARE\\acme')).toEqual({ ReturnValue: 0, sNames: ['alpha', 'Zeta'] })
    expect(await call('EnumKey', 'SOFTWARE\\acme\\ZETA\\')).toEqual({ ReturnValue: 0, sNames: ['Deep'] })
    expect(await call('CreateKey', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0 })
  })

  test('without keys or values have null for a list; missing ones answer 2', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    expect(await call('EnumKey', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0, sNames: null })
    expect(await call('EnumValues', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0, sNames: null, Types: null })
    expect(await call('EnumKey', 'SOFTWARE\\None')).toEqual({ ReturnValue: 2, sNames: null })
    expect(await call('EnumValues', 'SOFTWARE\\None')).toEqual({ ReturnValue: 2, sNames: null, Types: null })
    expect(await call('SetStringValue', 'SOFTWARE\\None', { sValueName: 'x', sValue: 'y' })).toEqual({ ReturnValue: 2 })
  })

  test('are deleted when there is no key in them', async () => {
    const { call } = await made('SOFTWARE\\Acme\\Deep')
    expect(await call('DeleteKey', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 5 })
    expect(await call('DeleteKey', 'SOFTWARE\\ACME\\deep')).toEqual({ ReturnValue: 0 })
    expect(await call('DeleteKey', 'SOFTWARE\\Acme\\Deep')).toEqual({ ReturnValue: 2 })
    expect(await call('DeleteKey', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0 })
  })

  test('of the machine stay', async () => {
    const { call } = hosted()
    for (const key of ['', 'SOFTWARE', 'SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName', 'HARDWARE'])
      expect(await call('DeleteKey', key)).toEqual({ ReturnValue: 5 })
  })

  test.each([
    ['\\SOFTWARE', 161],
    ['SOFTWARE\\\\Acme', 161],
    ['\\'.repeat(1_000_000), 161],
    [`SOFTWARE\\${'x'.repeat(256)}`, 87],
    [`SOFTWARE\\${'x'.repeat(1_000_000)}`, 87],
    ['a\\'.repeat(500_000), 87],
    ['SOFTWARE\\NUL\0', 87],
    ['SOFTWARE\\line\nend', 87],
    [`SOFTWARE${'\\level'.repeat(33)}`, 87],
  ])('the name number %# makes none', async (name, code) => {
    const { call } = hosted()
    expect(await call('CreateKey', name)).toEqual({ ReturnValue: code })
    expect(await call('EnumKey', 'SOFTWARE')).toEqual({
      ReturnValue: 0,
      sNames: ['Classes', 'Microsoft', 'Wow6432Node'],
    })
  })

  test('take names that would mean something elsewhere', async () => {
    const names = ['--help', '..', '/etc/passwd', '$(id)', '__proto__', 'constructor', 'é', '😀', `${'x'.repeat(255)}`]
    const { call } = await made(...names.map(name => `SOFTWARE\\Acme\\${name}`))
    const { sNames } = await call('EnumKey', 'SOFTWARE\\Acme')
    expect(new Set(sNames as string[])).toEqual(new Set(names))
  })
})

describe('values', () => {
  const kinds: readonly (readonly [string, number, string, unknown])[] = [
    ['String', 1, 'sValue', 'text'],
    ['ExpandedString', 2, 'sValue', 'plain'],
    ['Binary', 3, 'uValue', [0, 255, 128]],
    ['DWORD', 4, 'uValue', 4_294_967_295],
    ['MultiString', 7, 'sValue', ['a', 'b c']],
    ['QWORD', 11, 'uValue', 18_446_744_073_709_551_615n],
  ]

  test.each(kinds)('%s is type %i and comes back', async (name, type, parameter, data) => {
    const { call } = await made('SOFTWARE\\Acme')
    const place = { sValueName: 'Name' }
    expect(await call(`Set${name}Value`, 'SOFTWARE\\Acme', { ...place, [parameter]: data })).toEqual({ ReturnValue: 0 })
    expect(await call(`Get${name}Value`, 'SOFTWARE\\ACME', { sValueName: 'NAME' })).toEqual({
      ReturnValue: 0,
      [parameter]: data,
    })
    expect(await call('EnumValues', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0, sNames: ['Name'], Types: [type] })
  })

  test.each(kinds)('%s has the default of its declaration', async (name, _type, parameter) => {
    const { call } = await made('SOFTWARE\\Acme')
    await call(`Set${name}Value`, 'SOFTWARE\\Acme', { sValueName: 'Name' })
    expect((await call(`Get${name}Value`, 'SOFTWARE\\Acme', { sValueName: 'Name' }))[parameter]).toEqual(
      {
        String: 'hello',
        ExpandedString: '%path%',
        Binary: [1, 2],
        DWORD: 3,
        MultiString: ['hello', 'there'],
        QWORD: 3n,
      }[name],
    )
  })

  test('the one without a name is the default value, in the order in which they were set', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    await call('SetStringValue', 'SOFTWARE\\Acme', { sValueName: 'b', sValue: '1' })
    await call('SetStringValue', 'SOFTWARE\\Acme', { sValue: 'default' })
    await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'a', uValue: 2 })
    await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'B', uValue: 3 })
    expect(await call('EnumValues', 'SOFTWARE\\Acme')).toEqual({
      ReturnValue: 0,
      sNames: ['b', '', 'a'],
      Types: [4, 1, 4],
    })
    expect((await call('GetStringValue', 'SOFTWARE\\Acme', { sValueName: '' })).sValue).toBe('default')
    expect(await call('DeleteValue', 'SOFTWARE\\Acme', { sValueName: 'B' })).toEqual({ ReturnValue: 0 })
    expect(await call('DeleteValue', 'SOFTWARE\\Acme', { sValueName: 'b' })).toEqual({ ReturnValue: 2 })
    expect(await call('DeleteValue', 'SOFTWARE\\None', { sValueName: 'b' })).toEqual({ ReturnValue: 2 })
  })

  test('missing ones answer 2, those of another type WBEM_E_TYPE_MISMATCH', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'n', uValue: 1 })
    expect(await call('GetStringValue', 'SOFTWARE\\Acme', { sValueName: 'none' })).toEqual({
      ReturnValue: 2,
      sValue: null,
    })
    expect(await call('GetStringValue', 'SOFTWARE\\Acme', { sValueName: 'n' })).toEqual({
      ReturnValue: 2_147_749_893,
      sValue: null,
    })
  })

  test.each<[string, string, Given, number]>([
    ['a name of 16,384 characters', 'SetDWORDValue', { sValueName: 'x'.repeat(16_384), uValue: 1 }, 87],
    ['a NUL in the name', 'SetDWORDValue', { sValueName: 'a\0b', uValue: 1 }, 87],
    ['a NUL in a text', 'SetStringValue', { sValueName: 'a', sValue: 'b\0c' }, 87],
    ['an empty text in a list', 'SetMultiStringValue', { sValueName: 'a', sValue: ['b', '', 'c'] }, 87],
    ['a text of more than 1 MB', 'SetStringValue', { sValueName: 'a', sValue: 'x'.repeat(524_288) }, 1450],
    ['bytes of more than 1 MB', 'SetBinaryValue', { sValueName: 'a', uValue: new Array(1_048_577).fill(0) }, 1450],
    ['a list of more than 1 MB', 'SetMultiStringValue', { sValueName: 'a', sValue: ['x'.repeat(600_000)] }, 1450],
  ])('%s is refused', async (_, method, given, code) => {
    const { call } = await made('SOFTWARE\\Acme')
    expect(await call(method, 'SOFTWARE\\Acme', given)).toEqual({ ReturnValue: code })
    expect(await call('EnumValues', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0, sNames: null, Types: null })
  })

  test('the largest are kept', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    const given = { sValueName: 'n'.repeat(16_383), sValue: 'x'.repeat(524_287) }
    expect(await call('SetStringValue', 'SOFTWARE\\Acme', given)).toEqual({ ReturnValue: 0 })
    const { sValueName } = given
    expect((await call('GetStringValue', 'SOFTWARE\\Acme', { sValueName })).sValue).toBe(given.sValue)
  })

  test('a wrong type is an error, not a code', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    await expect(call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'a', uValue: -1 })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    })
    await expect(call('SetBinaryValue', 'SOFTWARE\\Acme', { sValueName: 'a', uValue: [256] })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    })
  })
})

describe('expanded texts', () => {
  const environment = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment'

  test('take variables from the hive, the user’s before the system’s, and none from this process', async () => {
    process.env.WMILINK_TEST_SECRET = 'hush'
    const { call } = await made('SOFTWARE\\Acme')
    await call('CreateKey', 'Environment', { hDefKey: hkcu })
    await call('SetStringValue', environment, { sValueName: 'SystemDir', sValue: 'C:\\sys' })
    await call('SetStringValue', environment, { sValueName: 'Temp', sValue: 'C:\\tmp' })
    await call('SetStringValue', 'Environment', { hDefKey: hkcu, sValueName: 'TEMP', sValue: 'D:\\mine' })
    const sValue = '%SYSTEMDIR%\\x;%temp%;%WMILINK_TEST_SECRET%;%PATH%;100%'
    await call('SetExpandedStringValue', 'SOFTWARE\\Acme', { sValueName: 'p', sValue })
    expect((await call('GetExpandedStringValue', 'SOFTWARE\\Acme', { sValueName: 'p' })).sValue).toBe(
      'C:\\sys\\x;D:\\mine;%WMILINK_TEST_SECRET%;%PATH%;100%',
    )
    expect((await call('GetStringValue', 'SOFTWARE\\Acme', { sValueName: 'p' })).sValue).toBe(sValue)
    delete process.env.WMILINK_TEST_SECRET
  })

  test('that would grow beyond what a value holds answer 234', async () => {
    const { call } = await made('SOFTWARE\\Acme')
    await call('SetStringValue', environment, { sValueName: 'A', sValue: 'x'.repeat(500_000) })
    await call('SetExpandedStringValue', 'SOFTWARE\\Acme', { sValueName: 'p', sValue: '%A%'.repeat(170_000) })
    expect(await call('GetExpandedStringValue', 'SOFTWARE\\Acme', { sValueName: 'p' })).toEqual({
      ReturnValue: 234,
      sValue: null,
    })
  })

  test.each([
    ['%none%A%', '%none1'],
    ['%%A%', '%1'],
    ['%A', '%A'],
    ['', ''],
    ['%', '%'],
  ])('%j is %j', (text, expanded) => {
    expect(expandVariables(text, name => (name === 'A' ? '1' : undefined), 100)).toBe(expanded)
  })

  test('a million percent signs take a moment', () => {
    expect(expandVariables('%'.repeat(1_000_000), () => undefined, 1_000_000)).toBe('%'.repeat(1_000_000))
  })
})

describe('the predefined keys', () => {
  test('HKEY_LOCAL_MACHINE is the default, views lead to their places', async () => {
    const { call } = hosted()
    expect(await call('EnumKey', '', { hDefKey: hklm })).toEqual(await call('EnumKey', ''))
    const key = async (hDefKey: number, name: string) => await call('CreateKey', name, { hDefKey })
    for (const hive of [hkcr, hkcu, hkcc]) expect(await key(hive, 'Acme')).toEqual({ ReturnValue: 0 })
    expect((await call('EnumKey', '')).sNames).toEqual(['HARDWARE', 'SOFTWARE', 'SYSTEM'])
    expect((await call('EnumKey', null, { hDefKey: hku })).sNames).toEqual(['.DEFAULT', 'alice'])
    expect((await call('EnumKey', 'SOFTWARE\\Classes')).sNames).toEqual(['Acme'])
    expect((await call('EnumKey', 'alice', { hDefKey: hku })).sNames).toEqual(['Acme'])
    expect((await call('EnumKey', 'SYSTEM\\CurrentControlSet\\Hardware Profiles\\Current')).sNames).toEqual(['Acme'])
  })

  test.each([0, 1, 2_147_483_652, 2_147_483_654, 4_294_967_295])('%i is none', async hDefKey => {
    expect(await hosted().call('EnumKey', '', { hDefKey })).toEqual({ ReturnValue: 6, sNames: null })
  })

  test('an account cannot name its way into another one', async () => {
    const { call, host } = hosted()
    await call('CreateKey', 'Private', { hDefKey: hkcu })
    const other = registry(host.connect('root\\default', { caller: { ...alice, user: 'x\\..\\alice', remote: true } }))
    expect(await other('EnumKey', '', { hDefKey: hkcu })).toEqual({ ReturnValue: 0, sNames: null })
    expect(await other('EnumKey', 'ALICE', { hDefKey: hku })).toEqual({ ReturnValue: 5, sNames: null })
    expect((await other('EnumKey', '.default', { hDefKey: hku })).ReturnValue).toBe(0)
    expect((await call('EnumKey', 'alice', { hDefKey: hku })).sNames).toEqual(['Private'])
  })
})

describe('what the machine tells', () => {
  const version = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

  test('is there to read', async () => {
    const { call } = hosted()
    const text = async (key: string, sValueName: string) => (await call('GetStringValue', key, { sValueName })).sValue
    expect(await text(version, 'productname')).toBe('Ubuntu 24.04 LTS')
    expect(await text(version, 'CurrentBuildNumber')).toBe('6.8.0-31-generic')
    expect(await text('SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName', 'ComputerName')).toBe('SQL01')
    expect((await call('EnumValues', version)).sNames).toEqual(['ProductName', 'CurrentVersion', 'CurrentBuildNumber'])
  })

  test('cannot be changed, but other values can stand beside it', async () => {
    const { call } = hosted()
    const set = (sValueName: string) => call('SetStringValue', version, { sValueName, sValue: 'Other' })
    expect(await set('PRODUCTNAME')).toEqual({ ReturnValue: 5 })
    expect(await call('DeleteValue', version, { sValueName: 'ProductName' })).toEqual({ ReturnValue: 5 })
    expect(await set('Own')).toEqual({ ReturnValue: 0 })
    expect((await call('GetStringValue', version, { sValueName: 'ProductName' })).sValue).toBe('Ubuntu 24.04 LTS')
  })
})

test('the 32-bit architecture has software of its own, and shares classes and the system', async () => {
  const { call, wmi } = await made('SOFTWARE\\Acme\\Wide')
  const narrow = registry(wmi, { architecture: 32 })
  expect((await narrow('EnumKey', 'SOFTWARE\\Acme')).ReturnValue).toBe(2)
  await narrow('CreateKey', 'software\\Acme\\Narrow')
  await narrow('CreateKey', 'SOFTWARE\\Classes\\.x')
  expect((await call('EnumKey', 'SOFTWARE\\Wow6432Node\\Acme')).sNames).toEqual(['Narrow'])
  expect((await narrow('EnumKey', 'SOFTWARE')).sNames).toEqual(['Acme', 'Microsoft'])
  expect((await narrow('EnumKey', 'SOFTWARE\\Wow6432Node\\Acme')).sNames).toEqual(['Narrow'])
  expect((await call('EnumKey', 'SOFTWARE\\Classes')).sNames).toEqual(['.x'])
  expect((await narrow('EnumKey', 'SYSTEM\\CurrentControlSet')).sNames).toEqual(['Control', 'Hardware Profiles'])
})

describe('CheckAccess', () => {
  const granted = async (caller: Partial<Caller>, key: string, uRequired?: number) =>
    hosted(caller).call('CheckAccess', key, uRequired === undefined ? {} : { uRequired })

  test('tells what a caller may do', async () => {
    const reader = { allowMethods: false }
    expect(await granted({}, 'SOFTWARE')).toEqual({ ReturnValue: 0, bGranted: true })
    expect(await granted(reader, 'SOFTWARE')).toEqual({ ReturnValue: 5, bGranted: false })
    expect(await granted(reader, 'SOFTWARE', 1 | 8 | 16)).toEqual({ ReturnValue: 0, bGranted: true })
    expect(await granted({}, 'SOFTWARE', 0x10000)).toEqual({ ReturnValue: 5, bGranted: false })
    expect(await granted({}, 'SOFTWARE', 0x40000)).toEqual({ ReturnValue: 5, bGranted: false })
    expect(await granted({}, 'None', 1)).toEqual({ ReturnValue: 2, bGranted: false })
  })
})

test('a caller that may change nothing reads', async () => {
  const { call } = hosted({ allowMethods: false })
  expect((await call('EnumKey', '')).ReturnValue).toBe(0)
  for (const method of ['CreateKey', 'DeleteKey', 'DeleteValue', 'SetStringValue', 'SetBinaryValue'])
    await expect(call(method, 'SOFTWARE\\Acme')).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
})

test.each(['GetSecurityDescriptor', 'SetSecurityDescriptor'])('%s is not carried out', async method => {
  await expect(hosted().call(method, 'SOFTWARE')).rejects.toMatchObject({ name: 'WBEM_E_METHOD_NOT_IMPLEMENTED' })
})

test('root\\cimv2 and root\\default have one hive', async () => {
  const { host, call } = hosted()
  await call('CreateKey', 'SOFTWARE\\Acme')
  expect((await registry(host.connect('root\\cimv2'))('EnumKey', 'SOFTWARE\\Acme')).ReturnValue).toBe(0)
})

describe('the hive', () => {
  const machine = treeMachine('server')
  const facilities = (data: DataStore) => testFacilities({ data })
  const connected = (data: DataStore) => {
    const providers = [stdRegProvider(machine, facilities(data)), defaultStdRegProvider(machine, facilities(data))]
    return registry(new WmiHost({ machine, providers }).connect('root\\default'))
  }

  /** Another store with the same content, as after a restart. */
  function copied(store: DataStore): DataStore {
    const copy = new MemoryStore()
    for (const [key, value] of store.area('hive').entries()) copy.area('hive').set(key, value)
    return copy
  }

  test('is what it was after a restart', async () => {
    const store = new MemoryStore()
    const first = connected(store)
    await first('CreateKey', 'SOFTWARE\\Acme\\Deep')
    await first('SetQWORDValue', 'SOFTWARE\\Acme', { sValueName: 'Big', uValue: 2n ** 63n })
    await first('SetMultiStringValue', 'SOFTWARE\\Acme', { sValueName: 'L', sValue: ['a'] })
    const later = copied(store)
    const second = connected(later)
    expect(await second('EnumValues', 'SOFTWARE\\ACME')).toEqual({
      ReturnValue: 0,
      sNames: ['Big', 'L'],
      Types: [11, 7],
    })
    expect((await second('GetQWORDValue', 'SOFTWARE\\Acme', { sValueName: 'BIG' })).uValue).toBe(2n ** 63n)
    expect((await second('EnumKey', 'SOFTWARE\\Acme')).sNames).toEqual(['Deep'])
    await second('DeleteKey', 'SOFTWARE\\Acme\\Deep')
    expect((await connected(copied(later))('EnumKey', 'SOFTWARE\\Acme')).sNames).toBeNull()
  })

  test('passes over entries that are none', () => {
    const store = new MemoryStore()
    const area = store.area('hive')
    area.set('hkey_local_machine\\a', '{"path":["HKEY_LOCAL_MACHINE","A"],"values":[["n",1,"x"],["m",99,1],7]}')
    area.set('elsewhere', '{"path":["HKEY_LOCAL_MACHINE","B"],"values":[]}')
    area.set('hkey_local_machine\\c', 'torn {')
    const hive = new Hive(store, [])
    expect(hive.keys(['HKEY_LOCAL_MACHINE'])).toEqual(['A'])
    expect(hive.values(['HKEY_LOCAL_MACHINE', 'a'])).toEqual([{ name: 'n', type: 1, data: 'x' }])
  })

  test('goes back to what it was when the disk refuses a change', async () => {
    const memory = new MemoryStore()
    let takenBack = () => {}
    let full = false
    const area: DataArea = {
      entries: () => memory.area('hive').entries(),
      get: key => memory.area('hive').get(key),
      set: (key, value) => full || memory.area('hive').set(key, value),
      delete: key => memory.area('hive').delete(key),
      async flush() {
        if (!full) return
        takenBack()
        throw new Error('the disk is full')
      },
    }
    const call = connected({
      durable: true,
      area: () => area,
      onTakenBack: listener => {
        takenBack = listener
      },
      close: async () => {},
    })
    await call('CreateKey', 'SOFTWARE\\Acme')
    full = true
    await expect(call('CreateKey', 'SOFTWARE\\Acme\\More')).rejects.toThrow('the disk is full')
    expect(await call('EnumKey', 'SOFTWARE\\Acme')).toEqual({ ReturnValue: 0, sNames: null })
  })

  test('does not grow for ever', async () => {
    const hive = new Hive(new MemoryStore(), [])
    const path = ['HKEY_LOCAL_MACHINE', 'A']
    hive.create(path)
    const data = 'x'.repeat(524_287)
    const codes = Array.from({ length: 140 }, (_, index) => {
      hive.create([...path, `${index}`])
      return hive.set([...path, `${index}`], { name: 'x', type: 1, data })
    })
    expect(codes.filter(code => code === 0)).toHaveLength(127)
    expect(new Set(codes.slice(127))).toEqual(new Set([1450]))
    expect(hive.values([...path, '139'])).toEqual([])
  })
})

describe('registry events', () => {
  /** Watches until `count` events came while `work` was done. */
  async function watched(wql: string, count: number, work: (call: ReturnType<typeof registry>) => Promise<unknown>) {
    const { wmi, call } = await made('SOFTWARE\\Acme\\Deep', 'SOFTWARE\\Other')
    const events: ProviderRow[] = []
    let begun = () => {}
    const stands = new Promise<void>(resolve => {
      begun = resolve
    })
    const reading = (async () => {
      for await (const event of wmi.watch(wql, { onReady: begun })) {
        events.push({ ...event })
        if (events.length === count) break
      }
    })()
    await Promise.race([stands, reading])
    await work(call)
    await reading
    return events
  }

  const hive = "Hive='HKEY_LOCAL_MACHINE'"

  test('tell of a tree, once for each call', async () => {
    const wql = `SELECT * FROM RegistryTreeChangeEvent WHERE ${hive} AND RootPath='Software\\\\ACME'`
    const events = await watched(wql, 3, async call => {
      await call('CreateKey', 'SOFTWARE\\Other\\No')
      await call('CreateKey', 'SOFTWARE\\AcmeNo')
      await call('CreateKey', 'SOFTWARE\\Acme\\Deep\\a\\b\\c')
      await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'x' })
      await call('GetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'x' })
      await call('DeleteKey', 'SOFTWARE\\Acme\\Deep\\a\\b\\c')
    })
    expect(events).toHaveLength(3)
    expect(events[0]).toMatchObject({ Hive: 'HKEY_LOCAL_MACHINE', RootPath: 'Software\\ACME' })
    expect(events[0]?.TIME_CREATED).toBeTypeOf('bigint')
  })

  test('tell of a key: its values and its list of keys', async () => {
    const wql = `SELECT * FROM RegistryKeyChangeEvent WHERE ${hive} AND KeyPath='SOFTWARE\\\\Acme'`
    const events = await watched(wql, 2, async call => {
      await call('SetDWORDValue', 'SOFTWARE\\Acme\\Deep', { sValueName: 'x' })
      await call('CreateKey', 'SOFTWARE\\Acme\\Deep\\Deeper')
      await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'x' })
      await call('CreateKey', 'SOFTWARE\\Acme\\New')
    })
    expect(events).toMatchObject([{ KeyPath: 'SOFTWARE\\Acme' }, { KeyPath: 'SOFTWARE\\Acme' }])
  })

  test('tell of a value, also of one of several', async () => {
    const place = (name: string) => `(${hive} AND KeyPath='SOFTWARE\\\\Acme' AND ValueName='${name}')`
    const wql = `SELECT * FROM RegistryValueChangeEvent WHERE ${place('one')} OR ${place('two')}`
    const events = await watched(wql, 2, async call => {
      await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'three' })
      await call('SetDWORDValue', 'SOFTWARE\\Acme', { sValueName: 'TWO' })
      await call('SetDWORDValue', 'SOFTWARE\\Acme\\Deep', { sValueName: 'one' })
      await call('DeleteValue', 'SOFTWARE\\Acme', { sValueName: 'two' })
    })
    expect(events).toMatchObject([{ ValueName: 'two' }, { ValueName: 'two' }])
  })

  test.each(['HKEY_CLASSES_ROOT', 'HKEY_CURRENT_USER', 'HKEY_CURRENT_CONFIG', 'HKLM', ''])(
    'tell nothing of %j',
    async name => {
      const wql = `SELECT * FROM RegistryKeyChangeEvent WHERE Hive='${name}' AND KeyPath='x'`
      await expect(hosted().wmi.watch(wql).toArray()).rejects.toMatchObject({
        name: 'WBEM_E_INVALID_QUERY',
        message: `no event tells of changes in ${name}`,
      })
    },
  )
})
