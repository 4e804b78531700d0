// Small HTTP servers and proxies for tests.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { vector } from '../vectors.js'

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface TestSite {
  /** Without a slash at the end. */
  readonly origin: string
  readonly port: number
  readonly asked: Asked[]
}

export type Answering = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void | Promise<void>

const open: (() => Promise<void>)[] = []

/** For afterEach: ends all sites. */
export async function closeSites(): Promise<void> {
  await Promise.all(open.splice(0).map(close => close()))
}

async function listen(server: Server, scheme: string, asked: Asked[]): Promise<TestSite> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).once('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  const { port } = server.address() as AddressInfo
  return { origin: `${scheme}://127.0.0.1:${port}`, port, asked }
}

function listener(asked: Asked[], answer: Answering) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
      asked.push(one)
      Promise.resolve(answer(one, response, request)).catch(error => response.destroy(error))
    })
    request.on('error', () => {})
  }
}

/** A server that answers `ok` unless told otherwise. */
export async function site(answer: Answering = (_, response) => void response.end('ok')): Promise<TestSite> {
  const asked: Asked[] = []
  return await listen(createServer(listener(asked, answer)), 'http', asked)
}

/** The same within TLS. @param certificate a name in test/vectors/tls */
export async function secureSite(
  answer: Answering = (_, response) => void response.end('ok'),
  options: ServerOptions = {},
  certificate = 'server',
): Promise<TestSite> {
  const asked: Asked[] = []
  const files = { cert: vector(`tls/${certificate}.pem`), key: vector(`tls/${certificate}.key`) }
  return await listen(createTlsServer({ ...files, ...options }, listener(asked, answer)), 'https', asked)
}

/** A proxy that passes on whatever it is asked for. @param credentials `user:password` that it wants */
export async function proxy(credentials?: string): Promise<TestSite> {
  const asked: Asked[] = []
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  const refuses = (headers: IncomingMessage['headers']) => wanted && headers['proxy-authorization'] !== wanted
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    asked.push({ method, url, headers, body: '' })
    if (refuses(headers)) return void response.writeHead(407).end()
    const target = new URL(url)
    const socket = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      socket.write(`${method} ${target.pathname}${target.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      request.pipe(socket, { end: false })
      socket.pipe(response.socket as Socket)
    })
    socket.on('error', () => response.destroy())
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push({ method: 'CONNECT', url: request.url ?? '', headers: request.headers, body: '' })
    socket.on('error', () => {})
    if (refuses(request.headers)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    target.on('error', () => socket.destroy())
  })
  return await listen(server, 'http', asked)
}
