import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ArgumentError, WmiError } from '../../src/base/errors.js'
import { Call } from '../../src/wmi/call.js'
import { placed } from '../../src/wmi/failure.js'

const never = new Promise<never>(() => {})

test('a wait gives the value or the failure of its promise', async () => {
  const call = new Call()
  expect(await call.wait(Promise.resolve(7))).toBe(7)
  await expect(call.wait(Promise.reject(new Error('mine')))).rejects.toThrow('mine')
  call.end()
})

test('raising the signal ends a wait with WBEM_E_CALL_CANCELLED and tells the worker', async () => {
  const controller = new AbortController()
  const call = new Call({ signal: controller.signal })
  const waiting = call.wait(never)
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED', code: 0x80041032 })
  expect(call.signal.aborted).toBe(true)
  expect(() => call.check(performance.now())).toThrow(expect.objectContaining({ name: 'WBEM_E_CALL_CANCELLED' }))
})

test('a signal that was raised before cancels at once', async () => {
  const call = new Call({ signal: AbortSignal.abort() })
  await expect(call.wait(Promise.resolve(1))).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
})

test('what a cancelled call was to wait for may fail later without harm', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  const call = new Call({ signal: AbortSignal.abort() })
  await expect(call.wait(Promise.reject(new Error('late')))).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
  const running = new Call()
  const waiting = running.wait(sleep(5).then(() => Promise.reject(new Error('later'))))
  running.cancel()
  await expect(waiting).rejects.toMatchObject({ name: 'WBEM_E_CALL_CANCELLED' })
  await sleep(10)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

test('a wait without an answer ends with WBEM_E_TIMED_OUT', async () => {
  const call = new Call({ timeout: 20 })
  await expect(call.wait(never)).rejects.toMatchObject({
    name: 'WBEM_E_TIMED_OUT',
    code: 0x80041069,
    message: 'no answer within 20 ms',
  })
  call.end()
})

describe('with a clock of our own', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const later = <T>(milliseconds: number, value: T) =>
    new Promise<T>(resolve => {
      setTimeout(() => resolve(value), milliseconds)
    })

  test('the timeout starts anew with each wait of the caller', async () => {
    const call = new Call({ timeout: 400 })
    for (let row = 0; row < 9; row += 1) {
      call.restart(performance.now())
      const waiting = call.wait(later(300, row))
      await vi.advanceTimersByTimeAsync(300)
      expect(await waiting).toBe(row)
    }
    call.restart(performance.now())
    const late = expect(call.wait(later(401, 'late'))).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
    await vi.advanceTimersByTimeAsync(400)
    await late
    call.end()
  })

  test('time that the caller spends between rows does not count', async () => {
    const call = new Call({ timeout: 50 })
    const first = call.wait(later(40, 1))
    await vi.advanceTimersByTimeAsync(40)
    expect(await first).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    call.restart(performance.now())
    expect(await call.wait(Promise.resolve(2))).toBe(2)
    call.end()
  })
})

test('a timeout of 0 waits, also for ever', async () => {
  const call = new Call({ timeout: 0 })
  expect(await call.wait(sleep(30, 'late'))).toBe('late')
  call.check(performance.now() + 1e9)
  call.end()
})

test.each([-1, Number.NaN])('the timeout %s is refused', timeout => {
  expect(() => new Call({ timeout })).toThrow(ArgumentError)
})

test('ending a call tells the worker to stop', () => {
  const call = new Call()
  expect(call.signal.aborted).toBe(false)
  call.end()
  expect(call.signal.aborted).toBe(true)
})

test('an error gets its place once', () => {
  const error = new WmiError('WBEM_E_NOT_FOUND', 'gone', { namespace: 'root\\here' })
  expect(placed(error, { server: 'A', namespace: 'root', operation: 'get' })).toBe(error)
  expect(error).toMatchObject({ server: 'A', namespace: 'root\\here', operation: 'get' })
  const other = new TypeError('no WMI failure')
  expect(placed(other, { server: 'A', namespace: 'root', operation: 'get' })).toBe(other)
})
