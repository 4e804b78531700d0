import { expect, test } from 'vitest'
import { encryptedType, negotiateProtocol, wrapEncrypted } from '../../src/http/encrypted-message.js'
import { ntlmHash } from '../../src/security/index.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { writeIdentify, writeRequest } from '../../src/wsman/message/write.js'
import { actions } from '../../src/wsman/names.js'
import { classUri, header, password, selectors, serve, user } from './listener.js'
import { RawClient, tokenOf } from './raw-client.js'

const identify = writeIdentify()
const get = () => writeRequest(header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '1' }) }), '')

test('without a logon the schemes are told, and nothing else', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  const answer = await client.clear(identify)
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Negotiate')
  expect(answer.headers.connection).toBe('keep-alive')
  expect(answer.body).toHaveLength(0)
})

for (const [name, options] of [
  ['raw NTLM in Negotiate', {}],
  ['SPNEGO', { spnego: true }],
  ['the scheme NTLM', { scheme: 'NTLM' }],
] as const) {
  test(`${name}: messages go sealed both ways, several on one connection`, async () => {
    await using served = await serve()
    using client = new RawClient(served.listener.url)
    const last = await client.logOn(options)
    expect(last.status).toBe(200)
    expect(last.body).toHaveLength(0)
    expect(served.log).toEqual([])
    for (let i = 0; i < 3; i += 1) {
      const answer = await client.sealed(get())
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe(encryptedType(negotiateProtocol))
      expect(readResponse(answer.body).body?.localName).toBe('Test_Item')
    }
    expect(served.log.map(({ event, user: who }) => [event, who])).toEqual([['logon', user]])
  })
}

test('the last token may carry the first sealed message', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  const answer = await client.logOn({}, context => ({
    headers: { 'Content-Type': encryptedType(negotiateProtocol) },
    body: wrapEncrypted(negotiateProtocol, get(), context),
  }))
  expect(answer.status).toBe(200)
  expect(readResponse(client.unseal(answer)).body?.localName).toBe('Test_Item')
})

test('a clear message is refused, and the session goes on', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  await client.logOn()
  const answer = await client.clear(get())
  expect([answer.status, answer.body.length]).toEqual([500, 0])
  expect(served.log.map(({ event }) => event)).toEqual(['refused'])
  expect((await client.sealed(get())).status).toBe(200)
})

test('a wrong password and an unknown user are refused alike, and logged', async () => {
  await using served = await serve()
  for (const options of [{ password: 'wrong' }, { username: 'nobody' }]) {
    using client = new RawClient(served.listener.url)
    const answer = await client.logOn(options)
    expect(answer.status).toBe(401)
    expect(tokenOf(answer)).toBeUndefined()
    expect(answer.headers.connection).toBe('close')
  }
  expect(served.log.map(({ event, user: who }) => [event, who])).toEqual([
    ['logonFailed', user],
    ['logonFailed', 'nobody'],
  ])
  expect(JSON.stringify(served.log)).not.toContain(password)
})

test('names with a domain, a realm or in other case are the same account', async () => {
  await using served = await serve()
  for (const username of ['TESTHOST\\alice', '.\\ALICE', 'alice@testhost', 'Alice']) {
    using client = new RawClient(served.listener.url)
    expect((await client.logOn({ username })).status).toBe(200)
    expect((await client.sealed(identify)).status).toBe(200)
  }
  expect(served.log.map(entry => entry.user)).toEqual(['alice', 'alice', 'alice', 'alice'])
})

test('a logon is of its connection', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  await client.logOn()
  using other = new RawClient(served.listener.url)
  expect((await other.clear(get())).status).toBe(401)
  other.context = client.context
  expect((await other.sealed(get())).status).toBe(401)
})

test('a message that was changed on the way ends the connection', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  await client.logOn()
  const { context } = client
  if (!context) throw new Error('no context')
  const message = wrapEncrypted(negotiateProtocol, get(), context)
  message.writeUInt8(message.readUInt8(message.length - 40) ^ 1, message.length - 40)
  const answer = await client.send({ 'Content-Type': encryptedType(negotiateProtocol) }, message)
  expect([answer.status, answer.headers.connection]).toEqual([400, 'close'])
  expect(served.log.map(({ event }) => event)).toEqual(['refused'])
})

test('a message that comes twice is refused', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  await client.logOn()
  const { context } = client
  if (!context) throw new Error('no context')
  const message = wrapEncrypted(negotiateProtocol, get(), context)
  const headers = { 'Content-Type': encryptedType(negotiateProtocol) }
  expect((await client.send(headers, message)).status).toBe(200)
  expect((await client.send(headers, message)).status).toBe(400)
})

test('Basic is not for http', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  const token = Buffer.from(`${user}:${password}`).toString('base64')
  const answer = await client.clear(identify, { Authorization: `Basic ${token}` })
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toBe('Negotiate')
})

test('who logs on anew on a connection is nobody until that is done', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  await client.logOn()
  expect((await client.sealed(get())).status).toBe(200)
  const old = client.context
  const begin = await client.send({
    Authorization: 'Negotiate TlRMTVNTUAABAAAANYKI4gAAAAAoAAAAAAAAACgAAAAKAGFKAAAADw==',
  })
  expect(begin.status).toBe(401)
  client.context = old
  expect((await client.sealed(get())).status).toBe(401)
})

test('what is no token, and endless logons, end the connection', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  for (const value of ['Negotiate', 'Negotiate !!!', 'Negotiate AAAA', 'Digest x', 'Kerberos AAAA', 'x'.repeat(5000)]) {
    const answer = await client.clear(identify, { Authorization: value })
    expect([answer.status, answer.headers.connection]).toEqual([401, 'close'])
  }
})

test('identifying without a logon works at its own address and hides the version', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  const anonymous = { WSMANIDENTIFY: 'unauthenticated', 'Content-Type': 'application/soap+xml;charset=UTF-8' }
  const path = { path: '/wsman-anon/identify' }
  const answer = await client.send(anonymous, identify, path)
  expect(answer.status).toBe(200)
  expect(answer.body.toString()).toContain('OS: 0.0.0 SP: 0.0 Stack: 3.0')
  expect((await client.send({ 'Content-Type': 'application/soap+xml' }, identify, path)).status).toBe(401)
  expect((await client.send(anonymous, get(), path)).status).toBe(401)
  expect((await client.send(anonymous, 'no XML', path)).status).toBe(401)
  expect((await client.send(anonymous, Buffer.alloc(10_000), path)).status).toBe(413)
  using again = new RawClient(served.listener.url)
  expect((await again.send(anonymous, identify)).status).toBe(401)
})

test('other paths and methods are not served', async () => {
  await using served = await serve()
  using client = new RawClient(served.listener.url)
  expect((await client.send({}, '', { path: '/' })).status).toBe(404)
  expect((await client.send({}, '', { path: '/wsman/../etc' })).status).toBe(404)
  expect((await client.send({}, '', { method: 'GET' })).status).toBe(405)
  expect((await client.send({}, '', { path: '/wsman?PSVersion=5.1' })).status).toBe(401)
})

test('an attempt that is not looked at is no wrong password', async () => {
  await using served = await serve()
  const attempt = async (given: string) => {
    using client = new RawClient(served.listener.url)
    return (await client.logOn({ password: given })).status
  }
  for (let i = 0; i < 3; i += 1) expect(await attempt('guess')).toBe(401)
  const many = await Promise.all(Array.from({ length: 12 }, () => attempt(password)))
  expect(many.filter(status => status === 503)).toHaveLength(4)
  expect(many.filter(status => status === 200)).toHaveLength(8)
  expect(served.log.map(({ event }) => event).sort()).toEqual([
    ...Array.from({ length: 3 }, () => 'logonFailed'),
    ...Array.from({ length: 4 }, () => 'refused'),
  ])
})

test('a log that fails is no failure of the listener', async () => {
  await using served = await serve({
    onLog: () => {
      throw new Error('the disk is full')
    },
  })
  using wrong = new RawClient(served.listener.url)
  expect((await wrong.logOn({ password: 'wrong' })).status).toBe(401)
  using client = new RawClient(served.listener.url)
  await client.logOn()
  expect((await client.sealed(get())).status).toBe(200)
})

test('a session ends with its account, and when the password changes', async () => {
  for (const then of [undefined, ntlmHash('another')]) {
    let hash: Buffer | undefined = ntlmHash(password)
    await using served = await serve({ accounts: { hashOf: () => Promise.resolve(hash) } })
    using client = new RawClient(served.listener.url)
    await client.logOn()
    expect((await client.sealed(get())).status).toBe(200)
    hash = then
    await expect
      .poll(async () => (await client.sealed(get()).catch(() => ({ status: 'ended' }))).status, { interval: 300 })
      .not.toBe(200)
    expect(served.log.map(({ event }) => event)).toEqual(['logon', 'refused'])
  }
})
