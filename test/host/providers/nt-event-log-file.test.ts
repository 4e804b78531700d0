import { expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import type { Programs } from '../../../src/host/programs.js'
import { ntEventLogFileProvider } from '../../../src/host/providers/nt-event-log-file.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()

test('the files of syslog are files like others, and logs besides', async () => {
  const wmi = new WmiHost({ machine: treeMachine('server') }).connect()
  const rows = await wmi.query("SELECT * FROM Win32_NTEventlogFile WHERE LogfileName = 'security'").toArray()
  expect(rows.map(row => [row.Name, row.FileName, row.Extension, row.LogfileName, row.FileSize])).toEqual([
    ['c:\\var\\log\\auth.log', 'auth', 'log', 'Security', 208n],
  ])
  const file = await wmi.get('Win32_NTEventlogFile.Name="C:\\\\var\\\\log\\\\SYSLOG"')
  expect([file.Name, file.LogfileName, file.CreationClassName]).toEqual([
    'c:\\var\\log\\syslog',
    'System',
    'Win32_NTEventlogFile',
  ])
})

test('the files of the journal: the one of the system, and those of people', async () => {
  const machine = machineWith({
    '/var/log/journal/abc/system.journal': 'x',
    '/var/log/journal/abc/system@0001.journal': '',
    '/var/log/journal/abc/user-1000.journal': '',
    '/var/log/syslog': '',
  })
  const none = async function* () {}
  const programs: Programs = {
    has: name => name === 'journalctl',
    run: () => ({ lines: none(), end: Promise.resolve({ code: 0, errors: '' }) }),
  }
  const rows = await providerRows(ntEventLogFileProvider(Object.assign(machine, { programs })))
  expect(rows.map(row => [row.Name, row.LogfileName])).toEqual([
    ['c:\\var\\log\\journal\\abc\\system.journal', 'System'],
    ['c:\\var\\log\\journal\\abc\\user-1000.journal', 'Application'],
  ])
})

test('without logs there is none', async () => {
  expect(await providerRows(ntEventLogFileProvider(treeMachine('container')))).toEqual([])
})
