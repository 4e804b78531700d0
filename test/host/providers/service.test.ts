import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { serviceProvider } from '../../../src/host/providers/service.js'
import { machineMaker } from '../machines.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const server = serviceProvider(treeMachine('server'))

/** A machine that systemd manages, with links made by `systemctl`. */
function systemdMachine(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Machine {
  const machine = machineWith({ 'run/systemd/system/.keep': '', ...files })
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(machine.root, path)), { recursive: true })
    symlinkSync(target, join(machine.root, path))
  }
  return machine
}

const unit = (lines: string) => `[Unit]\nDescription=Some unit\n[Service]\n${lines}\n`

describe('Win32_Service of systemd', () => {
  test('lists services by name, without templates and aliases', async () => {
    expect(await providerRows(server, { wants: ['Name', 'State', 'StartMode', 'ProcessId'] })).toEqual([
      { Name: 'app', State: 'Running', StartMode: 'Auto', ProcessId: 1320 },
      { Name: 'cron', State: 'Stopped', StartMode: 'Disabled', ProcessId: 0 },
      { Name: 'debug-shell', State: 'Stopped', StartMode: 'Manual', ProcessId: 0 },
      { Name: 'getty@tty1', State: 'Running', StartMode: 'Auto', ProcessId: 2044 },
      { Name: 'netplan-ovs-cleanup', State: 'Stopped', StartMode: 'Auto', ProcessId: 0 },
      { Name: 'nginx', State: 'Running', StartMode: 'Auto', ProcessId: 833 },
      { Name: 'ssh', State: 'Running', StartMode: 'Auto', ProcessId: 712 },
      { Name: 'systemd-journald', State: 'Stopped', StartMode: 'Auto', ProcessId: 0 },
      { Name: 'systemd-timedated', State: 'Stopped', StartMode: 'Manual', ProcessId: 0 },
      { Name: 'user@1000', State: 'Running', StartMode: 'Manual', ProcessId: 1203 },
    ])
  })

  test('fills a row from the unit file', async () => {
    expect(await providerGet(server, { Name: 'ssh' })).toEqual({
      AcceptPause: false,
      AcceptStop: true,
      Caption: 'OpenBSD Secure Shell server',
      CreationClassName: 'Win32_Service',
      Description: 'OpenBSD Secure Shell server',
      DisplayName: 'OpenBSD Secure Shell server',
      Name: 'ssh',
      PathName: 'C:\\usr\\sbin\\sshd -D $SSHD_OPTS',
      ProcessId: 712,
      ServiceType: 'Own Process',
      Started: true,
      StartMode: 'Auto',
      StartName: 'root',
      State: 'Running',
      SystemCreationClassName: 'Win32_ComputerSystem',
      SystemName: 'SQL01',
    })
  })

  test('drop-ins replace the command, User= names the account', async () => {
    expect(await providerGet(server, { Name: 'app' })).toMatchObject({
      PathName: '"C:\\opt\\My App\\bin\\start" --port 8080  --name app',
      StartName: 'app',
      DisplayName: 'The "My App" server',
    })
  })

  test('an instance takes its words from the template', async () => {
    expect(await providerGet(server, { Name: 'getty@tty1' })).toMatchObject({
      DisplayName: 'Getty on tty1',
      PathName: "C:\\sbin\\agetty -o '-p -- \\\\u' --noclear tty1 $TERM",
    })
  })

  test('a masked service still tells what it would be', async () => {
    expect(await providerGet(server, { Name: 'cron' })).toMatchObject({
      StartMode: 'Disabled',
      DisplayName: 'Regular background program processing daemon',
      AcceptStop: false,
    })
  })

  test('the first word after @ is no argument', async () => {
    expect((await providerGet(server, { Name: 'debug-shell' }))?.PathName).toBe('C:\\bin\\sh -l')
  })

  test('limits by name compare without case and read no other unit', async () => {
    const rows = await providerRows(server, { wants: ['Name'], equals: { Name: ['SSH', 'nginx', 'sshd', 'none'] } })
    expect(rows).toEqual([{ Name: 'nginx' }, { Name: 'ssh' }])
    expect(await providerGet(server, { Name: 'getty@' })).toBeNull()
  })

  test('version 1 control groups have a hierarchy for systemd', async () => {
    const machine = systemdMachine({
      'usr/lib/systemd/system/a.service': unit('ExecStart=/bin/a'),
      'sys/fs/cgroup/systemd/system.slice/a.service/cgroup.procs': '12\n',
      'sys/fs/cgroup/memory/system.slice/a.service/cgroup.procs': '',
      'proc/12/stat': '12 (a) S 1 12 12 0 -1 4194304 0 0 0 0 1 2 0 0 20 0 1 0 10 4096 1 0',
    })
    expect(await providerRows(serviceProvider(machine), { wants: ['Name', 'State', 'ProcessId'] })).toEqual([
      { Name: 'a', State: 'Running', ProcessId: 12 },
    ])
  })

  test('the main process is the oldest that no other of the service started', async () => {
    const stat = (pid: number, parent: number, start: number) =>
      `${pid} (p) S ${parent} 1 1 0 -1 4194304 0 0 0 0 1 2 0 0 20 0 1 0 ${start} 4096 1 0`
    const machine = systemdMachine({
      'usr/lib/systemd/system/a.service': unit('ExecStart=/bin/a'),
      'sys/fs/cgroup/system.slice/a.service/cgroup.procs': '30\n20\n25\n',
      'proc/20/stat': stat(20, 1, 900),
      'proc/25/stat': stat(25, 30, 100),
      'proc/30/stat': stat(30, 1, 500),
    })
    expect(await providerGet(serviceProvider(machine), { Name: 'a' })).toMatchObject({ ProcessId: 30 })
  })

  test('a group without a file is a running service of which only the name is known', async () => {
    const machine = systemdMachine({ 'sys/fs/cgroup/system.slice/run-u5.service/cgroup.procs': '7\n' })
    expect(await providerRows(serviceProvider(machine))).toMatchObject([
      { Name: 'run-u5', State: 'Running', DisplayName: 'run-u5', Description: null, PathName: null, StartName: null },
    ])
  })

  test('files of an earlier folder hide later ones', async () => {
    const machine = systemdMachine({
      'etc/systemd/system/a.service': unit('ExecStart=/etc-a'),
      'run/systemd/system/a.service': unit('ExecStart=/run-a'),
      'usr/lib/systemd/system/a.service': unit('ExecStart=/usr-a'),
      'lib/systemd/system/b.service': unit('ExecStart=/lib-b'),
    })
    expect(await providerRows(serviceProvider(machine), { wants: ['Name', 'PathName'] })).toEqual([
      { Name: 'a', PathName: 'C:\\etc-a' },
      { Name: 'b', PathName: 'C:\\lib-b' },
    ])
  })

  test('drop-ins count by file name; an earlier folder hides its namesakes', async () => {
    const machine = systemdMachine({
      'usr/lib/systemd/system/a@.service': unit('ExecStart=/a\nUser=one'),
      'usr/lib/systemd/system/service.d/10-all.conf': '[Service]\nUser=all\n',
      'usr/lib/systemd/system/a@.service.d/20-name.conf': '[Unit]\nDescription=hidden\n',
      'etc/systemd/system/a@.service.d/20-name.conf': '[Unit]\nDescription=Unit %i of %p\n',
      'etc/systemd/system/a@x.service.d/30-exec.conf': '[Service]\nExecStart=\nExecStart=/new %I\n',
      'etc/systemd/system/a@x.service.d/readme.txt': '[Service]\nUser=nobody\n',
      'sys/fs/cgroup/system.slice/system-a.slice/a@x.service/cgroup.procs': '5\n',
    })
    expect(await providerRows(serviceProvider(machine))).toMatchObject([
      { Name: 'a@x', DisplayName: 'Unit x of a', PathName: 'C:\\new x', StartName: 'all' },
    ])
  })

  test.each([
    [
      'a link in a .wants folder',
      'etc/systemd/system/multi-user.target.wants/a.service',
      '/usr/lib/systemd/system/a.service',
      'Auto',
    ],
    ['a link in a .requires folder', 'etc/systemd/system/x.target.requires/a.service', '../a.service', 'Auto'],
    ['an alias made by an administrator', 'etc/systemd/system/b.service', '/usr/lib/systemd/system/a.service', 'Auto'],
    ['an alias of the vendor', 'usr/lib/systemd/system/b.service', 'a.service', 'Manual'],
    ['a mask', 'etc/systemd/system/a.service', '/dev/null', 'Disabled'],
    ['a mask until the next start', 'run/systemd/system/a.service', '/dev/null', 'Disabled'],
  ])('%s decides the start mode', async (_, path, target, StartMode) => {
    const machine = systemdMachine({ 'usr/lib/systemd/system/a.service': unit('ExecStart=/a') }, { [path]: target })
    expect(await providerRows(serviceProvider(machine), { wants: ['Name', 'StartMode'] })).toEqual([
      { Name: 'a', StartMode },
    ])
  })

  test('an empty file of the administrator masks', async () => {
    const machine = systemdMachine({
      'usr/lib/systemd/system/a.service': unit('ExecStart=/a'),
      'etc/systemd/system/a.service': '',
    })
    expect(await providerGet(serviceProvider(machine), { Name: 'a' })).toMatchObject({ StartMode: 'Disabled' })
  })

  test('a wish of the vendor can be taken away by a link to nowhere', async () => {
    const machine = systemdMachine(
      { 'usr/lib/systemd/system/a.service': unit('ExecStart=/a') },
      {
        'usr/lib/systemd/system/sysinit.target.wants/a.service': '../a.service',
        'etc/systemd/system/sysinit.target.wants/a.service': '/dev/null',
      },
    )
    expect(await providerGet(serviceProvider(machine), { Name: 'a' })).toMatchObject({ StartMode: 'Manual' })
  })

  test('a unit may live elsewhere and be linked', async () => {
    const machine = systemdMachine(
      { 'opt/x/a.service': unit('ExecStart=/opt/x/a\nDynamicUser=yes') },
      { 'etc/systemd/system/a.service': '/opt/x/a.service' },
    )
    expect(await providerRows(serviceProvider(machine))).toMatchObject([
      { Name: 'a', PathName: 'C:\\opt\\x\\a', StartName: 'a', StartMode: 'Manual' },
    ])
  })

  test('links in a circle are no service and no error', async () => {
    const machine = systemdMachine(
      {},
      { 'etc/systemd/system/a.service': 'b.service', 'etc/systemd/system/b.service': 'a.service' },
    )
    expect(await providerRows(serviceProvider(machine))).toEqual([])
  })
})

describe('Win32_Service without systemd', () => {
  test('init scripts are the services, pid files say whether they run', async () => {
    const rows = await providerRows(serviceProvider(treeMachine('container')))
    expect(rows).toEqual([
      {
        AcceptPause: false,
        AcceptStop: true,
        Caption: 'Regular background program processing daemon',
        CreationClassName: 'Win32_Service',
        Description:
          'cron is a standard UNIX program that runs user-specified programs at periodic scheduled times. vixie cron adds a number of features to the basic UNIX cron.',
        DisplayName: 'Regular background program processing daemon',
        Name: 'cron',
        PathName: 'C:\\etc\\init.d\\cron',
        ProcessId: 42,
        ServiceType: 'Own Process',
        Started: true,
        StartMode: 'Auto',
        StartName: null,
        State: 'Running',
        SystemCreationClassName: 'Win32_ComputerSystem',
        SystemName: '3F2A9C1B7D4E',
      },
      expect.objectContaining({
        Name: 'hwclock.sh',
        StartMode: 'Manual',
        State: null,
        ProcessId: null,
        AcceptStop: null,
      }),
    ])
  })

  test('a pid file that outlived its process means stopped', async () => {
    const machine = machineWith({
      'etc/init.d/a': '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: a\n### END INIT INFO\nPIDFILE=/run/$NAME.pid\n',
      'run/a.pid': '4711\n',
    })
    expect(await providerRows(serviceProvider(machine))).toMatchObject([
      { Name: 'a', DisplayName: 'a', Description: null, State: 'Stopped', Started: false, ProcessId: 0 },
    ])
  })

  test('OpenRC keeps links to what it started', async () => {
    const machine = machineWith({
      'etc/init.d/crond':
        '#!/sbin/openrc-run\n\ndescription="Cron daemon"\ncommand="/usr/sbin/crond"\npidfile="/run/crond.pid"\n',
      'etc/init.d/sshd': '#!/sbin/openrc-run\ndescription="Secure shell"\n',
      'etc/init.d/functions.sh': '#!/bin/sh\n',
      'etc/runlevels/default/crond': '',
      'run/openrc/started/crond': '',
      'run/crond.pid': '33\n',
      'proc/33/stat': '33 (crond) S 1 33 33 0 -1 4194304 0 0 0 0 1 2 0 0 20 0 1 0 10 4096 1 0',
    })
    const wants = ['Name', 'DisplayName', 'State', 'StartMode', 'ProcessId']
    expect(await providerRows(serviceProvider(machine), { wants })).toEqual([
      { Name: 'crond', DisplayName: 'Cron daemon', State: 'Running', StartMode: 'Auto', ProcessId: 33 },
      { Name: 'sshd', DisplayName: 'Secure shell', State: 'Stopped', StartMode: 'Manual', ProcessId: 0 },
    ])
  })

  test('an empty machine and other systems show none', async () => {
    expect(await providerRows(serviceProvider(machineWith({})))).toEqual([])
    expect(await providerRows(serviceProvider(new Machine({ platform: 'darwin' })))).toEqual([])
  })

  test('this machine answers with names and modes', async () => {
    const rows = await providerRows(serviceProvider(new Machine()))
    const modes = new Set(rows.map(row => row.StartMode))
    modes.delete('Auto')
    modes.delete('Manual')
    modes.delete('Disabled')
    expect([...modes]).toEqual([])
    expect(new Set(rows.map(row => row.Name)).size).toBe(rows.length)
  })
})
