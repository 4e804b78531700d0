import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { soapType } from '../../src/http/index.js'
import { formatLogEntry, serveWsman, singleUser } from '../../src/listen/index.js'
import { wsmanCodes } from '../../src/wsman/faults/index.js'
import { writeIdentify, writeRequest } from '../../src/wsman/message/write.js'
import { actions } from '../../src/wsman/names.js'
import { classUri, header, type Served, serve, TestClient } from './listener.js'
import { RawClient } from './raw-client.js'

/** A socket to the listener; what came until it was closed. */
function dial(served: Served): { socket: Socket; closed: Promise<string> } {
  const socket = connect(served.listener.port, served.listener.host)
  const closed = new Promise<string>(resolve => {
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(text))
  })
  return { socket, closed }
}

/** The listener still serves. */
async function alive(served: Served): Promise<void> {
  using client = new TestClient(served.listener)
  expect((await client.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
}

test('who sends a request bit by bit is cut off', async () => {
  await using served = await serve({ limits: { requestTimeout: 300 } })
  for (const begun of ['POST /ws', 'POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc']) {
    const { socket, closed } = dial(served)
    socket.write(begun)
    const trickle = setInterval(() => socket.write('x'), 100)
    await closed
    clearInterval(trickle)
  }
  await alive(served)
})

test('who says nothing, or never logs on, is cut off', async () => {
  await using served = await serve({ limits: { logonTimeout: 300 } })
  expect(await dial(served).closed).toBe('')
  const { socket, closed } = dial(served)
  const ask = () => socket.write('POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')
  ask()
  const again = setInterval(ask, 100)
  expect(await closed).toContain('401')
  clearInterval(again)
  await alive(served)
})

test('a session that asks nothing is closed after a while', async () => {
  await using served = await serve({ limits: { idleTimeout: 200 } })
  using client = new RawClient(served.listener.url)
  await client.logOn()
  await client.sealed(writeIdentify())
  const { socket, closed } = dial(served)
  socket.write('POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')
  expect(await closed).toContain('401')
})

test('connections, header lines, header bytes and bodies are bounded', async () => {
  await using served = await serve({
    limits: { maxConnections: 3, maxHeaders: 20, maxHeaderSize: 4096, maxEnvelopeSize: 20_000 },
  })
  using client = new RawClient(served.listener.url)
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`X-${i}`, 'x']))
  expect((await client.send(many)).status).toBe(431)
  expect((await client.send({ 'X-Long': 'x'.repeat(6000) })).status).toBe(431)
  await client.logOn()
  expect((await client.sealed(Buffer.alloc(30_000, 0x20))).status).toBe(413)
  client.close()
})

test('who opens connections and says nothing keeps nobody out, and ends no connection that has logged on', async () => {
  await using served = await serve({ limits: { maxConnections: 3 } })
  using early = new TestClient(served.listener)
  expect((await early.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
  const idle = Array.from({ length: 6 }, () => dial(served))
  await Promise.all(idle.slice(0, 4).map(({ closed }) => closed))
  await alive(served)
  expect((await early.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
  for (const { socket } of idle) socket.destroy()
})

test('one connection more than there may be is closed when all others have logged on', async () => {
  await using served = await serve({ limits: { maxConnections: 3 } })
  const clients = Array.from({ length: 3 }, () => new TestClient(served.listener))
  for (const client of clients) expect((await client.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
  expect(await dial(served).closed).toBe('')
  for (const client of clients) expect((await client.ask(actions.get, classUri('Test_Only'))).status).toBe(200)
  for (const client of clients) client[Symbol.dispose]()
  await expect
    .poll(() =>
      alive(served).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
})

test('a body without a length is bounded, too', async () => {
  await using served = await serve({ limits: { maxEnvelopeSize: 20_000 } })
  using client = new RawClient(served.listener.url)
  await client.logOn()
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const sent = client.begin({
      'Content-Type': 'multipart/encrypted;protocol="x";boundary="y"',
      'Transfer-Encoding': 'chunked',
    })
    sent.once('error', reject)
    sent.once('response', response => resolve(response.statusCode))
    for (let i = 0; i < 10; i += 1) sent.write(Buffer.alloc(10_000))
  })
  expect(answer).toBe(413)
})

test('deep XML, many headers and other types are refused', async () => {
  await using served = await serve()
  using client = new TestClient(served.listener)
  const request = (body: string, headers = '') =>
    Buffer.from(
      writeRequest(header(actions.get, classUri('Test_Only')), body)
        .toString()
        .replace('</s:Header>', `${headers}</s:Header>`),
    )
  const deep = await client.send(request('<a>'.repeat(200) + '</a>'.repeat(200)))
  expect(deep.fault?.code).toBe(wsmanCodes.ERROR_WSMAN_INVALID_XML)
  const wide = await client.send(request('', '<x/>'.repeat(200)))
  expect(wide.status).toBe(500)
  expect(wide.fault).toBeDefined()
  expect((await client.send(Buffer.from('no XML'))).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_INVALID_XML)
  expect((await client.send(Buffer.alloc(0))).fault?.code).toBe(wsmanCodes.ERROR_WSMAN_INVALID_XML)
})

test('operations of all users are bounded', async () => {
  await using served = await serve({ limits: { maxOperations: 0 } })
  using client = new TestClient(served.listener)
  const { fault } = await client.ask(actions.get, classUri('Test_Only'))
  expect(fault?.code).toBe(wsmanCodes.ERROR_WSMAN_QUOTA_SYSTEM)
})

test('connections that end at any stage leave the listener as it was', async () => {
  await using served = await serve()
  const request = `POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Type: ${soapType}\r\nAuthorization: Negotiate TlRMTVNTUAABAAAANYKI4gAAAAAoAAAAAAAAACgAAAAKAGFKAAAADw==\r\nContent-Length: 5\r\n\r\nhello`
  for (let length = 0; length <= request.length; length += 7) {
    const { socket, closed } = dial(served)
    socket.end(request.slice(0, length))
    if (length % 2) socket.destroy()
    await closed
  }
  await alive(served)
  expect(served.log.filter(({ event }) => event === 'failed')).toEqual([])
})

test('requests that are sent before the answer to the one before are taken in turn, not without end', async () => {
  await using served = await serve()
  const { socket, closed } = dial(served)
  socket.write('POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'.repeat(3))
  await expect.poll(() => socket.bytesRead).toBeGreaterThan(300)
  socket.write('POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'.repeat(500))
  expect((await closed).match(/401 Unauthorized/g)?.length).toBeLessThan(503)
  await alive(served)
})

test('what is sent behind a request that ends the connection is not looked at', async () => {
  await using served = await serve()
  const { socket, closed } = dial(served)
  const head = 'POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n'
  socket.write(`${head}Authorization: Bearer x\r\n\r\n${head}\r\n${head}\r\n`)
  const text = await closed
  expect(text.match(/HTTP\/1\.1 401/g)).toHaveLength(1)
  expect(text).toContain('Connection: close')
})

test('addresses and ports that cannot be are told', async () => {
  await using served = await serve()
  const options = { open: () => served.host.connect(), accounts: singleUser('a', 'b') }
  await expect(serveWsman({ ...options, port: served.listener.port })).rejects.toThrow('EADDRINUSE')
  await expect(serveWsman({ ...options, port: 0, host: '203.0.113.1' })).rejects.toThrow(ArgumentError)
})

test('a log line has no control characters of others', () => {
  const entry = {
    at: 0,
    event: 'logonFailed',
    address: '127.0.0.1',
    user: 'a\u001b[31m\nb\u202ec',
    text: 'x\r\ny',
  } as const
  expect(formatLogEntry(entry)).toBe('1970-01-01T00:00:00.000Z 127.0.0.1 user a\\x1b[31m\\x0ab\\u202ec: x\\x0d\\x0ay')
})
