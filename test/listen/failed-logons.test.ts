import { expect, test } from 'vitest'
import { FailedLogons } from '../../src/listen/http/failed-logons.js'

test('failures slow down the next attempts, more and more, up to a bound', () => {
  const table = new FailedLogons({ now: () => 0 })
  const delays = Array.from({ length: 30 }, () => {
    const delay = table.delay('10.0.0.1', 'alice')
    table.failed('10.0.0.1', 'alice')
    return delay
  })
  expect(delays.slice(0, 6)).toEqual([0, 0, 0, 250, 500, 1000])
  expect(delays.at(-1)).toBe(10_000)
})

test('who guesses names is slowed, and who guesses from many addresses; others are not', () => {
  const table = new FailedLogons({ now: () => 0 })
  for (let i = 0; i < 40; i += 1) table.failed('10.0.0.1', `user${i}`)
  expect(table.delay('10.0.0.1', 'fresh')).toBe(5000)
  for (let i = 0; i < 40; i += 1) table.failed(`10.0.1.${i}`, 'Bob')
  expect(table.delay('10.9.9.9', 'bob')).toBe(2000)
  expect(table.delay('10.9.9.9', 'alice')).toBe(0)
})

test('success forgives the user at that address, time everybody', () => {
  let now = 0
  const table = new FailedLogons({ now: () => now })
  for (let i = 0; i < 5; i += 1) table.failed('10.0.0.1', 'alice')
  table.succeeded('10.0.0.1', 'ALICE')
  expect(table.delay('10.0.0.1', 'alice')).toBe(0)
  for (let i = 0; i < 50; i += 1) table.failed('10.0.0.1', 'bob')
  expect(table.delay('10.0.0.1', 'bob')).toBe(10_000)
  now = 16 * 60_000
  expect(table.delay('10.0.0.1', 'bob')).toBe(0)
})

test('the table is bounded, and so are those who wait', async () => {
  const waiting: (() => void)[] = []
  const table = new FailedLogons({ now: () => 0, sleep: () => new Promise(resolve => waiting.push(resolve)) })
  for (let i = 0; i < 20_000; i += 1) table.failed(`10.0.0.${i}`, `user${i}`)
  expect(table.size).toBeLessThanOrEqual(10_000)
  for (let i = 0; i < 10; i += 1) table.failed('10.0.0.1', 'alice')
  const attempts = Array.from({ length: 12 }, () => table.wait('10.0.0.1', 'alice'))
  const refused = await Promise.all(attempts.slice(8))
  expect(refused).toEqual([false, false, false, false])
  for (const go of waiting) go()
  expect(await Promise.all(attempts.slice(0, 8))).toEqual(Array.from({ length: 8 }, () => true))
})

test('a realm behind the name makes no other user of it', () => {
  const table = new FailedLogons({ now: () => 0 })
  for (let i = 0; i < 12; i += 1) table.failed(`10.0.1.${i}`, `alice@realm${i}`)
  expect(table.delay('10.9.9.9', 'ALICE')).toBe(1000)
  for (let i = 0; i < 5; i += 1) table.failed('10.0.0.1', `bob@${i}`)
  expect(table.delay('10.0.0.1', 'bob')).toBe(1000)
})

test('who guesses one password keeps no other user of the same address out', async () => {
  const waiting: (() => void)[] = []
  const table = new FailedLogons({ now: () => 0, sleep: () => new Promise(resolve => waiting.push(resolve)) })
  for (let i = 0; i < 40; i += 1) table.failed('127.0.0.1', 'alice')
  const guesses = Array.from({ length: 20 }, () => table.wait('127.0.0.1', 'alice'))
  const other = table.wait('127.0.0.1', 'bob')
  for (const go of waiting) go()
  expect(await other).toBe(true)
  expect((await Promise.all(guesses)).filter(Boolean)).toHaveLength(8)
  const names = Array.from({ length: 100 }, (_, i) => table.wait('127.0.0.1', `name${i}`))
  for (const go of waiting) go()
  expect((await Promise.all(names)).filter(Boolean)).toHaveLength(64)
})
