import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { ask, closeAll, failureOf, pooled, raw, serve } from './fixture.js'

const closing: (() => void)[] = []
afterEach(async () => {
  await closeAll()
  for (const close of closing.splice(0)) close()
})

async function proxy(onConnect: (request: IncomingMessage, socket: Socket) => void): Promise<number> {
  const server = createServer((_request, response) => response.writeHead(400).end())
  const sockets = new Set<Socket>()
  server.on('connect', (request, socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnect(request, socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Lets through what it is asked for. */
function pass(request: IncomingMessage, socket: Socket): void {
  const { hostname, port } = new URL(`http://${request.url}`)
  const target = connect(Number(port), hostname.replace(/^\[|\]$/g, ''), () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(target).pipe(socket)
  })
  target.on('error', () => socket.destroy()).on('close', () => socket.destroy())
  socket.on('close', () => target.destroy())
}

describe('a proxy', () => {
  for (const certificate of [undefined, 'server'])
    test(`tunnels ${certificate ? 'https' : 'http'}, once for each session`, async () => {
      const server = await serve(certificate ? { certificate, requireChannelBindings: true } : {})
      const asked: string[] = []
      const port = await proxy((request, socket) => {
        asked.push(`${request.url} ${request.headers['proxy-authorization']}`)
        pass(request, socket)
      })
      const pool = pooled(server.options({ proxy: `http://us%40er:p%3Aw@127.0.0.1:${port}` }))
      expect(await ask(pool, 'x')).toContain('x')
      expect(await ask(pool, 'y')).toContain('y')
      expect(asked).toEqual([`127.0.0.1:${server.port} Basic ${Buffer.from('us@er:p:w').toString('base64')}`])
    })

  for (const [status, hint] of [
    [407, /user and password/],
    [403, /allow CONNECT/],
    [502, /reach the server/],
  ] as const)
    test(`that answers ${status} is told apart from the server`, async () => {
      const port = await proxy((_request, socket) =>
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 3\r\n\r\nno\n`),
      )
      const server = await serve()
      const pool = pooled(server.options({ proxy: `http://user:S3cret@127.0.0.1:${port}` }))
      const error = await failureOf(ask(pool, 'x'), 'proxy')
      expect(error.status).toBe(status)
      expect(error.hint).toMatch(hint)
      expect(error.sent).toBe(false)
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('S3cret')
    })

  test('that is none, cuts, says nothing or too much', async () => {
    const server = await serve()
    const port = await raw((socket, number) => {
      if (number === 1) socket.write('220 smtp ready\r\n')
      if (number === 2) socket.once('data', () => socket.destroy())
      if (number === 3) socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'))
      if (number === 4) socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(100_000)}`))
    })
    for (const failure of ['proxy', 'proxy', 'proxy', 'proxy', 'timeout'] as const)
      await failureOf(
        ask(pooled(server.options({ proxy: `http://127.0.0.1:${port}`, connectTimeout: 300 })), 'x'),
        failure,
      )
    expect(server.connections).toEqual([])
  })

  test('that cannot be reached', async () => {
    const server = await serve()
    await failureOf(ask(pooled(server.options({ proxy: 'http://127.0.0.1:1' })), 'x'), 'proxy')
    await failureOf(ask(pooled(server.options({ proxy: 'http://proxy.invalid:3128' })), 'x'), 'proxy')
  })
})

test('addresses of IPv6', async context => {
  const server = await serve({ host: '::1' }).catch(() => context.skip('no IPv6 here'))
  const pool = pooled(server.options())
  expect(pool.url.hostname).toBe('[::1]')
  expect(await ask(pool, 'x')).toContain('x')
  const port = await proxy(pass)
  expect(await ask(pooled(server.options({ proxy: `http://127.0.0.1:${port}` })), 'x')).toContain('x')
  const secure = await serve({ host: '::1', certificate: 'server', requireChannelBindings: true })
  expect(await ask(pooled(secure.options()), 'x')).toContain('x')
})

test('a name that has no address, and a port that is closed', async () => {
  const server = await serve()
  const credentials = server.options().credentials
  const url = (text: string) => ({ url: new URL(text), credentials })
  const unresolved = await failureOf(ask(pooled(url('http://no-such-server.invalid:5985/wsman')), 'x'), 'resolve')
  expect(unresolved.message).toContain('no-such-server.invalid')
  const closed = await failureOf(ask(pooled(url('http://127.0.0.1:1/wsman')), 'x'), 'unreachable')
  expect(closed.hint).toMatch(/winrm quickconfig/)
  expect([unresolved.sent, closed.sent]).toEqual([false, false])
})
