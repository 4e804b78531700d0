import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cli, Kept } from './cli.js'

const mof = fileURLToPath(new URL('./files/timer.mof', import.meta.url))
const timers = 'SELECT * FROM __TimerEvent WHERE TimerId = "test"'
const nothing = 'SELECT * FROM __TimerEvent WHERE TimerId = "nobody"'

test('watch prints one line of JSON per event, with its class, and ends after --count of them', async () => {
  const { code, stdout, stderr } = await cli(['watch', timers, '--count', '2', '--mof', mof])
  expect(code).toBe(0)
  const events = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(events).toHaveLength(2)
  for (const event of events) {
    expect(event).toMatchObject({ __CLASS: '__TimerEvent', TimerId: 'test' })
    expect(event.TIME_CREATED).toMatch(/^1[34]\d{16}$/)
    expect(event.NumFirings).toBeGreaterThanOrEqual(1)
  }
  expect(stderr).toContain('wmilink: watching')
})

test('lines of JSON also on a terminal; another format when it is asked for', async () => {
  const onTerminal = await cli(['watch', timers, '--count', '1', '--mof', mof], { columns: 100 })
  expect(JSON.parse(onTerminal.stdout)).toMatchObject({ TimerId: 'test' })
  const list = await cli(['watch', timers, '--count', '1', '--mof', mof, '--format', 'list'])
  expect(list.stdout).toMatch(/TimerId +: test/)
})

test('each event is written when it happens, not when the watch ends', async () => {
  const stop = new AbortController()
  class Reader extends Kept {
    override _write(chunk: string | Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
      super._write(chunk, encoding, done)
      if (this.text.includes('\n')) stop.abort()
    }
  }
  const { code, stdout } = await cli(['watch', timers, '--mof', mof], { stdout: new Reader(), signal: stop.signal })
  expect(code).toBe(3)
  expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ TimerId: 'test' })
})

test('--timeout ends the watch; with --count too few events are a failure', async () => {
  const quiet = await cli(['watch', nothing, '--timeout', '0.05', '--mof', mof])
  expect(quiet).toMatchObject({ code: 0, stdout: '' })
  const failed = await cli(['watch', nothing, '--timeout', '0.05', '--count', '3', '--mof', mof])
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr).toContain('0 of 3 events came within 0.05 s')
})

test('a watch that does not begin within --timeout is a failure, also without --count', async () => {
  const slow = fileURLToPath(new URL('./files/slow-provider.mjs', import.meta.url))
  const query = "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Slow'"
  const { code, stderr } = await cli(['watch', query, '--import', slow, '--timeout', '0.05'])
  expect(code).toBe(1)
  expect(stderr).toContain('WBEM_E_TIMED_OUT: the watch had not begun after 0.05 s')
})

test('what cannot be watched is said with its code', async () => {
  const { code, stderr } = await cli(['watch', 'SELECT * FROM Win32_Process', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    error: { name: 'WBEM_E_NOT_EVENT_CLASS' },
  })
})

test.each(['0', '-1', '1.5', 'many', ''])('--count %s is refused', async count => {
  const { code, stderr } = await cli(['watch', timers, `--count=${count}`])
  expect(code).toBe(6)
  expect(stderr).toContain('number of events')
})
