import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
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
