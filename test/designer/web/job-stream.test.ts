import { expect, test } from 'vitest'
import { readJob } from '../../../src/designer/web/state/job-stream.js'

function response(...lines: readonly object[]): Response {
  return new Response(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
}

const noWait = () => Promise.resolve()

test('goes on behind the last line after the connection was lost, and tells nothing twice', async () => {
  const asked: number[] = []
  const told: unknown[] = []
  const answers = [
    response({ kind: 'event', n: 1, event: 'a' }, { kind: 'alive' }, { kind: 'event', n: 2, event: 'b' }),
    undefined,
    response({ kind: 'event', n: 2, event: 'b' }, { kind: 'event', n: 3, event: 'c' }),
    response({ kind: 'end', n: 4, output: { count: 3 } }),
  ]
  const end = await readJob(
    async after => {
      asked.push(after)
      const answer = answers.shift()
      if (!answer) throw new TypeError('fetch failed')
      return answer
    },
    event => told.push(event),
    noWait,
  )
  expect(end).toEqual({ kind: 'end', n: 4, output: { count: 3 } })
  expect(told).toEqual(['a', 'b', 'c'])
  expect(asked).toEqual([0, 2, 2, 3])
})

test('a line that was cut in two is read whole', async () => {
  const bytes = new TextEncoder().encode(
    `${JSON.stringify({ kind: 'event', n: 1, event: 'é' })}\n${JSON.stringify({ kind: 'end', n: 2, output: {} })}\n`,
  )
  const parts = [bytes.slice(0, 32), bytes.slice(32, 33), bytes.slice(33)]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift()
      if (part) controller.enqueue(part)
      else controller.close()
    },
  })
  const told: unknown[] = []
  await readJob(
    async () => new Response(body),
    event => told.push(event),
    noWait,
  )
  expect(told).toEqual(['é'])
})

test('a job that the server does not know ends in an error', async () => {
  await expect(
    readJob(
      async () => new Response('', { status: 404 }),
      () => {},
      noWait,
    ),
  ).rejects.toThrow('404')
})

test('a failure is an end', async () => {
  const failure = { kind: 'failed', message: 'no' }
  expect(
    await readJob(
      async () => response({ kind: 'failure', n: 1, failure }),
      () => {},
      noWait,
    ),
  ).toMatchObject({ failure })
})
