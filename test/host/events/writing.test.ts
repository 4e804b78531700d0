import { expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import { testHost } from '../test-host.js'
import { told, Watching } from './event-host.js'

const mof = 'class Test_Kept { [key] string Name; uint32 Value; };'

test('what callers create, put and delete is told at once', async () => {
  const host = testHost(mof)
  const wmi = host.connect('root\\test')
  const watching = await Watching.of(wmi, 'SELECT * FROM __InstanceOperationEvent WHERE TargetInstance ISA "Test_Kept"')
  const path = await wmi.create('Test_Kept', { Name: 'a', Value: 1 })
  await wmi.put(path, { Name: 'a', Value: 2 })
  await wmi.delete(path)
  expect((await watching.take(3)).map(told)).toEqual(['Creation a', 'Modification a 1->2', 'Deletion a'])
  await host.close()
})

test('a namespace that a caller creates is told in its parent', async () => {
  const host = testHost(mof)
  const wmi = host.connect('root\\test')
  const watching = await Watching.of(wmi, 'SELECT * FROM __NamespaceCreationEvent')
  await wmi.create('__NAMESPACE', { Name: 'child' })
  expect(((await watching.next()).TargetNamespace as CimInstance).Name).toBe('child')
  await host.close()
})

test('a timer instruction that a caller creates begins to fire', async () => {
  const host = testHost(mof)
  const wmi = host.connect('root\\test')
  const watching = await Watching.of(wmi, "SELECT * FROM __TimerEvent WHERE TimerId = 'mine'")
  await wmi.create('__IntervalTimerInstruction', { TimerId: 'mine', IntervalBetweenEvents: 10 })
  expect((await watching.next()).TimerId).toBe('mine')
  await host.close()
})

test('who writes without a pause keeps no timer waiting', async () => {
  const host = testHost(mof)
  const wmi = host.connect('root\\test')
  let rung = false
  setTimeout(() => {
    rung = true
  }, 1)
  for (let written = 0; !rung && written < 1_000_000; written += 1)
    await wmi.put('Test_Kept.Name="a"', { Name: 'a', Value: written })
  expect(rung).toBe(true)
  await host.close()
})
