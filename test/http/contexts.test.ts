import { afterEach, expect, test } from 'vitest'
import type { ContextRequest } from '../../src/http/index.js'
import type { SecurityContext } from '../../src/security/index.js'
import { ask, closeAll, failureOf, message, pooled, serve } from './fixture.js'
import { ann } from './server.js'

afterEach(closeAll)

/** A mechanism whose tokens are the texts given, and that protects nothing. */
function fake(tokens: readonly string[], seal: boolean): SecurityContext {
  let next = 0
  const nothing = () => Buffer.alloc(4)
  return {
    mechanism: 'FAKE',
    get established() {
      return next >= tokens.length
    },
    protection: { sign: seal, seal },
    signatureLength: 4,
    peerName: 'FAKE',
    step: async () => {
      const token = tokens[next]
      next += 1
      return { token: token === undefined ? undefined : Buffer.from(token), done: next >= tokens.length }
    },
    seal: nothing,
    unseal: () => {},
    sign: nothing,
    verify: () => {},
  }
}

/** Takes two tokens, then answers in clear. */
async function accepting() {
  return await serve({
    intercept: (request, response) => {
      const token = Buffer.from((request.headers.authorization ?? '').split(' ')[1] ?? '', 'base64').toString()
      if (token === 'one') response.writeHead(401, { 'www-authenticate': 'Negotiate QUJD' }).end()
      else if (token === 'two') response.writeHead(200, { 'content-length': 0 }).end()
      else response.writeHead(200, { 'content-type': 'text/xml' }).end('<clear/>')
      return true
    },
  })
}

test('a context gets the name of the host and the bindings of the certificate', async () => {
  const asked: ContextRequest[] = []
  const createContext = (request: ContextRequest) => {
    asked.push(request)
    return fake(['one', 'two'], true)
  }
  const server = await serve({ certificate: 'server' })
  await ask(pooled(server.options(), { createContext }), 'x').catch(() => {})
  await ask(pooled(server.options({ channelBinding: false, allowLegacyNtlm: true }), { createContext }), 'x').catch(
    () => {},
  )
  expect(asked.map(({ targetName, mechanism, allowLegacy }) => [targetName, mechanism, allowLegacy])).toEqual([
    ['HTTP/127.0.0.1', 'negotiate', false],
    ['HTTP/127.0.0.1', 'negotiate', true],
  ])
  expect(Buffer.from(asked[0]?.channelBindings ?? []).toString('latin1')).toMatch(/^tls-server-end-point:/)
  expect(asked[1]?.channelBindings).toBeUndefined()
})

test('a mechanism that cannot encrypt is refused, unless clear messages are allowed', async () => {
  const createContext = () => fake(['one', 'two'], false)
  const server = await accepting()
  await failureOf(ask(pooled(server.options(), { createContext }), 'x'), 'security')
  expect(server.requests.every(request => request.headers.authorization)).toBe(true)
  const pool = pooled(server.options({ allowUnencrypted: true }), { createContext })
  expect((await pool.exchange(message('x'))).body.toString()).toBe('<clear/>')
})

test('a mechanism that does encrypt takes no clear answer, even where clear messages are allowed', async () => {
  const server = await accepting()
  const pool = pooled(server.options({ allowUnencrypted: true }), { createContext: () => fake(['one', 'two'], true) })
  await failureOf(ask(pool, 'x'), 'security')
})

test('a logon without end is ended', async () => {
  const server = await serve({
    intercept: (_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Negotiate QUJD' }).end()
      return true
    },
  })
  const createContext = () =>
    fake(
      Array.from({ length: 100 }, () => 'one'),
      true,
    )
  await failureOf(ask(pooled(server.options(), { createContext }), 'x'), 'security')
  expect(server.requests.length).toBe(6)
})

test('a user name that cannot be right is refused', async () => {
  const server = await serve()
  const credentials = { ...ann, username: 'x'.repeat(5000) }
  await expect(ask(pooled(server.options({ credentials })), 'x')).rejects.toMatchObject({ name: 'ArgumentError' })
  expect(server.requests).toEqual([])
})
