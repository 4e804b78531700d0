import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import { type FakeEnd, fakePrograms } from '../fake-programs.js'
import { machineMaker } from '../machines.js'
import { type Tree, treeMachine } from '../trees.js'

const machineWith = machineMaker()

/** Calls a method of a service of a tree whose systemctl ends as told. */
async function call(
  service: string,
  method: string,
  parameters: Record<string, unknown> = {},
  end: FakeEnd = {},
  tree: Tree = 'server',
) {
  const { programs, calls } = fakePrograms(['systemctl'], () => end)
  const wmi = new WmiHost({ machine: treeMachine(tree, { programs }) }).connect()
  const answer = await wmi.invoke(`Win32_Service.Name="${service}"`, method, parameters)
  return { code: answer.ReturnValue, calls }
}

const systemctl = (command: string, unit: string) => [
  'systemctl',
  '--no-ask-password',
  '--no-pager',
  command,
  '--',
  unit,
]

describe('Win32_Service of systemd', () => {
  test.each([
    ['netplan-ovs-cleanup', 'StartService', 'start', 'netplan-ovs-cleanup.service'],
    ['nginx', 'StopService', 'stop', 'nginx.service'],
    ['NGINX', 'StopService', 'stop', 'nginx.service'],
    ['getty@tty1', 'StopService', 'stop', 'getty@tty1.service'],
  ])('%s: %s is systemctl %s', async (service, method, command, unit) => {
    expect(await call(service, method)).toEqual({ code: 0, calls: [systemctl(command, unit)] })
  })

  test.each([
    ['nginx', 'StartService', 10],
    ['cron', 'StartService', 14],
    ['cron', 'StopService', 6],
    ['nginx', 'PauseService', 4],
    ['nginx', 'ResumeService', 4],
    ['cron', 'PauseService', 6],
    ['cron', 'ResumeService', 6],
    ['nginx', 'InterrogateService', 0],
    ['cron', 'InterrogateService', 6],
    ['nginx', 'Change', 1],
    ['nginx', 'Delete', 1],
  ])('%s: %s answers %i without asking systemctl', async (service, method, code) => {
    expect(await call(service, method)).toEqual({ code, calls: [] })
  })

  test.each([
    [127, 21],
    [128, 4],
    [255, 4],
  ])('the control code %i answers %i', async (ControlCode, code) => {
    expect(await call('nginx', 'UserControlService', { ControlCode })).toEqual({ code, calls: [] })
  })

  test.each<[string, FakeEnd, number]>([
    ['without the right', { code: 4, errors: 'Failed to start x.service: Access denied\n' }, 2],
    ['without a password', { code: 1, errors: 'Failed to start x.service: Interactive authentication required.\n' }, 2],
    [
      'for one that only others may start',
      { code: 4, errors: 'Operation refused, unit x.service may be requested by dependency only.' },
      4,
    ],
    ['that takes too long', { code: 1, errors: 'Job for x.service failed because a timeout was exceeded.\n' }, 7],
    ['whose program is gone', { code: 5, errors: 'Failed to start x.service: Unit x.service not found.\n' }, 9],
    ['masked meanwhile', { code: 1, errors: 'Failed to start x.service: Unit x.service is masked.\n' }, 14],
    ['of which another fails', { code: 1, errors: 'A dependency job for x.service failed. See journalctl.\n' }, 13],
    ['that fails', { code: 1, errors: 'Job for x.service failed because the control process exited.\n' }, 8],
    ['ended by a signal', { code: null }, 8],
    ['without systemctl', { code: 127, errors: 'systemctl: not found' }, 1],
  ])('a start %s', async (_, end, code) => {
    expect((await call('netplan-ovs-cleanup', 'StartService', {}, end)).code).toBe(code)
  })

  test.each([
    ['nginx', 'Manual', [systemctl('disable', 'nginx.service')]],
    ['nginx', 'demand start', [systemctl('disable', 'nginx.service')]],
    ['nginx', 'Disabled', [systemctl('mask', 'nginx.service')]],
    ['nginx', 'Automatic', []],
    ['debug-shell', 'Automatic', [systemctl('enable', 'debug-shell.service')]],
    ['cron', 'Automatic', [systemctl('unmask', 'cron.service'), systemctl('enable', 'cron.service')]],
    ['cron', 'Manual', [systemctl('unmask', 'cron.service'), systemctl('disable', 'cron.service')]],
    ['cron', 'Disabled', []],
  ])('%s: ChangeStartMode to %s', async (service, StartMode, calls) => {
    expect(await call(service, 'ChangeStartMode', { StartMode })).toEqual({ code: 0, calls })
  })

  test('the start mode is Auto Start when none is given', async () => {
    expect((await call('debug-shell', 'ChangeStartMode')).calls).toEqual([systemctl('enable', 'debug-shell.service')])
  })

  test.each(['Boot', 'System', '', '--now', 'x'.repeat(1_000_000)])(
    'the text number %# is no start mode of a service',
    async mode => {
      expect(await call('nginx', 'ChangeStartMode', { StartMode: mode })).toEqual({ code: 21, calls: [] })
    },
  )

  test('a unit that nothing could start cannot be Auto, and a failed step ends the change', async () => {
    const errors = 'The unit files have no installation config (WantedBy=, RequiredBy=, …)'
    const mode = { StartMode: 'Automatic' }
    expect((await call('debug-shell', 'ChangeStartMode', mode, { errors })).code).toBe(1)
    expect(await call('cron', 'ChangeStartMode', mode, { code: 1, errors: 'Access denied' })).toEqual({
      code: 2,
      calls: [systemctl('unmask', 'cron.service')],
    })
  })

  test.each(['nginx; reboot', '--force', '*', 'ng[i]nx', '../nginx', '', 'nginx\\u0000', 'n'.repeat(1_000_000)])(
    'the name number %# reaches nobody',
    async name => {
      const { programs, calls } = fakePrograms(['systemctl'])
      const wmi = new WmiHost({ machine: treeMachine('server', { programs }) }).connect()
      await expect(wmi.invoke(`Win32_Service.Name="${name}"`, 'StopService')).rejects.toMatchObject({
        name: 'WBEM_E_NOT_FOUND',
      })
      expect(calls).toEqual([])
    },
  )

  test('a unit file whose name is a pattern is not handed on', async () => {
    const files = {
      'run/systemd/system/.keep': '',
      'etc/systemd/system/a*.service': '[Service]\nExecStart=/bin/true\n',
    }
    const { programs, calls } = fakePrograms(['systemctl'])
    const machine = new Machine({ root: machineWith(files).root, platform: 'linux', programs })
    const wmi = new WmiHost({ machine }).connect()
    expect((await wmi.invoke('Win32_Service.Name="a*"', 'StartService')).ReturnValue).toBe(20)
    expect(calls).toEqual([])
  })
})

test('a caller that may change nothing may still interrogate', async () => {
  const { programs, calls } = fakePrograms(['systemctl'])
  const wmi = new WmiHost({ machine: treeMachine('server', { programs }) }).connect('root\\cimv2', {
    caller: { user: null, remote: false, allowMethods: false },
  })
  expect((await wmi.invoke('Win32_Service.Name="nginx"', 'InterrogateService')).ReturnValue).toBe(0)
  await expect(wmi.invoke('Win32_Service.Name="nginx"', 'StopService')).rejects.toMatchObject({
    name: 'WBEM_E_ACCESS_DENIED',
  })
  expect(calls).toEqual([])
})

test('without systemd nothing is supported, and init scripts are not run', async () => {
  const { programs, calls } = fakePrograms(['systemctl', 'service'])
  const files = { 'etc/init.d/cron': '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: cron\n### END INIT INFO\n' }
  const machine = new Machine({ root: machineWith(files).root, platform: 'linux', programs })
  const wmi = new WmiHost({ machine }).connect()
  for (const method of ['StartService', 'StopService', 'PauseService', 'ResumeService', 'ChangeStartMode'])
    expect((await wmi.invoke('Win32_Service.Name="cron"', method)).ReturnValue).toBe(1)
  expect(calls).toEqual([])
})
