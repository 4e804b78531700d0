import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { ask, closeAll, failureOf, message, pooled, raw, serve } from './fixture.js'
import { ann, type TestServerOptions } from './server.js'

afterEach(closeAll)

/** Answers when it is told to, so that calls overlap as the test wants. */
class Gate {
  readonly #waiting: (() => void)[] = []
  #opened = false
  get waiting(): number {
    return this.#waiting.length
  }
  async pass(): Promise<void> {
    if (!this.#opened) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }
  open(): void {
    this.#opened = true
    for (const go of this.#waiting.splice(0)) go()
  }
  /** When so many wait. */
  async holds(count: number): Promise<void> {
    while (this.#waiting.length < count) await sleep(1)
  }
}

async function gated(more: TestServerOptions = {}) {
  const gate = new Gate()
  const server = await serve({
    answer: async body => {
      if (body.includes('wait')) await gate.pass()
      return {}
    },
    ...more,
  })
  return { gate, server }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1)
}

describe('sessions', () => {
  test('one is enough for calls one after the other', async () => {
    const server = await serve()
    const pool = pooled(server.options())
    for (let at = 0; at < 20; at += 1) expect(await ask(pool, `${at}`)).toBe(`<echo><m>${at}</m></echo>`)
    expect(server.connections.length).toBe(1)
  })

  test('are opened up to the limit when calls overlap', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 3 }))
    const calls = Array.from({ length: 12 }, (_, at) => ask(pool, `wait ${at}`))
    await gate.holds(3)
    expect(server.connections.length).toBe(3)
    gate.open()
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 12 }, (_, at) => `<echo><m>wait ${at}</m></echo>`))
    expect(server.connections.length).toBe(3)
    expect(server.logons).toBe(3)
  })

  test('serve who waits in turn', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 1 }))
    const calls = ['wait', 'b', 'c', 'd'].map(text => ask(pool, text))
    await gate.holds(1)
    gate.open()
    await Promise.all(calls)
    expect(server.messages).toEqual(['wait', 'b', 'c', 'd'].map(text => `<m>${text}</m>`))
  })

  test('are not opened for the patient', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options())
    const first = ask(pool, 'wait', { patient: true })
    await gate.holds(1)
    const second = ask(pool, 'patient', { patient: true })
    expect(await ask(pool, 'impatient')).toContain('impatient')
    expect(await second).toContain('>patient')
    expect(server.connections.length).toBe(2)
    gate.open()
    await first
    const third = await serve()
    const one = pooled(third.options())
    await Promise.all([1, 2, 3, 4].map(at => ask(one, `${at}`, { patient: true })))
    expect(third.connections.length).toBe(1)
  })

  test('are opened for the patient, too, when what is under way does not end', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options())
    await ask(pool, 'x')
    const first = ask(pool, 'wait', { patient: true })
    await gate.holds(1)
    expect(await ask(pool, 'patient', { patient: true })).toContain('>patient')
    gate.open()
    await first
    expect(server.connections.length).toBe(2)
  })

  test('that are idle are closed after a while', async () => {
    const server = await serve()
    const pool = pooled(server.options({ idleTimeout: 20 }))
    await ask(pool, 'x')
    await until(() => server.open === 0)
    expect(await ask(pool, 'y')).toContain('y')
    expect(server.connections.length).toBe(2)
  })

  test('may be idle for longer than a timer can wait', async () => {
    const server = await serve()
    const pool = pooled(server.options({ idleTimeout: 10_000_000_000 }))
    await ask(pool, 'x')
    await sleep(30)
    await ask(pool, 'y')
    expect(server.connections.length).toBe(1)
  })

  test('are opened again after an answer that was changed on its way, which no other call fails with', async () => {
    // The second answer of the first session.
    const tamper: TestServerOptions['tamper'] = (sealed, { id, messages }) => {
      if (id === 1 && messages === 2) sealed.subarray(-40, -30).fill(0)
      return sealed
    }
    for (const maxConnections of [1, 2]) {
      const { gate, server } = await gated({ tamper })
      const pool = pooled(server.options({ maxConnections }))
      await ask(pool, 'x')
      const changed = failureOf(ask(pool, 'wait'), 'security')
      const others = [1, 2, 3, 4].map(at => ask(pool, `wait ${at}`))
      await gate.holds(maxConnections)
      gate.open()
      await changed
      expect((await Promise.all(others)).length).toBe(4)
    }
  })

  test('that cannot be had in addition are done without', async () => {
    const { gate, server } = await gated()
    const { port } = server.url
    let connections = 0
    const entrance = await raw(async socket => {
      connections += 1
      if (connections > 1) return socket.destroy()
      const { connect } = await import('node:net')
      socket
        .pipe(connect(Number(port), '127.0.0.1'))
        .on('error', () => {})
        .pipe(socket)
    })
    const pool = pooled(server.options({ url: new URL(`http://127.0.0.1:${entrance}/wsman`) }))
    const first = ask(pool, 'wait')
    await gate.holds(1)
    const others = [1, 2, 3].map(at => ask(pool, `${at}`))
    await until(() => connections === 4)
    await sleep(20)
    gate.open()
    expect((await Promise.all([first, ...others])).length).toBe(4)
    await Promise.all([4, 5, 6].map(at => ask(pool, `${at}`)))
    expect(connections).toBe(4)
  })
})

describe('lanes', () => {
  test('have a session of their own, which the pool does not wait for', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 1 }))
    const lane = pool.lane()
    const long = ask(pool, 'wait', { lane })
    await gate.holds(1)
    expect(await ask(pool, 'x')).toContain('x')
    expect(server.connections.length).toBe(2)
    const behind = ask(pool, 'behind', { lane })
    gate.open()
    await Promise.all([long, behind])
    expect(server.connections.length).toBe(2)
    await lane.close()
    await until(() => server.open === 1)
    await failureOf(ask(pool, 'x', { lane }), 'cut')
    expect(await ask(pool, 'y')).toContain('y')
  })

  test('that are closed end what runs on them', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options())
    const lane = pool.lane()
    const long = failureOf(ask(pool, 'wait', { lane }), 'cut')
    await gate.holds(1)
    await lane.close()
    await long
    await lane.close()
  })
})

describe('a session that the server has dropped', () => {
  test('while it was idle is replaced without the caller noticing', async () => {
    const server = await serve()
    const pool = pooled(server.options())
    for (const repeatable of [true, false]) {
      await ask(pool, 'x')
      server.drop()
      await until(() => server.open === 0)
      await sleep(5)
      expect(await ask(pool, 'y', { repeatable })).toContain('y')
    }
  })

  test('by a restart is replaced, all of them', async () => {
    const first = await serve()
    const pool = pooled(first.options())
    await Promise.all([1, 2, 3, 4].map(at => ask(pool, `${at}`)))
    await first.stop()
    const second = await serve({}, first.port)
    expect(await ask(pool, 'x')).toContain('x')
    expect(second.logons).toBe(1)
  })

  for (const certificate of [undefined, 'server'])
    for (const repeatable of [true, false])
      test(`in the moment of a message: ${repeatable ? '' : 'not '}sent again (${certificate ?? 'http'})`, async () => {
        const server = await serve({
          ...(certificate ? { certificate } : {}),
          intercept: (request, _response, connection) => {
            if (connection.messages === 0 || connection.id > 1) return false
            request.socket.destroy()
            return true
          },
        })
        const pool = pooled(server.options())
        await ask(pool, 'x')
        if (repeatable) {
          expect(await ask(pool, 'y', { repeatable })).toContain('y')
          expect(server.connections.length).toBe(2)
        } else {
          expect((await failureOf(ask(pool, 'y', { repeatable }), 'cut')).sent).toBe(true)
          expect(server.connections.length).toBe(1)
        }
        expect(await ask(pool, 'z')).toContain('z')
      })

  test('and that cannot be had again is told, with what may have been done', async () => {
    const server = await serve({
      intercept: (request, _response, connection) => {
        if (connection.messages === 0) return false
        request.socket.destroy()
        server.stop()
        return true
      },
    })
    const pool = pooled(server.options())
    await ask(pool, 'x')
    expect((await failureOf(ask(pool, 'y'), 'unreachable')).sent).toBe(true)
    const later = await failureOf(ask(pool, 'z'), 'unreachable')
    expect([later.sent, later.details.code]).toEqual([false, 'ECONNREFUSED'])
  })

  test('again at the second attempt is told', async () => {
    let dropped = 0
    const server = await serve({
      intercept: (request, _response, _connection, body) => {
        if (body.length === 0 || server.messages.length === 0) return false
        dropped += 1
        request.socket.destroy()
        return true
      },
    })
    const pool = pooled(server.options())
    await ask(pool, 'x')
    await failureOf(ask(pool, 'y'), 'cut')
    expect(dropped).toBe(2)
  })

  test('at its first message is no reason to try again', async () => {
    let dropped = 0
    const server = await serve({
      intercept: (request, _response, _connection, body) => {
        if (body.length === 0) return false
        dropped += 1
        request.socket.destroy()
        return true
      },
    })
    await failureOf(ask(pooled(server.options()), 'x'), 'cut')
    expect(dropped).toBe(1)
  })

  test('within an answer is no reason to try again', async () => {
    const server = await serve({
      intercept: (request, _response, connection) => {
        if (connection.messages === 0) return false
        request.socket.end('HTTP/1.1 200 OK\r\nContent-')
        return true
      },
    })
    const pool = pooled(server.options())
    await ask(pool, 'x')
    await failureOf(ask(pool, 'y'), 'cut')
    expect(server.connections.length).toBe(1)
  })
})

describe('401 in mid-session', () => {
  const forgetful = (times: number, certificate?: string) => {
    let left = times
    return serve({
      ...(certificate ? { certificate } : {}),
      intercept: (_request, response, connection, body) => {
        if (body.length === 0 || server.messages.length === 0 || left === 0) return false
        left -= 1
        connection.acceptor = undefined
        response.writeHead(401, { 'www-authenticate': 'Negotiate', connection: 'close' }).end()
        return true
      },
    }).then(started => {
      server = started
      return started
    })
  }
  let server: Awaited<ReturnType<typeof serve>>

  test('is answered by one new logon', async () => {
    await forgetful(1)
    const pool = pooled(server.options())
    await ask(pool, 'x')
    expect(await ask(pool, 'y')).toContain('y')
    expect(server.logons).toBe(2)
    await forgetful(2)
    const other = pooled(server.options())
    await ask(other, 'x')
    const refused = await failureOf(ask(other, 'y'), 'logon')
    expect(server.logons).toBe(2)
    // The password was right.
    expect(refused.message).toMatch(/took the logon of SRV1\\ann/)
    expect(refused.hint).toMatch(/Remote Management Users.*proxy/)
  })

  test('repeats what is not repeatable only where nobody but the server can have said so', async () => {
    await forgetful(1)
    const clear = pooled(server.options())
    await ask(clear, 'x')
    const refused = failureOf(ask(clear, 'y', { repeatable: false }), 'logon')
    expect((await refused).status).toBe(401)
    expect((await refused).sent).toBe(true)
    expect(await ask(clear, 'z')).toContain('z')
    await forgetful(1, 'server')
    const secure = pooled(server.options())
    await ask(secure, 'x')
    expect(await ask(secure, 'y', { repeatable: false })).toContain('y')
  })
})

describe('giving up', () => {
  test('ends the session that carried the call, and no other', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 2 }))
    const stop = new AbortController()
    const aborted = pool.exchange(message('wait', { signal: stop.signal })).catch(error => error)
    await gate.holds(1)
    const other = ask(pool, 'wait too')
    await gate.holds(2)
    const reason = new Error('enough')
    stop.abort(reason)
    expect(await aborted).toBe(reason)
    await until(() => server.open === 1)
    gate.open()
    expect(await other).toContain('wait too')
    expect(await ask(pool, 'x')).toContain('x')
  })

  test('ends waiting for a session, and a connection nobody else waits for', async () => {
    let sockets = 0
    const port = await raw(socket => {
      sockets += 1
      socket.resume().once('close', () => {
        sockets -= 1
      })
    })
    const pool = pooled({ url: new URL(`http://127.0.0.1:${port}/wsman`), credentials: ann })
    const stop = new AbortController()
    const calls = [1, 2, 3].map(at => pool.exchange(message(`${at}`, { signal: stop.signal })).catch(error => error))
    await until(() => sockets === 1)
    stop.abort('gone')
    expect(await Promise.all(calls)).toEqual(['gone', 'gone', 'gone'])
    await until(() => sockets === 0)
    expect(await pool.exchange(message('x', { signal: stop.signal })).catch(error => error)).toBe('gone')
    expect(sockets).toBe(0)
  })

  test('after the time given, whatever is waited for', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 1 }))
    await ask(pool, 'x')
    const reply = failureOf(ask(pool, 'wait', { timeout: 150 }), 'timeout')
    await gate.holds(1)
    const session = await failureOf(ask(pool, 'y', { timeout: 20 }), 'timeout')
    expect([session.details.waiting, session.sent]).toEqual(['session', false])
    expect((await reply).details.waiting).toBe('reply')
    expect((await reply).sent).toBe(true)
    expect(await ask(pool, 'z')).toContain('z')

    const silent = await raw(() => {})
    const url = new URL(`http://127.0.0.1:${silent}/wsman`)
    const logon = await failureOf(ask(pooled({ url, credentials: ann }), 'x', { timeout: 50 }), 'timeout')
    expect([logon.details.waiting, logon.sent]).toEqual(['logon', false])
    const secure = new URL(`https://127.0.0.1:${silent}/wsman`)
    const connect = await failureOf(ask(pooled({ url: secure, credentials: ann }), 'x', { timeout: 50 }), 'timeout')
    expect(connect.details.waiting).toBe('connect')
    const patient = pooled({ url, credentials: ann, connectTimeout: 40 })
    expect((await failureOf(ask(patient, 'x', { timeout: 0 }), 'timeout')).details.waiting).toBe('logon')
  })
})

describe('close', () => {
  test('ends all sessions; what runs, waits and comes fails', async () => {
    const { gate, server } = await gated()
    const pool = pooled(server.options({ maxConnections: 1 }))
    const runs = failureOf(ask(pool, 'wait'), 'cut')
    await gate.holds(1)
    const waits = failureOf(ask(pool, 'x'), 'cut')
    await pool.close()
    expect((await runs).message).toMatch(/closed here/)
    await waits
    await failureOf(ask(pool, 'y'), 'cut')
    await until(() => server.open === 0)
    await pool.close()
  })

  test('ends a logon under way', async () => {
    const port = await raw(() => {})
    const pool = pooled({ url: new URL(`http://127.0.0.1:${port}/wsman`), credentials: ann })
    const call = failureOf(ask(pool, 'x'), 'cut')
    await sleep(20)
    await pool.close()
    await call
  })
})
