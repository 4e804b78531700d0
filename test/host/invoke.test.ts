import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import type { Provider, ProviderCall } from '../../src/host/provider.js'
import { causedBy, heard } from './either-way.js'
import { testServices } from './test-host.js'

const mof = `
class Test_Startup { uint16 ShowWindow = 1; string Title; };
[dynamic] class Test_Process {
  [key] string Handle;
  [Static, Implemented] uint32 Create([In] string CommandLine, [In] sint32 Priority = 8, [In] Test_Startup Startup,
    [In] boolean Flags[], [Out] uint64 ProcessId, [Out] Test_Startup Used);
  [Implemented] uint32 Terminate([In, Optional] uint32 Reason);
  [Implemented] void Touch();
  [Implemented] boolean Swap([In, Out] string Text);
};
class Test_SubProcess : Test_Process { };
class Test_Nobody { [key] string Id; [Static] uint32 Run(); uint32 Stop(); };
instance of Test_Nobody { Id = "1"; };
instance of Test_SubProcess { Handle = "sub"; };
`

function services(invoke?: Provider['invoke']) {
  const calls: ProviderCall[] = []
  const provider: Provider = {
    enumerate: () => [{ Handle: '1' }, { Handle: '2' }],
    ...(invoke
      ? {
          invoke(call) {
            calls.push(call)
            return invoke(call)
          },
        }
      : {}),
  }
  return { wmi: testServices(mof, { Test_Process: provider }), calls }
}

describe('a call', () => {
  test('gives in-parameters by name in any case, typed, with defaults', async () => {
    const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
    await wmi.invoke('test_process', 'CREATE', {
      commandline: 'sleep 1',
      STARTUP: { Title: 't' },
      flags: ['true', 0],
    })
    expect(calls).toMatchObject([
      {
        method: 'Create',
        keys: null,
        parameters: {
          CommandLine: 'sleep 1',
          Priority: 8,
          Startup: { __CLASS: 'Test_Startup', ShowWindow: 1, Title: 't' },
          Flags: [true, false],
        },
      },
    ])
    expect(calls[0]?.class.name).toBe('Test_Process')
  })

  test('null means the default, or null where there is none', async () => {
    const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
    await wmi.invoke('Test_Process', 'Create', { CommandLine: null, Priority: null })
    await wmi.invoke('Test_Process', 'Create', null as never)
    for (const { parameters } of calls)
      expect(parameters).toEqual({ CommandLine: null, Priority: 8, Startup: null, Flags: null })
  })

  test('of an instance gives its keys', async () => {
    const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
    await wmi.invoke('Test_Process.Handle="2"', 'terminate', { Reason: '5' })
    expect(calls).toMatchObject([{ method: 'Terminate', keys: { Handle: '2' }, parameters: { Reason: 5 } }])
  })

  test('of a static method through an instance has no keys', async () => {
    const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
    await wmi.invoke('Test_Process.Handle="2"', 'Create')
    expect(calls).toMatchObject([{ method: 'Create', keys: null }])
  })

  test('of a subclass reaches the provider of the class above it', async () => {
    const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
    await wmi.invoke('Test_Process.Handle="sub"', 'Terminate')
    expect(calls[0]?.class.name).toBe('Test_SubProcess')
  })

  test('answers an instance of __PARAMETERS with all out-parameters, typed', async () => {
    const { wmi } = services(() => ({ ReturnValue: '0', processid: 77, Used: { Title: 'x' } }))
    const result = await wmi.invoke('Test_Process', 'Create', { CommandLine: 'x' })
    expect(result).toMatchObject({ __CLASS: '__PARAMETERS', __GENUS: 2, __PATH: null, __SERVER: null })
    expect(Object.entries(result).slice(0, 2)).toEqual([
      ['ProcessId', 77n],
      ['ReturnValue', 0],
    ])
    expect(result.Used).toMatchObject({ __CLASS: 'Test_Startup', Title: 'x', ShowWindow: 1 })
  })

  test('answers null for what the provider leaves out, and no ReturnValue of a void method', async () => {
    const { wmi } = services(() => ({}))
    expect({ ...(await wmi.invoke('Test_Process', 'Create')) }).toEqual({
      ProcessId: null,
      ReturnValue: null,
      Used: null,
    })
    expect({ ...(await wmi.invoke('Test_Process="1"', 'Touch')) }).toEqual({})
  })

  test('may wait, and may change an in-parameter', async () => {
    const { wmi } = services(async call => ({ ReturnValue: true, Text: `${call.parameters.Text}!` }))
    expect({ ...(await wmi.invoke('Test_Process="1"', 'Swap', { Text: 'hi' })) }).toEqual({
      ReturnValue: true,
      Text: 'hi!',
    })
  })
})

describe('a call is refused', () => {
  const { wmi, calls } = services(() => ({ ReturnValue: 0 }))
  test.each([
    ['an unknown method', 'Test_Process', 'Creat', {}, 'WBEM_E_INVALID_METHOD', 'It has: Create'],
    ['a method of a class without methods', 'Test_Startup', 'Run', {}, 'WBEM_E_INVALID_METHOD', 'It has no methods'],
    [
      'an unknown parameter',
      'Test_Process',
      'Create',
      { Command: 'x' },
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Test_Process.Create takes CommandLine, Priority, Startup, Flags',
    ],
    [
      'an out-parameter given',
      'Test_Process',
      'Create',
      { ProcessId: 1 },
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Test_Process.Create takes CommandLine, Priority, Startup, Flags',
    ],
    [
      'a parameter of a method without any',
      'Test_Process="1"',
      'Touch',
      { X: 1 },
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Test_Process.Touch takes no parameters',
    ],
    [
      'a value of another type',
      'Test_Process',
      'Create',
      { Priority: 'high' },
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Test_Process.Create takes CommandLine, Priority, Startup, Flags',
    ],
    [
      'an embedded object of another class',
      'Test_Process',
      'Create',
      { Startup: { __CLASS: 'Test_Process', Handle: '1' } },
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Test_Process.Create takes CommandLine, Priority, Startup, Flags',
    ],
    [
      'an instance method on the class',
      'Test_Process',
      'Terminate',
      {},
      'WBEM_E_INVALID_METHOD_PARAMETERS',
      'Give the path of an instance; the keys are Handle',
    ],
    [
      'a missing instance',
      'Test_Process="9"',
      'Terminate',
      {},
      'WBEM_E_NOT_FOUND',
      'List the instances with: SELECT * FROM Test_Process',
    ],
    ['an unknown class', 'Test_Proces', 'Create', {}, 'WBEM_E_INVALID_CLASS', 'Did you mean Test_Process?'],
    [
      'a static method that nobody carries out',
      'Test_Nobody',
      'Run',
      {},
      'WBEM_E_METHOD_NOT_IMPLEMENTED',
      'Load a provider for the class with --import',
    ],
    [
      'a method that nobody carries out',
      'Test_Nobody="1"',
      'Stop',
      {},
      'WBEM_E_METHOD_NOT_IMPLEMENTED',
      'Load a provider for the class with --import',
    ],
  ])('for %s', async (_, path, method, parameters, name, hint) => {
    await expect(wmi.invoke(path, method, parameters)).rejects.toMatchObject({ name, hint, operation: 'invoke' })
    expect(calls).toEqual([])
  })

  test('for a provider without methods', async () => {
    await expect(services().wmi.invoke('Test_Process', 'Create')).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_NOT_CAPABLE',
      code: 0x80041024,
    })
  })
})

describe('a failing provider', () => {
  test('is WBEM_E_PROVIDER_FAILURE with its cause, or the failure it names', async () => {
    const broken = services(() => {
      throw new RangeError('broken')
    })
    await expect(broken.wmi.invoke('Test_Process', 'Create')).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      ...causedBy(new RangeError('broken')),
    })
    const denied = services(async () => {
      throw new WmiError('WBEM_E_ACCESS_DENIED', 'not yours')
    })
    await expect(denied.wmi.invoke('Test_Process', 'Create')).rejects.toMatchObject({
      name: 'WBEM_E_ACCESS_DENIED',
      namespace: 'root\\test',
      operation: 'invoke',
    })
  })

  test.each([
    ['no object', 0, 'the provider gave no object as the answer of Test_Process.Create'],
    ['an unknown parameter', { Pid: 1 }, 'the provider gave Pid, which Test_Process.Create does not return'],
    [
      'a value of another type',
      { ReturnValue: -1 },
      'the provider gave a wrong value for ReturnValue of Test_Process.Create',
    ],
  ])('is one that answers %s', async (_, answer, message) => {
    const { wmi } = services(() => answer as never)
    await expect(wmi.invoke('Test_Process', 'Create')).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: expect.stringContaining(message),
    })
  })

  test('that does not answer can be timed out, and hears of it', async () => {
    const { wmi, calls } = services(() => new Promise(() => undefined))
    await expect(wmi.invoke('Test_Process', 'Create', {}, { timeout: 10 })).rejects.toMatchObject({
      name: 'WBEM_E_TIMED_OUT',
      operation: 'invoke',
    })
    await heard(() => expect(calls[0]?.signal.aborted).toBe(true))
  })
})
