import { describe, expect, test } from 'vitest'
import type { Caller } from '../../src/host/caller.js'
import type { Provider } from '../../src/host/provider.js'
import { code, invokes, type Method } from '../../src/host/providers/methods.js'
import { testHost } from './test-host.js'

const mof = `
class Test_Base {
  [key] string Id;
  [Implemented] uint32 Look();
  [Implemented] uint32 Change([In] string Text);
  [Implemented] uint32 Forgotten();
  [Static, Implemented] uint32 Make();
};
[dynamic] class Test_Thing : Test_Base { string State; };
`

function connection(caller: Partial<Caller> = {}) {
  const called: (readonly [string, string | null])[] = []
  const note =
    (name: string): Method =>
    ({ instance }) => {
      called.push([name, instance && String(instance.State)])
      return code(0)
    }
  const provider: Provider = {
    enumerate: () => [{ Id: 'One', State: 'as found' }],
    ...invokes({ Look: note('Look'), Change: note('Change'), Make: note('Make') }),
    harmless: ['look'],
  }
  const host = testHost(mof, { Test_Thing: provider })
  const wmi = host.connect('root\\test', { caller: { user: null, remote: false, allowMethods: true, ...caller } })
  return { wmi, called }
}

describe('a method', () => {
  test('inherited from a superclass is carried out by the provider of the class', async () => {
    const { wmi, called } = connection()
    expect((await wmi.invoke('Test_Base.Id="one"', 'Look')).ReturnValue).toBe(0)
    expect((await wmi.invoke('Test_Thing', 'Make')).ReturnValue).toBe(0)
    expect(called).toEqual([
      ['Look', 'as found'],
      ['Make', null],
    ])
  })

  test('that the class declares and its provider does not know is not implemented', async () => {
    const { wmi } = connection()
    await expect(wmi.invoke('Test_Thing.Id="One"', 'Forgotten')).rejects.toMatchObject({
      name: 'WBEM_E_METHOD_NOT_IMPLEMENTED',
      message: 'the provider of Test_Thing does not carry out Forgotten',
      hint: 'It carries out Look, Change, Make',
    })
  })

  test('is not begun when its call was cancelled', async () => {
    const { wmi, called } = connection()
    const signal = AbortSignal.abort()
    await expect(wmi.invoke('Test_Thing', 'Make', {}, { signal })).rejects.toMatchObject({
      name: 'WBEM_E_CALL_CANCELLED',
    })
    expect(called).toEqual([])
  })
})

describe('a caller without allowMethods', () => {
  test('may call what changes nothing', async () => {
    const { wmi, called } = connection({ allowMethods: false })
    expect((await wmi.invoke('Test_Thing.Id="One"', 'LOOK')).ReturnValue).toBe(0)
    expect(called).toEqual([['Look', 'as found']])
  })

  test('is refused what changes the machine', async () => {
    const { wmi, called } = connection({ allowMethods: false })
    for (const [path, method] of [
      ['Test_Thing.Id="One"', 'Change'],
      ['Test_Thing', 'Make'],
    ] as const)
      await expect(wmi.invoke(path, method)).rejects.toMatchObject({
        name: 'WBEM_E_ACCESS_DENIED',
        message: `Test_Thing.${method} changes the machine, and this caller may not call such methods`,
        hint: expect.stringContaining('allowMethods'),
      })
    expect(called).toEqual([])
  })
})
