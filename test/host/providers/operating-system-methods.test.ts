import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { type FakeEnd, fakePrograms } from '../fake-programs.js'
import { type Tree, treeMachine } from '../trees.js'

interface Setting {
  readonly tree?: Tree
  readonly allowShutdown?: boolean
  readonly names?: readonly string[]
  readonly end?: FakeEnd
}

async function call(method: string, parameters: Record<string, unknown> = {}, setting: Setting = {}) {
  const { tree = 'server', allowShutdown = true, names = ['systemctl', 'shutdown'], end = {} } = setting
  const { programs, calls } = fakePrograms(names, () => end)
  const wmi = new WmiHost({ machine: treeMachine(tree, { programs }), allowShutdown }).connect()
  return { answer: wmi.invoke('Win32_OperatingSystem=@', method, parameters), calls }
}

const systemctl = (...rest: string[]) => ['systemctl', '--no-ask-password', '--no-pager', ...rest]
const methods: readonly (readonly [string, Record<string, unknown>])[] = [
  ['Reboot', {}],
  ['Shutdown', {}],
  ['Win32Shutdown', { Flags: 6 }],
  ['Win32ShutdownTracker', { Flags: 2, Timeout: 0, Comment: 'now' }],
]

describe('a host that was not allowed to', () => {
  test.each(methods)('refuses %s', async (method, parameters) => {
    const { answer, calls } = await call(method, parameters, { allowShutdown: false })
    await expect(answer).rejects.toMatchObject({
      name: 'WBEM_E_PRIVILEGE_NOT_HELD',
      code: 0x80041062,
      message: `${method} is not carried out: this host may not shut the machine down`,
      hint: 'Make the host with the option `allowShutdown`',
    })
    expect(calls).toEqual([])
  })
})

test('a caller without allowMethods is refused before', async () => {
  const { programs, calls } = fakePrograms(['systemctl'])
  const host = new WmiHost({ machine: treeMachine('server', { programs }), allowShutdown: true })
  const wmi = host.connect('root\\cimv2', { caller: { user: 'a', remote: true, allowMethods: false } })
  await expect(wmi.invoke('Win32_OperatingSystem=@', 'Reboot')).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
  expect(calls).toEqual([])
})

test.each([true, false])('nobody sets the clock, allowShutdown %s', async allowShutdown => {
  const { answer } = await call('SetDateTime', { LocalDatetime: '20300101000000.000000+000' }, { allowShutdown })
  await expect(answer).rejects.toMatchObject({ name: 'WBEM_E_PRIVILEGE_NOT_HELD' })
})

describe('a host that was allowed to', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['Reboot', {}, systemctl('reboot')],
    ['Shutdown', {}, systemctl('poweroff')],
    ['Win32Shutdown', { Flags: 1 }, systemctl('poweroff')],
    ['Win32Shutdown', { Flags: 6 }, systemctl('reboot')],
    ['Win32Shutdown', { Flags: 12 }, systemctl('poweroff')],
    ['Win32ShutdownTracker', { Flags: 2, Comment: ' a\u001b[2J\nb ' }, systemctl('--message=a [2J b', 'reboot')],
    ['Win32ShutdownTracker', { Flags: 8, Timeout: 61 }, ['shutdown', '-h', '-P', '--', '+2']],
    [
      'Win32ShutdownTracker',
      { Flags: 2, Timeout: 4_294_967_295, Comment: '--help; $(x)' },
      ['shutdown', '-r', '--', '+71582789', '--help; $(x)'],
    ],
  ])('%s %j', async (method, parameters, program) => {
    const { answer, calls } = await call(method, parameters)
    expect((await answer).ReturnValue).toBe(0)
    expect(calls).toEqual([program])
  })

  test('uses shutdown where systemd does not run', async () => {
    const { answer, calls } = await call('Reboot', {}, { tree: 'container' })
    expect((await answer).ReturnValue).toBe(0)
    expect(calls).toEqual([['shutdown', '-r', '--', 'now']])
  })

  test('cuts a comment of a million characters', async () => {
    const { answer, calls } = await call('Win32ShutdownTracker', { Flags: 2, Comment: 'x'.repeat(1_000_000) })
    expect((await answer).ReturnValue).toBe(0)
    expect(calls[0]?.[3]).toBe(`--message=${'x'.repeat(512)}`)
  })

  test.each<[string, Record<string, unknown>, Setting, number]>([
    ['a log off', { Flags: 0 }, {}, 50],
    ['a forced log off', { Flags: 4 }, {}, 50],
    ['flags that mean nothing', { Flags: 3 }, {}, 87],
    ['negative flags', { Flags: -1 }, {}, 87],
    ['a machine without the programs', { Flags: 2 }, { names: [] }, 50],
    ['a missing right', { Flags: 2 }, { end: { code: 1, errors: 'Call to Reboot failed: Access denied' } }, 5],
    ['a failure', { Flags: 2 }, { end: { code: 1, errors: 'Transaction is destructive.' } }, 31],
  ])('answers for %s', async (_, parameters, setting, code) => {
    const { answer } = await call('Win32Shutdown', parameters, setting)
    expect((await answer).ReturnValue).toBe(code)
  })
})
