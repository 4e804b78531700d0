import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import type { ProviderCall } from '../../../src/host/provider.js'
import { inTest } from '../../host/test-host.js'
import { type Remote, remote } from './remote.js'

const mof = `
class My_Options { uint16 Show = 1; string Title; };
[dynamic] class My_Job {
  [key] string Name;
  [Static, Implemented] uint32 Start([In] string Line, [In] uint64 Size, [In] boolean Flags[], [In] My_Options Options,
    [In] datetime At, [Out] string Names[], [Out] uint64 Id, [Out] My_Options Used);
  [Implemented] void Touch();
};
class My_SubJob : My_Job { [Implemented] string Only([In] string Text, [In] uint32 Count); };
`
const calls: ProviderCall[] = []
let it: Remote
beforeAll(async () => {
  const provider = {
    enumerate: () => [{ Name: 'one' }],
    invoke: (call: ProviderCall) => {
      calls.push(call)
      if (call.method === 'Only') return { ReturnValue: `${call.parameters.Text}${call.parameters.Count}` }
      return call.method === 'Touch'
        ? {}
        : { ReturnValue: 7, Names: ['a'], Id: 2n ** 63n, Used: call.parameters.Options }
    },
  }
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
    providers: [
      { classes: ['My_Job'], namespace: 'root\\test', provider: { ...provider, enumerate: () => [] } },
      { classes: ['My_SubJob'], namespace: 'root\\test', provider },
    ],
  })
  it = await remote({}, { served: host })
})
afterAll(async () => {
  await it[Symbol.asyncDispose]()
})

describe('a method', () => {
  test('gets and gives values of the declared types', async () => {
    const answer = await it.wmi.invoke('My_Job', 'start', {
      LINE: 'a <b> & "c"',
      size: '18446744073709551615',
      Flags: [true],
      Options: { __CLASS: 'My_Options', Title: 't' },
      At: new Date(Date.UTC(2024, 0, 2, 3, 4, 5)),
    })
    const parameters: ProviderCall['parameters'] = calls.at(-1)?.parameters ?? {}
    expect(parameters).toMatchObject({
      Line: 'a <b> & "c"',
      Size: 2n ** 64n - 1n,
      Flags: [true],
      Options: { __CLASS: 'My_Options', Title: 't', Show: 1 },
    })
    expect(String(parameters.At)).toMatch(/^20240102030405/)
    expect({ ...answer }).toMatchObject({ ReturnValue: 7, Names: ['a'], Id: 2n ** 63n })
    expect(answer.Used).toMatchObject({ __CLASS: 'My_Options', Title: 't' })
    expect([answer.__CLASS, answer.__PATH]).toEqual(['__PARAMETERS', null])
  })

  test('of an instance without anything to say', async () => {
    expect({ ...(await it.wmi.invoke('My_SubJob="one"', 'Touch')) }).toEqual({})
    expect(calls.at(-1)?.keys).toEqual({ Name: 'one' })
  })

  test('of a subclass', async () => {
    const { ReturnValue } = await it.wmi.invoke('My_SubJob.Name="one"', 'Only', { Text: 'x', Count: 3 })
    expect(ReturnValue).toBe('x3')
  })

  test.each([
    ['My_Job', 'Start', { Nothing: 1 }, 'WBEM_E_INVALID_METHOD_PARAMETERS'],
    ['My_Job', 'Start', { Size: 'much' }, 'WBEM_E_INVALID_METHOD_PARAMETERS'],
    ['My_Job', 'Stop', {}, 'WBEM_E_INVALID_METHOD'],
    ['My_Job="one"', 'Only', {}, 'WBEM_E_INVALID_METHOD'],
    ['My_SubJob="two"', 'Touch', {}, 'WBEM_E_NOT_FOUND'],
    ['My_SubJob.Nr=1', 'Touch', {}, 'WBEM_E_INVALID_OBJECT_PATH'],
    ['No_Such', 'Start', {}, 'WBEM_E_INVALID_CLASS'],
  ])('%s.%s with %j is %s, as the host says', async (path, method, parameters, name) => {
    const count = calls.length
    const refused = { name, operation: 'invoke' }
    await expect(it.local.invoke(path, method, parameters)).rejects.toMatchObject(refused)
    await expect(it.wmi.invoke(path, method, parameters)).rejects.toMatchObject(refused)
    expect(calls.length).toBe(count)
  })
})
