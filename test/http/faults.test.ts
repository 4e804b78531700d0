import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { encryptedType, HttpError, type HttpFailure, negotiateProtocol } from '../../src/http/index.js'
import { ask, closeAll, failureOf, message, pooled, raw, relay, serve } from './fixture.js'
import { ann, type TestServerOptions } from './server.js'

afterEach(closeAll)

const at = (port: number) => new URL(`http://127.0.0.1:${port}/wsman`)

describe('a connection cut', () => {
  for (const direction of ['down', 'up'] as const)
    test(`after any byte that goes ${direction} fails, or the answer is whole`, async () => {
      const server = await serve()
      let whole = 0
      const cut: Record<string, number> = {}
      for (let bytes = 1; whole === 0; bytes += bytes < 20 ? 1 : 13) {
        const port = await relay(server.port, () => ({ [direction]: bytes, reset: bytes % 2 === 0 }))
        const pool = pooled({ url: at(port), credentials: ann })
        const result = await ask(pool, 'x', { timeout: 5000 }).catch(error => error)
        await pool.close()
        if (result === '<echo><m>x</m></echo>') {
          whole = bytes
          continue
        }
        if (!(result instanceof HttpError)) throw result
        cut[result.failure] = (cut[result.failure] ?? 0) + 1
        expect(['cut', 'protocol'], `${bytes}: ${result.message}`).toContain(result.failure)
        expect(result.hint).not.toBe('')
      }
      expect(whole).toBeGreaterThan(500)
      expect(cut.cut).toBeGreaterThan(30)
    })

  test('between two exchanges, after any of their bytes, never loses or doubles a message that must not be', async () => {
    const server = await serve()
    let bytes = 700
    for (let done = false; !done; bytes += 29) {
      const before = server.messages.length
      const port = await relay(server.port, number => (number === 1 ? { up: bytes } : {}))
      const pool = pooled({ url: at(port), credentials: ann })
      const results = []
      for (const text of ['a', 'b', 'c'])
        results.push(await ask(pool, text, { timeout: 5000, repeatable: false }).catch(error => error))
      await pool.close()
      const seen = server.messages.slice(before)
      expect(new Set(seen).size).toBe(seen.length)
      for (const [index, result] of results.entries()) {
        const text = `<m>${'abc'[index]}</m>`
        if (typeof result === 'string') expect(seen).toContain(text)
        else expect(result).toBeInstanceOf(HttpError)
      }
      done = results.every(result => typeof result === 'string')
    }
    expect(bytes).toBeGreaterThan(2000)
  })
})

/** Answers every request of a raw connection with a text. */
async function answering(text: string | ((socket: Socket) => unknown), keep = true): Promise<URL> {
  return at(
    await raw(socket =>
      socket.on('data', () => {
        if (typeof text !== 'string') text(socket)
        else if (keep) socket.write(text, 'latin1')
        else socket.end(text, 'latin1')
      }),
    ),
  )
}

describe('answers that are none', () => {
  const soap = 'Content-Type: application/soap+xml\r\n'
  for (const [name, text, failure, keep = true] of [
    ['not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol'],
    ['an alert of TLS', '\x15\x03\x01\x00\x02\x02\x28', 'protocol'],
    ['nothing', '', 'cut', false],
    ['half a status line', 'HTTP/1.1 40', 'cut', false],
    ['a length that is too long', `HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nabc`, 'cut', false],
    ['two lengths', 'HTTP/1.1 401 No\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'cut'],
    ['a truncated chunk', 'HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc', 'cut', false],
    ['a chunk that is none', 'HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'protocol'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n', 'cut'],
    ['a redirect', 'HTTP/1.1 302 Found\r\nLocation: https://u:p@other/?t=1\r\nContent-Length: 0\r\n\r\n', 'redirect'],
    ['404', 'HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n', 'status'],
    ['503 in HTML', 'HTTP/1.1 503 No\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>', 'status'],
    ['a page', `HTTP/1.1 200 OK\r\n${soap}Content-Length: 4\r\n\r\n<s/>`, 'security'],
    ['a 200 at once', `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`, 'security'],
    ['401 without an offer', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n', 'notOffered'],
    [
      'a token that is none',
      'HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate QUJD\r\nContent-Length: 0\r\n\r\n',
      'security',
    ],
    [
      'a refusal of SPNEGO',
      'HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate oQcwBaADCgEC\r\nContent-Length: 0\r\n\r\n',
      'logon',
    ],
  ] as readonly (readonly [string, string, HttpFailure, boolean?])[])
    test(name, async () => {
      const error = await failureOf(ask(pooled({ url: await answering(text, keep), credentials: ann }), 'x'), failure)
      // Nothing but a token went out.
      expect(error.sent).toBe(false)
      if (name === 'a redirect') expect(error.details.location).toBe('https://other/')
      if (name.startsWith('an alert')) expect(error.hint).toMatch(/https:/)
    })

  test('headers without end', async () => {
    const url = await answering(socket => {
      socket.removeAllListeners('data').resume()
      socket.write('HTTP/1.1 401 No\r\n')
      const timer = setInterval(() => socket.write(`X-${Math.random()}: ${'y'.repeat(30_000)}\r\n`), 1)
      socket.once('close', () => clearInterval(timer))
    })
    await failureOf(ask(pooled({ url, credentials: ann }), 'x'), 'protocol')
  })

  for (const head of ['Transfer-Encoding: chunked', 'Connection: close'])
    test(`a body without end: ${head}`, async () => {
      const url = await answering(socket => {
        socket.removeAllListeners('data').resume()
        socket.write(`HTTP/1.1 401 No\r\n${head}\r\n\r\n`)
        const chunk = `8000\r\n${'y'.repeat(0x8000)}\r\n`
        const timer = setInterval(() => socket.write(chunk), 1)
        socket.once('close', () => clearInterval(timer))
      })
      await failureOf(ask(pooled({ url, credentials: ann }), 'x'), 'protocol')
    })

  test('a byte now and then, and interim answers for ever', async () => {
    const slow = await answering(async socket => {
      socket.removeAllListeners('data').resume()
      for (const byte of `HTTP/1.1 401 No\r\nX: ${'y'.repeat(10_000)}`) {
        socket.write(byte)
        await sleep(2)
      }
    })
    await failureOf(ask(pooled({ url: slow, credentials: ann }), 'x', { timeout: 100 }), 'timeout')
    const interim = await answering(socket => {
      socket.removeAllListeners('data').resume()
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), 1)
      socket.once('close', () => clearInterval(timer))
    })
    await failureOf(ask(pooled({ url: interim, credentials: ann }), 'x', { timeout: 100 }), 'timeout')
  })

  test('a connection that is not kept during the logon', async () => {
    const server = await serve()
    const port = await raw(socket => {
      const target = connect(server.port, '127.0.0.1')
      target.on('error', () => {})
      socket.pipe(target)
      target.on('data', chunk =>
        socket.write(chunk.toString('latin1').replace(/connection: keep-alive/i, 'Connection: close'), 'latin1'),
      )
    })
    const error = await failureOf(ask(pooled({ url: at(port), credentials: ann }), 'x'), 'protocol')
    expect(error.hint).toMatch(/connection/)
  })
})

describe('an answer to a sealed message', () => {
  const cases: readonly (readonly [string, TestServerOptions, HttpFailure])[] = [
    ['with a bit changed in it', { tamper: sealed => flip(sealed, -30) }, 'security'],
    [
      'with a bit changed in its signature',
      { tamper: sealed => flip(sealed, sealed.indexOf('octet-stream\r\n') + 20) },
      'security',
    ],
    ['with another length', { tamper: sealed => replace(sealed, /Length=(\d)/, 'Length=9$1') }, 'protocol'],
    ['cut short', { tamper: sealed => sealed.subarray(0, -40) }, 'protocol'],
    ['of two parts', { tamper: sealed => Buffer.concat([sealed, sealed]) }, 'protocol'],
    ['in HTML, with 200', { answer: () => ({ type: 'text/html', body: '<html>' }) }, 'security'],
    ['in HTML, with 500', { answer: () => ({ type: 'text/html', body: '<html>', status: 500 }) }, 'status'],
    [
      'of HTML that holds a message',
      { answer: () => ({ type: 'text/html', body: '<s:Envelope xmlns:s="a">', status: 500 }) },
      'security',
    ],
    ['with nothing in it, with 200', { answer: () => ({ body: '' }) }, 'security'],
    ['with nothing in it, with 500', { answer: () => ({ body: '', status: 500 }) }, 'status'],
    ['with nothing in it, with 413', { answer: () => ({ body: '', status: 413 }) }, 'status'],
    [
      'that points elsewhere',
      { answer: () => ({ body: '', status: 307, headers: { location: '/other' } }) },
      'redirect',
    ],
    ['in clear, with 200', { intercept: clearly(200) }, 'security'],
    ['in clear, with 500', { intercept: clearly(500) }, 'security'],
    ['in clear, with 400', { intercept: clearly(400) }, 'security'],
  ]
  for (const [name, options, failure] of cases)
    test(`${name} is ${failure}`, async () => {
      const server = await serve(options)
      const pool = pooled(server.options())
      const error = await failureOf(ask(pool, 'x'), failure)
      expect(error.sent).toBe(true)
      expect(server.connections.length).toBe(1)
      expect(error.message).not.toContain('<')
    })

  test('that was given before is refused, and so is one out of turn', async () => {
    const seen: Buffer[] = []
    const server = await serve({
      tamper: (sealed, connection) => {
        seen.push(Buffer.from(sealed))
        return connection.messages === 2 ? (seen[0] ?? sealed) : sealed
      },
    })
    const pool = pooled(server.options())
    await ask(pool, 'x')
    await failureOf(ask(pool, 'x'), 'security')
    expect(server.connections.length).toBe(1)
    // The next call logs on anew.
    expect(await ask(pool, 'x')).toContain('x')
    expect(server.connections.length).toBe(2)
  })

  test('may be a fault', async () => {
    const server = await serve({ answer: () => ({ status: 500, body: '<fault/>' }) })
    const reply = await pooled(server.options()).exchange(message('x'))
    expect([reply.status, reply.contentType, reply.body.toString()]).toEqual([500, 'application/soap+xml', '<fault/>'])
  })

  test('larger than allowed is refused, one as large is not', async () => {
    const server = await serve({ answer: () => ({ body: 'y'.repeat(100_000) }) })
    expect((await pooled(server.options({ maxReply: 100_000 })).exchange(message('x'))).body.length).toBe(100_000)
    await failureOf(ask(pooled(server.options({ maxReply: 99_999 })), 'x'), 'protocol')
    await failureOf(ask(pooled(server.options({ maxReply: 9_999 })), 'x'), 'protocol')
  })

  test('may come in pieces of a byte', async () => {
    const text = `<m>${'y'.repeat(5000)}</m>`
    let sealed: Buffer = Buffer.alloc(0)
    const server = await serve({
      answer: () => ({ body: text }),
      tamper: whole => {
        sealed = whole
        return whole
      },
    })
    const port = await raw(socket => {
      const target = connect(server.port, '127.0.0.1')
      target.on('error', () => {}).on('close', () => socket.destroy())
      socket.on('close', () => target.destroy()).pipe(target)
      target.on('data', chunk => {
        if (sealed.length === 0) return socket.write(chunk)
        if (!chunk.includes(sealed.subarray(-30))) return undefined
        socket.write(
          `HTTP/1.1 200 OK\r\nContent-Type: ${encryptedType(negotiateProtocol)}\r\nTransfer-Encoding: chunked\r\n\r\n`,
        )
        for (const byte of sealed) socket.write(Buffer.from([0x31, 13, 10, byte, 13, 10]))
        return socket.write('0\r\n\r\n')
      })
    })
    expect(await ask(pooled({ url: at(port), credentials: ann }), 'x')).toBe(text)
  })

  test('has a time to come in, whatever comes of it', async () => {
    const server = await serve({
      intercept: (request, response) => {
        if (request.headers.authorization) return false
        response.writeHead(200, { 'content-type': 'multipart/encrypted;boundary=x' })
        const timer = setInterval(() => response.write('y'), 5)
        response.once('close', () => clearInterval(timer))
        return true
      },
    })
    await failureOf(ask(pooled(server.options()), 'x', { timeout: 150 }), 'timeout')
  })
})

describe('an answer in clear, within TLS', () => {
  for (const [name, options, failure] of [
    ['in HTML', { answer: () => ({ type: 'text/html', body: '<html>' }) }, 'protocol'],
    ['in HTML, with 500', { answer: () => ({ type: 'text/html', body: '<html>', status: 500 }) }, 'status'],
    ['with nothing in it', { answer: () => ({ body: '' }) }, 'protocol'],
    ['with a status alone', { answer: () => ({ body: '', status: 503 }) }, 'status'],
  ] as readonly (readonly [string, TestServerOptions, HttpFailure])[])
    test(`${name} is ${failure}`, async () => {
      const server = await serve({ certificate: 'server', ...options })
      const error = await failureOf(ask(pooled(server.options()), 'x'), failure)
      // What is within TLS need not be encrypted besides.
      expect(error.hint).not.toMatch(/encrypted/)
    })

  test('may be a fault, of any type of XML', async () => {
    const server = await serve({
      certificate: 'server',
      answer: () => ({ status: 400, body: '<f/>', type: 'Text/XML; charset=utf-8' }),
    })
    const reply = await pooled(server.options()).exchange(message('x'))
    expect([reply.status, reply.contentType, reply.body.toString()]).toEqual([400, 'text/xml', '<f/>'])
  })
})

describe('a server that offers less', () => {
  const sign = 0x10
  const seal = 0x20
  const extended = 0x80000
  const strong = 0x20000000
  const exchange = 0x40000000
  for (const kind of ['negotiate', 'ntlm'] as const) {
    for (const [name, flag] of Object.entries({ sign, seal, extended, strong, exchange }))
      test(`${kind}: without ${name}`, async () => {
        const server = await serve({ tamperToken: token => clearFlag(token, flag) })
        const error = await failureOf(ask(pooled(server.options({ credentials: { ...ann, kind } })), 'x'), 'security')
        expect(error.sent).toBe(false)
        expect(server.messages).toEqual([])
      })
    test(`${kind}: without the time that the MIC needs`, async () => {
      const server = await serve({ tamperToken: dropTimestamp })
      await failureOf(ask(pooled(server.options({ credentials: { ...ann, kind } })), 'x'), 'security')
      expect(server.messages).toEqual([])
    })
  }

  test('the proof of the mechanisms, or another one', async () => {
    for (const tamperToken of [
      (token: Buffer) => (token.includes('NTLMSSP') ? token : Buffer.from('oQcwBaADCgEA', 'base64')),
      (token: Buffer) => (token.includes('NTLMSSP') ? token : flip(token, -1)),
      (token: Buffer) => (token.includes('NTLMSSP') ? token : Buffer.alloc(0)),
    ]) {
      const server = await serve({ tamperToken })
      await failureOf(ask(pooled(server.options()), 'x'), 'security')
      expect(server.messages).toEqual([])
    }
  })
})

function flip(bytes: Buffer, index: number): Buffer {
  const changed = Buffer.from(bytes)
  const where = index < 0 ? changed.length + index : index
  changed[where] = (changed[where] ?? 0) ^ 1
  return changed
}

function replace(bytes: Buffer, pattern: RegExp, by: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(pattern, by), 'latin1')
}

/** Answers messages, not logons, with SOAP in clear. */
function clearly(status: number): NonNullable<TestServerOptions['intercept']> {
  return (request, response) => {
    if (request.headers.authorization) return false
    response.writeHead(status, { 'content-type': 'application/soap+xml' }).end('<s:Envelope xmlns:s="x"/>')
    return true
  }
}

/** The flags of a CHALLENGE stand at byte 20: [MS-NLMP] 2.2.1.2. */
function clearFlag(token: Buffer, flag: number): Buffer {
  const start = token.indexOf('NTLMSSP')
  if (start >= 0) token.writeUInt32LE((token.readUInt32LE(start + 20) & ~flag) >>> 0, start + 20)
  return token
}

/** Turns AV pair 7 of the CHALLENGE into one that nobody knows. */
function dropTimestamp(token: Buffer): Buffer {
  const start = token.indexOf('NTLMSSP')
  if (start < 0) return token
  for (
    let pair = start + token.readUInt32LE(start + 44);
    token.readUInt16LE(pair) !== 0;
    pair += 4 + token.readUInt16LE(pair + 2)
  )
    if (token.readUInt16LE(pair) === 7) token.writeUInt16LE(99, pair)
  return token
}
