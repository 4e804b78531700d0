// Callers that go away, or do not take what they have asked for.
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { WmiHost } from '../../src/host/host.js'
import { send } from '../../src/listen/http/answer.js'
import { wsmanCodes } from '../../src/wsman/faults/index.js'
import { actions } from '../../src/wsman/names.js'
import { readSequence, writeEnumerate, writePull } from '../../src/wsman/operations/index.js'
import { inTest } from '../host/test-host.js'
import { all, classUri, mof, selectors, serve, TestClient } from './listener.js'

const extra = 'class Test_Slow { [key] uint32 Id; };'

/** A host whose class Test_Slow waits until it is let go. */
function slowHost() {
  let go: (() => void) | undefined
  let left = false
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof + extra, source: 'test.mof', namespace: 'root' }],
    providers: [
      {
        classes: ['Test_Slow'],
        namespace: 'root\\test',
        provider: {
          async *enumerate({ signal }) {
            try {
              await new Promise<void>((resolve, reject) => {
                go = resolve
                signal.addEventListener('abort', () => reject(signal.reason))
              })
              yield { Id: 1 }
              yield { Id: 2 }
            } finally {
              left = true
            }
          },
        },
      },
    ],
  })
  return { host, go: () => go?.(), left: () => left }
}

const slow = writeEnumerate({
  optimize: true,
  maxElements: 100,
  filter: { dialect: 'wql', query: 'SELECT * FROM Test_Slow' },
})

test('rows that nobody heard of wait for the next pull, on another connection too', async () => {
  const { host, go } = slowHost()
  await using served = await serve({}, host)
  using client = new TestClient(served.listener)
  const begun = await client.ask(actions.enumerate, all, slow, { operationTimeout: 500 })
  const body = writePull({ context: readSequence(begun.body)?.context ?? '', maxElements: 100 })
  using leaving = new TestClient(served.listener)
  const insist = async () => {
    for (;;) {
      const { fault } = await leaving.ask(actions.pull, all, body)
      if (fault?.wsmanCode !== wsmanCodes.ERROR_WSMAN_PULL_IN_PROGRESS) return 'answered'
    }
  }
  const waiting = insist().catch(() => 'cut')
  // It waits when another pull is refused.
  await expect
    .poll(async () => (await client.ask(actions.pull, all, body, { operationTimeout: 500 })).fault?.wsmanCode, {
      timeout: 20_000,
    })
    .toBe(wsmanCodes.ERROR_WSMAN_PULL_IN_PROGRESS)
  leaving.raw.close()
  expect(await waiting).toBe('cut')
  // The listener has heard of it when a pull may wait again.
  const late = { operationTimeout: 500 }
  await expect
    .poll(async () => (await client.ask(actions.pull, all, body, late)).fault?.wsmanCode, { timeout: 20_000 })
    .toBe(wsmanCodes.ERROR_WSMAN_OPERATION_TIMEDOUT)
  go()
  expect(readSequence((await client.ask(actions.pull, all, body)).body)?.items).toHaveLength(2)
})

test('an operation whose caller has gone is given up', async () => {
  const { host, left, go } = slowHost()
  await using served = await serve({}, host)
  using leaving = new TestClient(served.listener)
  // Logged on first, so that the request is the only thing under way.
  await leaving.ask(actions.get, classUri('Test_Only'))
  const waiting = leaving
    .ask(actions.get, classUri('Test_Slow'), '', { selectors: selectors({ Id: '1' }) })
    .catch(() => 'cut')
  const enumerating = new TestClient(served.listener)
  await enumerating.ask(actions.get, classUri('Test_Only'))
  const other = enumerating.ask(actions.enumerate, all, slow).catch(() => 'cut')
  await expect.poll(() => served.log.length).toBe(2)
  leaving.raw.close()
  enumerating.raw.close()
  expect([await waiting, await other]).toEqual(['cut', 'cut'])
  await expect.poll(left).toBe(true)
  go()
  expect(served.log.filter(({ event }) => event === 'failed')).toEqual([])
})

test('who does not take an answer in time loses the connection', async () => {
  const done: unknown[] = []
  const server = createServer((_request, response) => {
    void send(response, { status: 200, body: Buffer.alloc(64 * 1024 * 1024) }, 200).then(() =>
      done.push(response.destroyed),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.pause()
  await expect.poll(() => done).toEqual([true])
  socket.destroy()
  server.close()
})
