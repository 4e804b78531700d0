import { describe, expect, test } from 'vitest'
import { groups } from '../../src/host/associations/groups.js'

async function* numbers(count: number, log: string[] = []): AsyncGenerator<number, void> {
  try {
    for (let each = 0; each < count; each += 1) yield each
  } finally {
    log.push('left')
  }
}

async function gathered<T>(source: AsyncIterable<readonly T[]>): Promise<(readonly T[])[]> {
  const all: (readonly T[])[] = []
  for await (const group of source) all.push(group)
  return all
}

describe('groups', () => {
  test('begin small, keep the order and leave nothing out', async () => {
    const all = await gathered(groups(numbers(1000)))
    expect(all[0]).toEqual([0, 1, 2, 3])
    expect(all.flat()).toEqual(Array.from({ length: 1000 }, (_, index) => index))
    expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(256)
  })

  test('of nothing are none', async () => {
    expect(await gathered(groups(numbers(0)))).toEqual([])
  })

  test('end their source when they are left', async () => {
    const log: string[] = []
    for await (const _ of groups(numbers(1000, log))) break
    expect(log).toEqual(['left'])
  })

  test('hand on what has come when the source pauses, and are left while it does', async () => {
    let wake = () => {}
    let ended = false
    async function* slow() {
      try {
        yield 'first'
        await new Promise<void>(resolve => {
          wake = resolve
        })
        yield 'second'
      } finally {
        ended = true
      }
    }
    for await (const group of groups(slow())) {
      expect(group).toEqual(['first'])
      break
    }
    expect(ended).toBe(false)
    wake()
    await new Promise(resolve => setImmediate(resolve))
    expect(ended).toBe(true)
  })

  test('fail as their source does, after what came before', async () => {
    async function* broken() {
      yield* [1, 2, 3, 4, 5]
      throw new RangeError('broken')
    }
    const all: (readonly number[])[] = []
    const read = async () => {
      for await (const group of groups(broken())) all.push(group)
    }
    await expect(read()).rejects.toEqual(new RangeError('broken'))
    expect(all.flat()).toEqual([1, 2, 3, 4, 5])
  })
})
