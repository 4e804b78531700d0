import { expect, test } from 'vitest'
import { rows } from '../../src/wmi/rows.js'

async function* numbers(log: string[] = []) {
  try {
    yield 1
    yield 2
    yield 3
  } finally {
    log.push('released')
  }
}

test('rows are read in a loop or into an array', async () => {
  const seen: number[] = []
  for await (const row of rows(() => numbers())) seen.push(row)
  expect(seen).toEqual([1, 2, 3])
  expect(await rows(() => numbers()).toArray()).toEqual([1, 2, 3])
})

test('nothing starts before the first row is asked for', async () => {
  let started = false
  const result = rows(async function* () {
    started = true
    yield 1
  })
  expect(started).toBe(false)
  await result.toArray()
  expect(started).toBe(true)
})

test('leaving the loop releases what the rows hold', async () => {
  const log: string[] = []
  for await (const row of rows(() => numbers(log))) if (row === 2) break
  expect(log).toEqual(['released'])
})

test('reading rows twice is refused', async () => {
  const result = rows(() => numbers())
  await result.toArray()
  await expect(result.toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_OPERATION', code: 0x80041016 })
})
