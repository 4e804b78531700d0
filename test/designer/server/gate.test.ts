import { expect, test } from 'vitest'
import { tokenHeader } from '../../../src/designer/api/index.js'
import { type Served, script, served } from './served.js'

async function hello(server: Served, headers: Record<string, string>): Promise<number> {
  const body = '{"language":"en"}'
  return (await server.ask({ method: 'POST', path: '/api/session.hello', headers, body })).status
}

test('a link opens one browser once, and leaves no token in the address', async () => {
  const server = await served()
  const url = server.server.newUrl()
  expect(new URL(url).searchParams.get('token')?.length).toBeGreaterThanOrEqual(43)
  const { answer, cookie } = await server.open(url)
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toMatch(/^\/#[\w-]{43}$/)
  const [set = ''] = answer.headers['set-cookie'] ?? []
  expect(set).toMatch(/^w\w{10,}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)

  const page = await server.ask({ headers: { cookie } })
  expect(page.status).toBe(200)
  const [, nonce = ''] = /name="wmilink-nonce" content="([\w-]{43})"/.exec(page.text) ?? []
  expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect(page.headers['cache-control']).toBe('no-store')
  // Loaded again, it comes again, with another nonce.
  const again = await server.ask({ headers: { cookie } })
  expect(again.status).toBe(200)
  expect(again.text).not.toContain(nonce)

  const second = await server.open(url)
  expect(second.answer.status).toBe(403)
  expect(second.cookie).toBe('')
  expect(second.answer.text).toContain('Press Enter')
})

test('the names of cookies differ between servers, and the cookie of one means nothing to the other', async () => {
  const one = await served()
  const other = await served()
  const [mine, theirs] = [await one.visit(), await other.visit()]
  expect(mine.cookie.split('=')[0]).not.toBe(theirs.cookie.split('=')[0])
  // The browser sends both to both: only the own one counts.
  const both = `${mine.cookie}; ${theirs.cookie}`
  expect(await hello(one, one.own({ cookie: both, [tokenHeader]: mine.token }))).toBe(200)
  expect(await hello(one, one.own({ cookie: both, [tokenHeader]: theirs.token }))).toBe(403)
  expect(await hello(one, one.own({ cookie: theirs.cookie, [tokenHeader]: theirs.token }))).toBe(401)
  const renamed = theirs.cookie.replace(/^[^=]+/, mine.cookie.split('=')[0] ?? '')
  expect(await hello(one, one.own({ cookie: renamed, [tokenHeader]: theirs.token }))).toBe(401)
})

test('a link expires', async () => {
  let now = 0
  const server = await served({ now: () => now, limits: { tokenLifetime: 30_000 } })
  const url = server.server.newUrl()
  now = 30_001
  expect((await server.open(url)).answer.status).toBe(403)
  const fresh = server.server.newUrl()
  now += 30_000
  expect((await server.open(fresh)).answer.status).toBe(303)
})

test('a new link makes the one before void', async () => {
  const server = await served()
  const before = server.server.newUrl()
  const after = server.server.newUrl()
  expect((await server.open(before)).answer.status).toBe(403)
  expect((await server.open(after)).answer.status).toBe(303)
})

test('after 20 wrong guesses the right link is not taken either, until there is a new one', async () => {
  const server = await served()
  const right = server.server.newUrl()
  for (let guess = 0; guess < 20; guess += 1)
    expect((await server.open(`${server.origin}/?token=${'A'.repeat(42)}${guess % 10}`)).answer.status).toBe(403)
  const { answer } = await server.open(right)
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('Too many wrong links')
  expect((await server.open()).answer.status).toBe(303)
})

test('who looks ahead does not use the link up', async () => {
  const server = await served()
  const url = new URL(server.server.newUrl())
  const path = url.pathname + url.search
  expect((await server.ask({ method: 'HEAD', path })).status).toBe(403)
  expect((await server.ask({ path, headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(403)
  expect((await server.open(url.href)).answer.status).toBe(303)
})

test('without a session there is a page that says what to do, in the language of the browser', async () => {
  const server = await served()
  const { status, text, headers } = await server.ask({ headers: { 'accept-language': 'de, fr;q=0.9, en;q=0.8' } })
  expect(status).toBe(403)
  expect(text).toContain('<html lang="fr">')
  expect(text).toContain('Appuyez sur Entrée')
  expect(text).not.toContain('<script')
  expect(headers['content-security-policy']).toContain("script-src 'none'")
  expect((await server.ask({ path: '/assets/index-AbCd_123.js' })).status).toBe(403)
})

test('a person whom another page leads here goes on with a click', async () => {
  const server = await served()
  const { answer } = await server.open()
  expect(answer.status).toBe(303)
  const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  // SameSite=Strict: the browser sends no cookie then.
  const led = await server.ask({ headers: navigation })
  expect(led.status).toBe(200)
  expect(led.text).toContain('<a href="/">')
})

test('the page needs its cookie and its token', async () => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const own = server.own({ cookie, [tokenHeader]: token })
  expect(await hello(server, own)).toBe(200)
  expect(await hello(server, server.own({ cookie }))).toBe(403)
  expect(await hello(server, server.own({ [tokenHeader]: token }))).toBe(401)
  expect(await hello(server, { ...own, [tokenHeader]: `${token.slice(0, -1)}!` })).toBe(403)
  expect(await hello(server, { ...own, [tokenHeader]: '' })).toBe(403)
  // A second cookie of the name could be planted by another port.
  const [name] = cookie.split('=')
  expect(await hello(server, { ...own, cookie: `${cookie}; ${name}=planted` })).toBe(401)
  // Another browser's token does not go with this browser's cookie.
  const other = await server.visit()
  expect(await hello(server, server.own({ cookie, [tokenHeader]: other.token }))).toBe(403)
  expect(await hello(server, server.own({ cookie: other.cookie, [tokenHeader]: other.token }))).toBe(200)
})

test('the cookie alone gets no token: any server of this machine is sent it', async () => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const own = server.own({ cookie })
  const paths = ['/', '/session', '/logon', '/api/session.hello', '/api/jobs/x', '/assets/index-AbCd_123.js']
  for (const path of paths)
    for (const method of ['GET', 'POST']) {
      const answer = await server.ask({ method, path, headers: own, ...(method === 'POST' ? { body: '{}' } : {}) })
      expect(JSON.stringify(answer)).not.toContain(token)
      if (path.startsWith('/api')) expect(answer.status).not.toBe(200)
    }
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['another scheme', { origin: 'https://{host}' }],
  ['another name of this machine', { origin: 'http://localhost:{port}' }],
  ['a sandbox', { origin: 'null' }],
  ['no page at all', { origin: undefined }],
  ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['a browser that says same-site', { 'sec-fetch-site': 'same-site' }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
])('a request from %s is refused, whatever it knows', async (_from, change) => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const headers: Record<string, string> = server.own({ cookie, [tokenHeader]: token })
  for (const [name, value] of Object.entries(change))
    if (value === undefined) delete headers[name]
    else headers[name] = value.replace('{host}', server.host).replace('{port}', String(server.server.port))
  expect(await hello(server, headers)).toBe(403)
})

test('no answer gives another origin anything', async () => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const headers = { ...server.own({ cookie, [tokenHeader]: token }), origin: 'https://evil.example' }
  for (const method of ['OPTIONS', 'GET', 'POST'])
    for (const path of ['/', '/api/session.hello', '/api/jobs/x', '/assets/index-AbCd_123.js']) {
      const answer = await server.ask({
        method,
        path,
        headers: { ...headers, 'access-control-request-method': 'POST' },
      })
      expect(answer.status).toBe(403)
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
    }
})

test.each(['script', 'image', 'iframe', 'style'])('another page cannot use it as a %s', async destination => {
  const server = await served()
  const { cookie } = await server.visit()
  const headers = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': destination }
  for (const path of ['/', '/assets/index-AbCd_123.js']) expect((await server.ask({ path, headers })).status).toBe(403)
})

test.each([
  'evil.example',
  'evil.example:{port}',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1:{port}.evil.example',
  'localhost.evil.example:{port}',
  '127.0.0.2:{port}',
  'user@127.0.0.1:{port}',
  '[::1',
])('a name that another DNS server gives this machine is not its own: %s', async given => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const host = given.replace('{port}', String(server.server.port))
  const answer = await server.ask({ headers: { host, cookie } })
  expect([400, 421]).toContain(answer.status)
  expect(answer.text).not.toContain('wmilink-nonce')
  const headers = { ...server.own({ cookie, [tokenHeader]: token, host }), origin: `http://${host}` }
  expect([400, 421]).toContain(await hello(server, headers))
})

test.each(['127.0.0.1', 'localhost', 'LocalHost', '[::1]'])('%s is a name of its own', async name => {
  const server = await served()
  const { cookie } = await server.visit()
  const host = `${name}:${server.server.port}`
  expect((await server.ask({ headers: { host, cookie } })).status).toBe(200)
})

test('two hosts, or an address as the target, are refused', async () => {
  const server = await served()
  const { cookie } = await server.visit()
  const lines = (...more: string[]): string => [...more, `Cookie: ${cookie}`, 'Connection: close', '', ''].join('\r\n')
  const own = `Host: ${server.host}`
  expect(await server.raw(lines('GET / HTTP/1.1', own))).toMatch(/^HTTP\/1\.1 200 /)
  expect(await server.raw(lines('GET / HTTP/1.1', own, 'Host: evil.example'))).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(await server.raw(lines('GET / HTTP/1.1', 'Host: evil.example', own))).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(await server.raw(lines('GET / HTTP/1.1'))).toMatch(/^HTTP\/1\.1 400 /)
  expect(await server.raw(lines(`GET http://evil.example/ HTTP/1.1`, own))).toMatch(/^HTTP\/1\.1 404 /)
  expect(await server.raw(lines('GET / HTTP/1.0'))).toMatch(/^HTTP\/1\.1 421 /)
})

test('every answer has the headers that keep others out', async () => {
  const server = await served()
  const { cookie, token } = await server.visit()
  const own = server.own({ cookie, [tokenHeader]: token })
  const answers = [
    await server.ask({ headers: { cookie } }),
    await server.ask({}),
    await server.ask({ path: '/assets/index-AbCd_123.js', headers: { cookie } }),
    await server.ask({ path: '/nothing', headers: { cookie } }),
    await server.ask({ method: 'POST', path: '/api/session.hello', headers: own, body: '{"language":"en"}' }),
    await server.ask({ method: 'POST', path: '/api/none', headers: own, body: '{}' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 200, 404, 200, 404])
  for (const { headers } of answers) {
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['referrer-policy']).toMatch(/^(no-referrer|same-origin)$/)
    expect(headers['cache-control']).toBeDefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('the policy of the page allows this server, and nothing else', async () => {
  const server = await served()
  const { cookie } = await server.visit()
  const { headers } = await server.ask({ headers: { cookie } })
  const policy = String(headers['content-security-policy'])
  expect(policy.replace(/nonce-[\w-]+/, 'nonce-X').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-X'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ])
})

test('files come compressed as asked, and are kept for their name', async () => {
  const server = await served()
  const { cookie } = await server.visit()
  const path = '/assets/index-AbCd_123.js'
  const plain = await server.ask({ path, headers: { cookie } })
  expect(plain.text).toBe(script)
  expect(plain.headers['cache-control']).toContain('immutable')
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8')
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
  ] as const) {
    const { headers } = await server.ask({ path, headers: { cookie, 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toBe('Accept-Encoding')
    if (encoding) expect(Number(headers['content-length'])).toBeLessThan(script.length / 10)
  }
})
