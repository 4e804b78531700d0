import { getEventListeners } from 'node:events'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { closeAll, message, pooled, raw, serve } from './fixture.js'

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

/** Calls back so many turns of the promise queue after the client's own socket has told of an event for the first time. */
function behind(event: string, turns: number, serverPort: number, call: () => void): void {
  const emit = Socket.prototype.emit
  let told = false
  vi.spyOn(Socket.prototype, 'emit').mockImplementation(function (this: Socket, ...args: unknown[]) {
    if (args[0] === event && !told && this.remotePort === serverPort) {
      told = true
      let turn = Promise.resolve()
      for (let left = turns; left > 0; left -= 1) turn = turn.then(() => {})
      turn.then(call)
    }
    return Reflect.apply(emit, this, args)
  } as typeof emit)
}

describe('giving up in any moment of connecting leaves no connection behind', () => {
  for (const [certificate, event] of [
    [undefined, 'connect'],
    ['server', 'connect'],
    ['server', 'secureConnect'],
  ] as const)
    test(`${certificate ? 'https' : 'http'}, behind ${event}`, async () => {
      const server = await serve(certificate ? { certificate } : {})
      const pool = pooled(server.options())
      const reason = new Error('enough')
      let turns = 0
      for (; turns < 12; turns += 1) {
        const stop = new AbortController()
        behind(event, turns, server.port, () => stop.abort(reason))
        expect(await pool.exchange(message('x', { signal: stop.signal })).catch(error => error)).toBe(reason)
        vi.restoreAllMocks()
        for (let waits = 0; server.open > 0 && waits < 500; waits += 1) await sleep(1)
        expect([turns, server.open]).toEqual([turns, 0])
      }
    })

  test('a proxy that says nothing', async () => {
    const sockets = new Set<Socket>()
    const port = await raw(socket => {
      sockets.add(socket.resume())
      socket.once('close', () => sockets.delete(socket))
    })
    const url = new URL('http://127.0.0.1:1/wsman')
    const credentials = { kind: 'ntlm', username: 'ann', password: 'x' } as const
    const pool = pooled({ url, credentials, proxy: `http://127.0.0.1:${port}` })
    for (let turns = 0; turns < 12; turns += 1) {
      const stop = new AbortController()
      behind('connect', turns, port, () => stop.abort('enough'))
      expect(await pool.exchange(message('x', { signal: stop.signal })).catch(error => error)).toBe('enough')
      vi.restoreAllMocks()
      for (let waits = 0; sockets.size > 0 && waits < 500; waits += 1) await sleep(1)
      expect([turns, sockets.size]).toEqual([turns, 0])
    }
  })
})

test('many exchanges may share a signal: it is listened to once, and ends them all', async () => {
  const server = await serve()
  const pool = pooled(server.options())
  const stop = new AbortController()
  const call = () => pool.exchange(message('x', { signal: stop.signal }))
  await Promise.all(Array.from({ length: 30 }, call))
  expect(getEventListeners(stop.signal, 'abort').length).toBe(1)
  const ended = Promise.all(Array.from({ length: 30 }, () => call().catch(error => error)))
  expect(getEventListeners(stop.signal, 'abort').length).toBe(1)
  stop.abort('enough')
  expect(new Set(await ended)).toEqual(new Set(['enough']))
})
