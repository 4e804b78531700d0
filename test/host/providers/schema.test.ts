import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRegistration } from '../../../src/host/provider.js'
import { biosProvider } from '../../../src/host/providers/bios.js'
import { computerSystemProvider } from '../../../src/host/providers/computer-system.js'
import { localTimeProvider } from '../../../src/host/providers/local-time.js'
import { operatingSystemProvider } from '../../../src/host/providers/operating-system.js'
import { processProvider } from '../../../src/host/providers/process.js'
import { processorProvider } from '../../../src/host/providers/processor.js'
import { serviceProvider } from '../../../src/host/providers/service.js'
import { timeZoneProvider } from '../../../src/host/providers/time-zone.js'
import { testFacilities } from '../facilities.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const facilities = testFacilities()
const providers: readonly ((machine: Machine) => ProviderRegistration)[] = [
  biosProvider,
  computerSystemProvider,
  localTimeProvider,
  machine => operatingSystemProvider(machine, facilities),
  processorProvider,
  processProvider,
  serviceProvider,
  timeZoneProvider,
]
const machines = {
  'the server': treeMachine('server'),
  'the container': treeMachine('container'),
  'the board': treeMachine('arm'),
  'this machine': new Machine(),
  'a machine without procfs': new Machine({ platform: 'darwin' }),
}

describe.each(Object.entries(machines))('on %s', (_, machine) => {
  const wmi = new WmiHost({ machine }).connect()

  test.each(providers.flatMap(provider => provider(machine).classes.map(name => [name, provider(machine)] as const)))(
    '%s fills properties that its class has, with values of their types',
    async (name, registration) => {
      const cimClass = await wmi.getClass(name)
      for (const row of await providerRows(registration, { class: name })) {
        for (const property of Object.keys(row)) expect(cimClass.properties.get(property)?.name).toBe(property)
        for (const key of cimClass.keys) expect(row[key.name] ?? null).not.toBeNull()
      }
      const instances = await wmi.query(`SELECT * FROM ${name}`).toArray()
      for (const instance of instances) {
        const path = instance.__RELPATH
        expect(path).toMatch(name)
        // Processes and services may end meanwhile, those of the trees never do.
        if (path !== null && !machine.isReal) expect((await wmi.get(path)).__RELPATH).toBe(path)
      }
    },
  )
})

test('the path of a process, a service and a singleton lead to it', async () => {
  const wmi = new WmiHost({ machine: treeMachine('server') }).connect()
  expect((await wmi.get('Win32_Process.Handle="1320"')).Name).toBe('java')
  expect((await wmi.get('Win32_Service.Name="SSH"')).ProcessId).toBe(712)
  expect((await wmi.get('Win32_OperatingSystem=@')).CSName).toBe('SQL01')
  expect((await wmi.get('Win32_ComputerSystem.Name="sql01"')).Model).toBe('PowerEdge R620')
  await expect(wmi.get('Win32_Process.Handle="4711"')).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND' })
})

test('conditions find the rows', async () => {
  const wmi = new WmiHost({ machine: treeMachine('server') }).connect()
  const names = async (wql: string) => (await wmi.query(wql).toArray()).map(row => row.Name)
  expect(await names("SELECT Name FROM Win32_Service WHERE State = 'running' AND StartMode = 'Auto'")).toEqual([
    'app',
    'getty@tty1',
    'nginx',
    'ssh',
  ])
  expect(await names('SELECT Name FROM Win32_Process WHERE ProcessId = 712 OR ProcessId = 1')).toEqual([
    'sshd',
    'systemd',
  ])
  expect(await names("SELECT Name FROM Win32_Process WHERE CreationDate < '20240501070001.000000+000'")).toEqual([
    'systemd',
    'kthreadd',
    'migration/0',
    'kworker/u16:1-events_unbound',
  ])
})
