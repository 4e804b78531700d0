import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { expect } from 'vitest'
import {
  type Exchange,
  HttpError,
  type HttpFailure,
  type HttpOptions,
  HttpPool,
  type HttpPoolParts,
} from '../../src/http/index.js'
import { TestServer, type TestServerOptions } from './server.js'

const closing: (() => Promise<void>)[] = []

/** For afterEach: ends what the test has begun. */
export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map(close => close()))
}

export async function serve(options: TestServerOptions = {}, port = 0): Promise<TestServer> {
  const server = await TestServer.start(options, port)
  closing.push(() => server.stop())
  return server
}

export function pooled(options: HttpOptions, parts?: HttpPoolParts): HttpPool {
  const pool = new HttpPool(options, parts)
  closing.push(() => pool.close())
  return pool
}

export function message(text: string, more: Partial<Exchange> = {}): Exchange {
  return { body: Buffer.from(`<m>${text}</m>`), timeout: 20_000, repeatable: true, ...more }
}

export async function ask(pool: HttpPool, text: string, more: Partial<Exchange> = {}): Promise<string> {
  return (await pool.exchange(message(text, more))).body.toString()
}

/** The failure of a promise, which must be an HttpError of this kind with a hint. */
export async function failureOf(promise: Promise<unknown>, failure?: HttpFailure): Promise<HttpError> {
  const error: unknown = await promise.then(
    value => expect.fail(`answered ${JSON.stringify(value)}`),
    reason => reason,
  )
  if (!(error instanceof HttpError)) throw error
  if (failure !== undefined) expect(error.failure, `${error.message}\n${error.stack}`).toBe(failure)
  expect(error.hint).not.toBe('')
  return error
}

/** A TCP server that does as it is told with every connection. */
export async function raw(onSocket: (socket: Socket, number: number) => void, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>()
  let count = 0
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {}).once('close', () => sockets.delete(socket))
    count += 1
    onSocket(socket, count)
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  closing.push(async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return (server.address() as AddressInfo).port
}

/** Passes bytes on to another port; `cut` tells after how many bytes of which direction of which connection the connection is destroyed. */
export async function relay(
  port: number,
  cut: (number: number) => { readonly up?: number; readonly down?: number; readonly reset?: boolean },
): Promise<number> {
  return await raw((socket, number) => {
    const limits = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY, reset: false, ...cut(number) }
    const target = connect(port, '127.0.0.1')
    target.on('error', () => socket.destroy()).on('close', () => socket.destroy())
    socket.on('close', () => target.destroy())
    let up = 0
    let down = 0
    const end = () => {
      target.destroy()
      if (limits.reset) socket.resetAndDestroy()
      else socket.destroySoon()
    }
    socket.on('data', chunk => {
      target.write(chunk.subarray(0, limits.up - up))
      up += chunk.length
      if (up >= limits.up) end()
    })
    target.on('data', chunk => {
      socket.write(chunk.subarray(0, limits.down - down))
      down += chunk.length
      if (down >= limits.down) end()
    })
  })
}
