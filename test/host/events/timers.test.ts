import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CimDateTime } from '../../../src/cim/datetime.js'
import { type CimInstance, InstanceShape } from '../../../src/cim/instance.js'
import { TimerEvents } from '../../../src/host/events/timer-events.js'
import { startTimer } from '../../../src/host/events/timer-instructions.js'
import { Repository } from '../../../src/host/repository.js'
import { EventHost, Watching } from './event-host.js'

const namespace = () => new Repository('TESTHOST').namespace('root\\cimv2')
const start = Date.UTC(2024, 0, 1)

/** Clocks that a test moves: vitest moves timers, this the two clocks with them, and the wall clock alone. */
class TestClocks {
  #jump = 0
  readonly #from = Date.now()
  wall = () => Date.now() + this.#jump
  monotonic = () => Date.now() - this.#from
  jump(milliseconds: number): void {
    this.#jump += milliseconds
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function instruction(className: string, values: Readonly<Record<string, unknown>>): CimInstance {
  const { classes, home } = namespace()
  const shape = new InstanceShape(classes.require(className), { home })
  return shape.create(shape.properties.map(({ name, defaultValue }) => (values[name] as number) ?? defaultValue))
}

const interval = (milliseconds: number | null, values = {}) =>
  instruction('__IntervalTimerInstruction', { TimerId: 't', IntervalBetweenEvents: milliseconds, ...values })
const absolute = (after: number, values = {}) =>
  instruction('__AbsoluteTimerInstruction', {
    TimerId: 't',
    EventDateTime: CimDateTime.fromDate(new Date(start + after)),
    ...values,
  })

function run(timer: CimInstance, clocks = new TestClocks()) {
  const firings: number[] = []
  return { firings, clocks, running: startTimer(timer, clocks, count => firings.push(count)) }
}

describe('__IntervalTimerInstruction', () => {
  test('fires at every interval until it is stopped', () => {
    const { firings, running } = run(interval(250))
    vi.advanceTimersByTime(249)
    expect(firings).toEqual([])
    vi.advanceTimersByTime(751)
    expect(firings).toEqual([1, 1, 1, 1])
    running?.stop()
    vi.advanceTimersByTime(10_000)
    expect(firings.length).toBe(4)
  })

  test.each([
    [false, [5, 1]],
    [true, [1, 1]],
  ])('tells firings that were missed in one, unless SkipIfPassed is %s', (SkipIfPassed, expected) => {
    const { firings } = run(interval(100, { SkipIfPassed }))
    // The program was busy: the clock has gone on, the timer rings late.
    vi.setSystemTime(start + 520)
    vi.advanceTimersByTime(100)
    expect(firings.length).toBe(1)
    vi.advanceTimersByTime(80)
    expect(firings).toEqual(SkipIfPassed ? expected : [6, 1])
  })

  test('does not care when the wall clock jumps', () => {
    const { firings, clocks } = run(interval(1000))
    clocks.jump(-3_600_000)
    vi.advanceTimersByTime(2000)
    clocks.jump(7_200_000)
    vi.advanceTimersByTime(1000)
    expect(firings).toEqual([1, 1, 1])
  })

  test('fires after more milliseconds than a timer of JavaScript holds', () => {
    const { firings } = run(interval(4_000_000_000))
    vi.advanceTimersByTime(3_999_999_999)
    expect(firings).toEqual([])
    vi.advanceTimersByTime(1)
    expect(firings).toEqual([1])
  })

  test.each([0, null])('with an interval of %s never fires', milliseconds => {
    expect(run(interval(milliseconds)).running).toBeNull()
  })
})

describe('__AbsoluteTimerInstruction', () => {
  test('fires once, at its date', () => {
    const { firings } = run(absolute(3_600_000))
    vi.advanceTimersByTime(3_599_999)
    expect(firings).toEqual([])
    vi.advanceTimersByTime(1)
    expect(firings).toEqual([1])
    vi.advanceTimersByTime(86_400_000)
    expect(firings).toEqual([1])
  })

  test('that has passed fires at once, or never with SkipIfPassed', () => {
    const told = run(absolute(-5000))
    const skipped = run(absolute(-5000, { SkipIfPassed: true }))
    vi.advanceTimersByTime(100)
    expect(told.firings).toEqual([1])
    expect(skipped.firings).toEqual([])
  })

  test('sees within a minute that the wall clock was set past its date', () => {
    const { firings, clocks } = run(absolute(10 * 3_600_000))
    vi.advanceTimersByTime(30_000)
    clocks.jump(11 * 3_600_000)
    vi.advanceTimersByTime(60_000)
    expect(firings).toEqual([1])
  })

  test('does not fire early when the wall clock was set back', () => {
    const { firings, clocks } = run(absolute(90_000))
    vi.advanceTimersByTime(30_000)
    clocks.jump(-3_600_000)
    vi.advanceTimersByTime(120_000)
    expect(firings).toEqual([])
    vi.advanceTimersByTime(3_600_000)
    expect(firings).toEqual([1])
  })

  test('skips a date that the clock jumped over when SkipIfPassed says so', () => {
    const { firings, clocks } = run(absolute(3_600_000, { SkipIfPassed: true }))
    clocks.jump(7_200_000)
    vi.advanceTimersByTime(7_200_000)
    expect(firings).toEqual([])
  })

  test('with asterisks in its date never fires', () => {
    const EventDateTime = CimDateTime.parse('20240101******.000000+***')
    expect(run(absolute(0, { EventDateTime })).running).toBeNull()
  })

  test('does not fire again for the next watcher, unless it was changed', () => {
    const home = namespace()
    home.instances.set('__AbsoluteTimerInstruction.TimerId="t"', absolute(-1000))
    const timers = new TimerEvents(home, new TestClocks())
    const heard: unknown[] = []
    const listener = { deliver: ({ event }: { event: CimInstance }) => heard.push(event.TimerId) }
    timers.add(listener)
    vi.advanceTimersByTime(10)
    timers.remove(listener)
    timers.add(listener)
    vi.advanceTimersByTime(10)
    expect(heard).toEqual(['t'])
    timers.hear({ namespace: 'root\\cimv2', kind: 'instance', before: absolute(-1000), after: absolute(-500) })
    vi.advanceTimersByTime(10)
    expect(heard).toEqual(['t', 't'])
  })
})

describe('__TimerEvent', () => {
  beforeEach(() => {
    vi.useRealTimers()
  })

  test('comes from stored instances while somebody watches, also from those that come, change and go', async () => {
    const host = new EventHost(
      'instance of __IntervalTimerInstruction { TimerId = "first"; IntervalBetweenEvents = 20; };',
    )
    const wmi = host.connect()
    const all = await Watching.of(wmi, 'SELECT * FROM __TimerEvent')
    const second = await Watching.of(wmi, "SELECT * FROM __TimerEvent WHERE TimerId = 'second'")
    const event = await all.next()
    expect([event.__CLASS, event.TimerId]).toEqual(['__TimerEvent', 'first'])
    expect(event.NumFirings).toBeGreaterThanOrEqual(1)
    host.put('__IntervalTimerInstruction', { TimerId: 'second' }, { IntervalBetweenEvents: 4_000_000 })
    host.put('__IntervalTimerInstruction', { TimerId: 'second' }, { IntervalBetweenEvents: 5 })
    expect((await second.next()).TimerId).toBe('second')
    host.put('__IntervalTimerInstruction', { TimerId: 'first' }, null)
    host.put('__IntervalTimerInstruction', { TimerId: 'second' }, null)
    host.put('__IntervalTimerInstruction', { TimerId: 'third' }, { IntervalBetweenEvents: 5 })
    // What fired before is still waiting; after it only the third one is told.
    const later: unknown[] = []
    while (later.filter(id => id === 'third').length < 20) later.push((await all.next()).TimerId)
    expect(new Set(later.slice(later.indexOf('third')))).toEqual(new Set(['third']))
    await wmi.close()
  })
})
