import { type ChildProcess, spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import { WmiHost } from '../../../src/host/host.js'
import { Watching } from './event-host.js'

/** A process of ours that lives for so many milliseconds. */
function living(milliseconds: number): ChildProcess {
  return spawn('sleep', [String(milliseconds / 1000)], { stdio: 'ignore' })
}

test.runIf(process.platform === 'linux')('a process that begins and ends is seen by polling', async () => {
  const wmi = new WmiHost().connect()
  const watching = await Watching.of(
    wmi,
    `SELECT * FROM __InstanceOperationEvent WITHIN 0.1 WHERE TargetInstance ISA "Win32_Process" AND TargetInstance.ParentProcessId = ${process.pid} AND TargetInstance.Name = 'sleep'`,
    { timeout: 20_000 },
  )
  const child = living(600_000)
  let event = await watching.next()
  expect(event.__CLASS).toBe('__InstanceCreationEvent')
  expect((event.TargetInstance as CimInstance).ProcessId).toBe(child.pid)
  child.kill()
  do event = await watching.next()
  while (event.__CLASS === '__InstanceModificationEvent')
  expect(event.__CLASS).toBe('__InstanceDeletionEvent')
  expect((event.TargetInstance as CimInstance).Handle).toBe(String(child.pid))
  await wmi.close()
})

test.runIf(process.platform === 'linux')('a process that lives 50 ms is seen to begin and to end', async () => {
  const wmi = new WmiHost().connect()
  const watching = await Watching.of(wmi, `SELECT * FROM Win32_ProcessTrace WHERE ParentProcessID = ${process.pid}`, {
    timeout: 20_000,
  })
  const child = living(50)
  const [started, stopped] = await watching.take(2)
  const { pid } = child
  expect(started).toMatchObject({ ProcessID: pid, ProcessName: 'sleep', ParentProcessID: process.pid, Sid: null })
  expect(started?.__CLASS).toBe('Win32_ProcessStartTrace')
  expect(stopped).toMatchObject({ ProcessID: pid, ProcessName: 'sleep', ExitStatus: null })
  expect(stopped?.__CLASS).toBe('Win32_ProcessStopTrace')
  await wmi.close()
})
