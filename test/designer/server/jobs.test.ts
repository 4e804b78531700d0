import { expect, test } from 'vitest'
import { type JobEvent, type Line, tokenHeader } from '../../../src/designer/api/index.js'
import { DesignerError } from '../../../src/designer/failure.js'
import type { JobContext } from '../../../src/designer/server/handlers.js'
import { allLines, served } from './served.js'

const input = { place: { document: 'd1', connection: 'c1' }, text: 'SELECT * FROM A', limit: 10 }
const done = { count: 3, more: false, milliseconds: 1, notice: '' }

function row(value: number): JobEvent<'wql.preview'> & { kind: 'rows' } {
  return { kind: 'rows', rows: [{ path: '', values: [value] }] }
}

function valuesOf(lines: readonly Line[]): unknown[] {
  return lines.flatMap(line => (line.kind === 'event' ? ((line.event as Told).rows[0]?.values ?? []) : []))
}

type Told = ReturnType<typeof row>

/** A job that does what the test says when it says it. */
function steered() {
  let context: JobContext<never> | undefined
  let began = (): void => undefined
  const begun = new Promise<void>(resolve => {
    began = resolve
  })
  let end: (output: typeof done) => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const handler = (_input: unknown, given: JobContext<never>) => {
    context = given
    began()
    return new Promise<typeof done>((resolve, reject) => {
      end = resolve
      fail = reject
      given.signal.addEventListener('abort', () => reject(given.signal.reason))
    })
  }
  return {
    handlers: { 'wql.preview': handler },
    begun,
    emit: (event: Told) => context?.emit(event as never),
    end: () => end(done),
    fail: (error: unknown) => fail(error),
    signal: () => context?.signal,
  }
}

test('a job tells events in their order, and its end', async () => {
  const server = await served({
    handlers: {
      'wql.preview': async (_input, { emit }) => {
        for (const value of [1, 2, 3]) emit(row(value))
        return done
      },
    },
  })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  expect(job).toMatch(/^[\w-]{43}$/)
  const lines = await allLines(server.lines(visitor, job))
  expect(lines).toEqual([
    { kind: 'event', n: 1, event: row(1) },
    { kind: 'event', n: 2, event: row(2) },
    { kind: 'event', n: 3, event: row(3) },
    { kind: 'end', n: 4, output: done },
  ])
  // It is kept, and read from wherever a reader was.
  expect(await allLines(server.lines(visitor, job, 2))).toEqual(lines.slice(2))
  expect(await allLines(server.lines(visitor, job, 4))).toEqual([])
  await expect(allLines(server.lines(visitor, job, 5))).rejects.toThrow('400')
})

test('a reader that lost its stream goes on where it was, and another one hears all', async () => {
  const work = steered()
  const server = await served({ handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  work.emit(row(1))
  work.emit(row(2))
  const heard: Line[] = []
  for await (const line of server.lines(visitor, job)) {
    heard.push(line)
    if (heard.length === 2) break
  }
  work.emit(row(3))
  const [rest, all] = [allLines(server.lines(visitor, job, 2)), allLines(server.lines(await server.visit(), job))]
  work.emit(row(4))
  work.end()
  expect(valuesOf([...heard, ...(await rest)])).toEqual([1, 2, 3, 4])
  expect(valuesOf(await all)).toEqual([1, 2, 3, 4])
})

test('a failure is the last line, and tells no more than that of a call', async () => {
  const server = await served({
    handlers: {
      'wql.preview': () => Promise.reject(new DesignerError({ kind: 'consent', message: 'ask first' })),
      'instances.list': () => Promise.reject(new Error('hunter2')),
    },
  })
  const visitor = await server.visit()
  const refused = await server.start(visitor, 'wql.preview', input)
  expect(await allLines(server.lines(visitor, refused))).toEqual([
    { kind: 'failure', n: 1, failure: { kind: 'consent', message: 'ask first' } },
  ])
  const { place, limit } = input
  const broken = await server.start(visitor, 'instances.list', { place, className: 'A', limit })
  const [line] = await allLines(server.lines(visitor, broken))
  expect(line).toMatchObject({ kind: 'failure', failure: { kind: 'failed' } })
  expect(JSON.stringify(line)).not.toContain('hunter2')
})

test('a job is listed while it works, and cancelled by its name', async () => {
  const work = steered()
  const server = await served({ handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  const list = async () => JSON.parse((await server.call(visitor, 'job.list', {})).text).jobs
  expect(await list()).toEqual([{ job, operation: 'wql.preview', document: 'd1' }])
  const lines = allLines(server.lines(visitor, job))
  expect((await server.call(visitor, 'job.cancel', { job })).status).toBe(200)
  expect(await lines).toEqual([{ kind: 'failure', n: 1, failure: { kind: 'cancelled', message: 'it was cancelled' } }])
  expect(await list()).toEqual([])
  // Nothing happens to what is over, or was never there.
  expect((await server.call(visitor, 'job.cancel', { job })).status).toBe(200)
  expect((await server.call(visitor, 'job.cancel', { job: 'none' })).status).toBe(200)
})

test('a job that nobody reads is cancelled after a while, but not a run', async () => {
  const work = steered()
  let stopped: AbortSignal | undefined
  const server = await served({
    limits: { unreadTime: 50, alive: 20 },
    handlers: {
      ...work.handlers,
      'run.table': (_input, { signal }) => {
        stopped = signal
        return new Promise(() => undefined)
      },
    },
  })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await server.start(visitor, 'run.table', { table: 't', limit: 1 })
  await work.begun
  for await (const line of server.lines(visitor, job)) {
    // A reader is here, and gone with the first line.
    expect(line).toEqual({ kind: 'alive' })
    break
  }
  await expect.poll(() => work.signal()?.aborted).toBe(true)
  expect(stopped?.aborted).toBe(false)
})

test('a job that is read goes on', async () => {
  const work = steered()
  const server = await served({ limits: { unreadTime: 50, alive: 20 }, handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  let alive = 0
  for await (const line of server.lines(visitor, job)) {
    if (line.kind === 'alive') alive += 1
    if (alive === 10) work.end()
  }
  expect(alive).toBeGreaterThanOrEqual(10)
  expect(work.signal()?.aborted).toBe(false)
})

test('what a reader missed for too long is told as missing', async () => {
  const work = steered()
  const server = await served({ limits: { jobLines: 10 }, handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  for (let value = 1; value <= 30; value += 1) work.emit(row(value))
  const [gap, ...more] = await allLines(server.lines(visitor, job, 5))
  expect(gap).toMatchObject({ kind: 'failure', n: 6, failure: { kind: 'failed' } })
  expect(gap?.kind === 'failure' && gap.failure.message).toContain('15 messages')
  expect(more).toEqual([])
  work.end()
  expect(valuesOf(await allLines(server.lines(visitor, job, 21)))).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30])
})

test('lines fall off by their size too, and however many there were', async () => {
  const work = steered()
  const server = await served({ limits: { jobBytes: 100_000 }, handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  for (let value = 1; value <= 50_000; value += 1) work.emit(row(value))
  work.end()
  const lines = await allLines(server.lines(visitor, job, 49_000))
  expect(valuesOf(lines)).toHaveLength(1000)
  expect(lines.at(-1)).toEqual({ kind: 'end', n: 50_001, output: done })
  expect(await allLines(server.lines(visitor, job, 0))).toHaveLength(1)
})

test('a slow reader gets everything, at its pace', async () => {
  const server = await served({
    handlers: {
      'wql.preview': async (_input, { emit }) => {
        for (let value = 0; value < 400; value += 1)
          emit({ kind: 'rows', rows: [{ path: 'x'.repeat(50_000), values: [value] }] })
        return done
      },
    },
  })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  const values: unknown[] = []
  for await (const line of server.lines(visitor, job)) {
    values.push(...valuesOf([line]))
    if (values.length % 100 === 0) await new Promise(resolve => setTimeout(resolve, 20))
  }
  expect(values).toEqual(Array.from({ length: 400 }, (_, index) => index))
})

test('a wrong event is our fault, and fails the job without telling it', async () => {
  const server = await served({
    handlers: {
      'wql.preview': async (_input, { emit }) => {
        emit({ kind: 'rows', rows: 'hunter2' } as never)
        emit(row(1))
        return done
      },
    },
  })
  const visitor = await server.visit()
  const lines = await allLines(server.lines(visitor, await server.start(visitor, 'wql.preview', input)))
  expect(lines.at(-1)).toMatchObject({ kind: 'failure', failure: { kind: 'failed' } })
  expect(JSON.stringify(lines)).not.toContain('hunter2')
  expect(server.faults.join()).toContain('wql.preview: wrong event at rows')
})

test('streams need cookie and token, and the name of a job that is there', async () => {
  const work = steered()
  const server = await served({ handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  const get = async (path: string, headers: Record<string, string>) => (await server.ask({ path, headers })).status
  const { cookie, token } = visitor
  expect(await get(`/api/jobs/${job}`, { cookie })).toBe(403)
  expect(await get(`/api/jobs/${job}`, { [tokenHeader]: token })).toBe(401)
  const own = { cookie, [tokenHeader]: token }
  expect(await get(`/api/jobs/${job}x`, own)).toBe(404)
  expect(await get('/api/jobs/', own)).toBe(404)
  expect(await get('/api/jobs/__proto__', own)).toBe(404)
  for (const after of ['-1', '1e3', 'x', '', '99999999999999999', '1.5'])
    expect(await get(`/api/jobs/${job}?after=${after}`, own)).toBe(400)
})

test('only so many work at a time, and finished ones are forgotten', async () => {
  const handlers = { 'wql.preview': () => new Promise<never>(() => undefined), 'instances.list': () => done }
  const server = await served({ limits: { jobs: 3, finishedJobs: 2 }, handlers })
  const visitor = await server.visit()
  const { place, limit } = input
  const started: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const job = await server.start(visitor, 'instances.list', { place, className: 'A', limit })
    started.push(job)
    await allLines(server.lines(visitor, job))
  }
  await expect(allLines(server.lines(visitor, started[0] ?? ''))).rejects.toThrow('404')
  expect(await allLines(server.lines(visitor, started[2] ?? ''))).toHaveLength(1)
  for (let count = 0; count < 3; count += 1) await server.start(visitor, 'wql.preview', input)
  expect((await server.call(visitor, 'wql.preview', input)).status).toBe(429)
})

test('the end of the server ends jobs and streams', async () => {
  const work = steered()
  const server = await served({ handlers: work.handlers })
  const visitor = await server.visit()
  const job = await server.start(visitor, 'wql.preview', input)
  await work.begun
  const lines = allLines(server.lines(visitor, job)).catch(() => [])
  await server.server.close()
  await lines
  expect(work.signal()?.aborted).toBe(true)
})
