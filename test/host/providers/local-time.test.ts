import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NameMap } from '../../../src/base/name-map.js'
import { CimClass } from '../../../src/cim/class.js'
import { Machine } from '../../../src/host/machine.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { localTimeProvider } from '../../../src/host/providers/local-time.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

describe('Win32_LocalTime', () => {
  test('shows the instant in the zone that /etc/localtime names', async () => {
    const provider = localTimeProvider(treeMachine('server'), () => Date.UTC(2024, 5, 30, 22, 5, 9, 777))
    expect(await providerRows(provider)).toEqual([
      { Day: 1, DayOfWeek: 1, Hour: 0, Minute: 5, Month: 7, Quarter: 3, Second: 9, WeekInMonth: 1, Year: 2024 },
    ])
  })

  test('serves Win32_UTCTime in UTC', async () => {
    const provider = localTimeProvider(treeMachine('server'), () => Date.UTC(2024, 5, 30, 22, 5, 9, 777))
    expect(await providerRows(provider, { class: 'Win32_UTCTime' })).toEqual([
      { Day: 30, DayOfWeek: 0, Hour: 22, Minute: 5, Month: 6, Quarter: 2, Second: 9, WeekInMonth: 6, Year: 2024 },
    ])
  })

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [9, 2],
    [10, 3],
    [29, 5],
    [30, 5],
    [31, 6],
  ])('day %i of March 2024, which began on a Friday, is in week %i', async (day, week) => {
    const provider = localTimeProvider(treeMachine('container'), () => Date.UTC(2024, 2, day, 12))
    const [row] = await providerRows(provider)
    expect(row?.WeekInMonth).toBe(week)
  })

  test('follows the clock of the real machine', async () => {
    const before = Date.now()
    const [row] = await providerRows(localTimeProvider(new Machine()), { class: 'Win32_UTCTime' })
    const { Year, Month, Day, Hour, Minute, Second } = row as Record<string, number>
    const shown = Date.UTC(Year ?? 0, (Month ?? 0) - 1, Day, Hour, Minute, Second)
    expect(shown).toBeGreaterThan(before - 1000)
    expect(shown).toBeLessThanOrEqual(Date.now())
  })
})

describe('modifications of the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2024, 5, 30, 22, 59, 58, 700), toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const clockClass = (name: string) =>
    new CimClass({
      name,
      derivation: ['Win32_CurrentTime'],
      qualifiers: new NameMap(),
      properties: new NameMap(),
      methods: new NameMap(),
    })

  /** Subscribes and notes each modification as the seconds before and after. */
  function watch(name = 'Win32_UTCTime') {
    const controller = new AbortController()
    const told: string[] = []
    const shown = ({ Hour, Minute, Second }: ProviderRow) => `${Hour}:${Minute}:${Second}`
    localTimeProvider(treeMachine('server')).provider.subscribe?.({
      event: clockClass('__InstanceModificationEvent'),
      target: clockClass(name),
      where: null,
      signal: controller.signal,
      emit: ({ TargetInstance, PreviousInstance }) =>
        told.push(`${shown(PreviousInstance as ProviderRow)} ${shown(TargetInstance as ProviderRow)}`),
      fail() {
        throw new Error('failed')
      },
    })
    return { told, leave: () => controller.abort() }
  }

  test('are told when a second begins, until nobody listens', () => {
    const { told, leave } = watch()
    vi.advanceTimersByTime(299)
    expect(told).toEqual([])
    vi.advanceTimersByTime(1001)
    expect(told).toEqual(['22:59:58 22:59:59', '22:59:59 23:0:0'])
    leave()
    vi.advanceTimersByTime(5000)
    expect(told.length).toBe(2)
  })

  test('of the local clock are told in the zone of the machine', () => {
    const { told, leave } = watch('Win32_LocalTime')
    vi.advanceTimersByTime(300)
    expect(told).toEqual(['0:59:58 0:59:59'])
    leave()
  })

  test('follow a clock that was set', () => {
    const { told, leave } = watch()
    vi.setSystemTime(Date.UTC(2024, 5, 30, 12, 0, 0, 400))
    vi.advanceTimersByTime(300)
    expect(told).toEqual(['22:59:58 12:0:0'])
    vi.advanceTimersByTime(300)
    expect(told).toEqual(['22:59:58 12:0:0', '12:0:0 12:0:1'])
    leave()
  })
})
