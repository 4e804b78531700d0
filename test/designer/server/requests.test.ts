import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { tokenHeader } from '../../../src/designer/api/index.js'
import { type Served, served, type Visitor } from './served.js'

const greeting = '{"language":"en"}'

function post(
  server: Served,
  { cookie, token }: Visitor,
  more: { body?: string | Buffer; headers?: object; path?: string },
) {
  const { body = greeting, headers = {}, path = '/api/session.hello' } = more
  return server.ask({
    method: 'POST',
    path,
    headers: { ...server.own({ cookie, [tokenHeader]: token }), ...headers },
    body,
  })
}

test.each([
  '/secret.txt',
  '/../secret.txt',
  '/assets/../secret.txt',
  '/assets/..%2fsecret.txt',
  '/assets/%2e%2e/secret.txt',
  '/assets/%2e%2e%2fsecret.txt',
  '/assets/%252e%252e%252fsecret.txt',
  '/assets/..%5csecret.txt',
  '/assets/..\\secret.txt',
  '/assets/..%c0%afsecret.txt',
  '/assets/....//secret.txt',
  '/assets//index-AbCd_123.js',
  '/./assets/index-AbCd_123.js',
  '/assets/index-AbCd_123.js/',
  '/assets/index-AbCd_123.js%00.html',
  '/ASSETS/index-AbCd_123.js',
  '//assets/index-AbCd_123.js',
  '/index.html',
  '/assets',
  '/assets/',
  '/..',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/../../../../../../etc/passwd',
  '/file:///etc/passwd',
  '/C:/Windows/win.ini',
  '/__proto__',
  '/constructor',
  '/toString',
  '/api',
  '/session/',
  '/Session',
])('no way of writing a name leads out of the page: %s', async path => {
  const server = await served()
  const { cookie } = await server.visit()
  const answer = await server.ask({ path, headers: { cookie } })
  expect(answer.status).toBe(404)
  expect(answer.text).not.toContain('not of the page')
  expect(answer.text).not.toContain('root:')
})

test.each([
  '/api/',
  '/api/none',
  '/api/__proto__',
  '/api/constructor',
  '/api/hasOwnProperty',
  '/api/session.hello/',
  '/api/../api/session.hello',
  '/api/session%2ehello',
  '/api//session.hello',
  '/api/SESSION.HELLO',
])('there is no operation at %s', async path => {
  const server = await served()
  const answer = await post(server, await server.visit(), { path })
  expect(answer.status).toBe(404)
  expect(JSON.parse(answer.text).failure.kind).toBe('notFound')
})

test.each([
  ['GET', '/api/session.hello', 'POST'],
  ['PUT', '/api/session.hello', 'POST'],
  ['DELETE', '/api/jobs/x', 'GET'],
  ['POST', '/api/jobs/x', 'GET'],
  ['POST', '/', 'GET, HEAD'],
  ['POST', '/assets/index-AbCd_123.js', 'GET, HEAD'],
  ['TRACE', '/', 'GET, HEAD'],
  ['PROPFIND', '/', 'GET, HEAD'],
])('%s %s is not served', async (method, path, allowed) => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const headers = { ...server.own({ cookie, [tokenHeader]: token }), 'x-http-method-override': allowed }
  const answer = await server.ask({ method, path, headers })
  expect(answer.status).toBe(method === 'GET' || path.startsWith('/api') ? 405 : 403)
  expect(answer.headers.allow).toBe(allowed)
})

test.each([
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json, text/plain',
  'application/json; charset=utf-7',
  'application/jsonp',
  'text/json',
])('a body of the type %s is not read', async type => {
  const server = await served()
  const visitor = await server.visit()
  const headers = server.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token })
  if (type === undefined) delete headers['content-type']
  else headers['content-type'] = type
  const answer = await server.ask({ method: 'POST', path: '/api/session.hello', headers, body: greeting })
  expect(answer.status).toBe(415)
})

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
  'a body of the type %s is read',
  async type => {
    const server = await served()
    expect((await post(server, await server.visit(), { headers: { 'content-type': type } })).status).toBe(200)
  },
)

test.each([
  ['', 'no JSON'],
  ['{', 'no JSON'],
  ['{"language":"en"}x', 'no JSON'],
  [Buffer.from([0x22, 0xff, 0x22]), 'no JSON'],
  [Buffer.from([0xff, 0xfe, 0x7b, 0x00]), 'no JSON'],
  ['['.repeat(1_000_000), 'deeper'],
  [`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 'deeper'],
  ['null', 'session.hello'],
  ['[]', 'session.hello'],
  ['{}', 'language'],
  ['{"language":"de"}', 'language'],
  ['{"language":["en"]}', 'language'],
  ['{"__proto__":{"language":"en"}}', 'language'],
])('a wrong body is a failure that quotes nothing of it (%#)', async (body, told) => {
  const server = await served()
  const answer = await post(server, await server.visit(), { body })
  expect(answer.status).toBe(400)
  const { failure } = JSON.parse(answer.text)
  expect(failure.kind).toBe('invalid')
  expect(failure.message).toContain(told)
  expect(failure.message).not.toContain('"de"')
  expect(server.faults).toEqual([])
})

test('brackets in texts nest nothing', async () => {
  const server = await served({ handlers: { 'document.create': () => Promise.reject(new Error('came through')) } })
  const name = `\\"${'['.repeat(300)}`
  const answer = await post(server, await server.visit(), {
    path: '/api/document.create',
    body: JSON.stringify({ name }),
  })
  expect(answer.status).toBe(500)
})

test('a body that is too large is refused, whether it says so or not', async () => {
  const server = await served({ limits: { body: 100_000 } })
  const visitor = await server.visit()
  const body = JSON.stringify({ language: 'en', more: 'x'.repeat(100_000) })
  const told = await post(server, visitor, { body, headers: { 'content-length': String(body.length) } }).catch(String)
  if (typeof told !== 'string') expect(told.status).toBe(413)

  const head = Object.entries(server.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token }))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const start = `POST /api/session.hello HTTP/1.1\r\nHost: ${server.host}\r\n${head}`
  const long = `${start}Content-Length: 30000000\r\n\r\n{`
  expect(await server.raw(long)).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close/s)
  const chunk = `${(60_000).toString(16)}\r\n${' '.repeat(60_000)}\r\n`
  expect(await server.raw(`${start}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`)).toMatch(/^HTTP\/1\.1 413 /)
  // It still works for others.
  expect((await post(server, visitor, {})).status).toBe(200)
})

test('a body that does not come is not waited for', async () => {
  const server = await served({ limits: { bodyTime: 100 } })
  const visitor = await server.visit()
  const head = Object.entries(server.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token }))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const slow = `POST /api/session.hello HTTP/1.1\r\nHost: ${server.host}\r\n${head}Content-Length: 17\r\n\r\n{"la`
  expect(await server.raw(slow)).toMatch(/^HTTP\/1\.1 408 /)
  // Nor is a header that does not.
  expect(await server.raw(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nX-`)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
})

test('two bodies in one message are one too many', async () => {
  const server = await served()
  const visitor = await server.visit()
  const head = Object.entries(server.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token }))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const start = `POST /api/session.hello HTTP/1.1\r\nHost: ${server.host}\r\n${head}`
  const smuggled = `${start}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`
  expect(await server.raw(smuggled)).toMatch(/^HTTP\/1\.1 400 /)
  expect(await server.raw(`${start}Content-Length: 4\r\nContent-Length: 5\r\n\r\nnull`)).toMatch(/^HTTP\/1\.1 400 /)
  expect(await server.raw(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nX: a\r\n\tb\0c\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 400 /,
  )
  expect(await server.raw(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 4\d\d /,
  )
})

test('nothing that is asked comes back in a header', async () => {
  const server = await served()
  const { cookie } = await server.visit()
  const answer = await server.ask({ path: '/?token=%0d%0aSet-Cookie:%20x=1&next=//evil.example', headers: { cookie } })
  expect(answer.status).toBe(403)
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(answer.headers.location).toBeUndefined()
  expect(answer.text).not.toContain('evil.example')
})

test('a handshake for another protocol ends', async () => {
  const server = await served()
  const { cookie } = await server.visit()
  const answer = await server.raw(
    `GET / HTTP/1.1\r\nHost: ${server.host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  )
  expect(answer).toBe('')
})

test('a handler hears when nobody waits for it any more', async () => {
  let heard = (): void => undefined
  const gone = new Promise<void>(resolve => {
    heard = resolve
  })
  let began = (): void => undefined
  const begun = new Promise<void>(resolve => {
    began = resolve
  })
  const server = await served({
    handlers: {
      'folder.list': (_input, { signal }) => {
        began()
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            heard()
            reject(signal.reason)
          })
        })
      },
    },
  })
  const visitor = await server.visit()
  const head = Object.entries(server.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token }))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const socket = connect(server.server.port, '127.0.0.1')
  socket.write(`POST /api/folder.list HTTP/1.1\r\nHost: ${server.host}\r\n${head}Content-Length: 2\r\n\r\n{}`)
  await begun
  socket.destroy()
  await gone
})
