import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { type HttpOptions, HttpPool, soapType } from '../../src/http/index.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { writeIdentify, writeRequest } from '../../src/wsman/message/write.js'
import { actions } from '../../src/wsman/names.js'
import { vector } from '../vectors.js'
import { classUri, header, password, serve, user } from './listener.js'
import { RawClient } from './raw-client.js'

const pem = (name: string) => vector(`tls/${name}.pem`).toString()
const tls = { cert: pem('server'), key: vector('tls/server.key').toString() }
const get = () => writeRequest(header(actions.get, classUri('Test_Only')), '')

async function ask(options: Parameters<typeof serve>[0], client: Partial<HttpOptions>): Promise<string | undefined> {
  await using served = await serve({ tls, ...options })
  const pool = new HttpPool({
    url: new URL(served.listener.url),
    credentials: { kind: 'negotiate', username: user, password },
    tls: { ca: pem('ca') },
    ...client,
  })
  try {
    const reply = await pool.exchange({ body: get(), timeout: 20_000, repeatable: false })
    return readResponse(reply.body).body?.localName
  } finally {
    await pool.close()
  }
}

test('the client of this project is served over TLS in every way it can prove who it is', async () => {
  const credentials = (kind: 'negotiate' | 'ntlm' | 'basic') => ({ kind, username: user, password })
  expect(await ask({}, { credentials: credentials('negotiate') })).toBe('Test_Only')
  expect(await ask({}, { credentials: credentials('ntlm') })).toBe('Test_Only')
  expect(await ask({}, { credentials: credentials('basic') })).toBe('Test_Only')
  for (const name of ['pss', 'ecdsa'])
    expect(
      await ask(
        { tls: { cert: pem(name), key: vector(`tls/${name}.key`).toString() } },
        { tls: { ca: pem('ca') + pem(name) } },
      ),
    ).toBe('Test_Only')
})

test('a logon that is not bound to the TLS connection is refused unless the listener allows it, a wrong one always', async () => {
  await expect(ask({}, { channelBinding: false })).rejects.toMatchObject({ failure: 'logon' })
  expect(await ask({ requireChannelBindings: false }, { channelBinding: false })).toBe('Test_Only')
  for (const requireChannelBindings of [true, false]) {
    await using served = await serve({ tls, requireChannelBindings })
    using client = new RawClient(served.listener.url)
    const channelBindings = Buffer.from('tls-server-end-point:of another certificate')
    expect((await client.logOn({ channelBindings })).status).toBe(401)
  }
})

test('over TLS messages go clear; Basic is for one request and can be forbidden', async () => {
  await using served = await serve({ tls })
  using client = new RawClient(served.listener.url)
  const offered = await client.clear(get())
  expect(offered.headers['www-authenticate']).toBe('Negotiate, Basic realm="WSMAN"')
  const basic = (name: string, secret: string) => ({
    Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
  })
  for (const name of [user, `TESTHOST\\${user}`]) {
    const answer = await client.clear(get(), basic(name, password))
    expect([answer.status, answer.headers['content-type']]).toEqual([200, soapType])
  }
  expect((await client.clear(get())).status).toBe(401)
  expect((await client.clear(get(), basic(user, 'wrong'))).status).toBe(401)
  expect((await client.clear(get(), basic('nobody', password))).status).toBe(401)
  expect(served.log.map(({ event }) => event)).toEqual(['logon', 'logonFailed', 'logonFailed'])

  await using strict = await serve({ tls, allowBasic: false })
  using other = new RawClient(strict.listener.url)
  const refused = await other.clear(get(), basic(user, password))
  expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Negotiate'])
})

test('a client certificate logs on the account that it names', async () => {
  const named = vector('tls/client.pem').toString()
  const { X509Certificate } = await import('node:crypto')
  const name = /CN=(.*)/.exec(new X509Certificate(named).subject)?.[1] ?? ''
  const { singleUser } = await import('../../src/listen/index.js')
  const mutual = { Authorization: 'http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual' }
  await using served = await serve({ tls: { ...tls, clientCa: pem('ca') }, accounts: singleUser(name, 'unused') })
  const post = (certificate: object) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { method: 'POST', ca: pem('ca'), headers: { ...mutual, 'Content-Type': soapType }, agent: false }
      const sent = request(served.listener.url, { ...options, ...certificate }, response => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.once('error', reject)
      sent.end(get())
    })
  const key = readFileSync(new URL('../vectors/tls/client.key', import.meta.url))
  expect(await post({ cert: named, key })).toBe(200)
  expect(await post({})).toBe(401)
  expect(await post({ cert: pem('self-signed'), key: vector('tls/self-signed.key') })).toBe(401)
})

test('plain HTTP on the port of TLS, and certificates that are none, fail clearly', async () => {
  await using served = await serve({ tls })
  using client = new RawClient(served.listener.url.replace('https:', 'http:'))
  await expect(client.clear(writeIdentify())).rejects.toThrow()
  await expect(serve({ tls: { cert: 'no PEM', key: 'none' } })).rejects.toThrow(ArgumentError)
  await expect(serve({ tls: { cert: tls.cert, key: vector('tls/pss.key').toString() } })).rejects.toThrow(ArgumentError)
})

test('a listener ends without waiting for handshakes that do not go on', async () => {
  const served = await serve({ tls })
  const socket = connect(served.listener.port, served.listener.host)
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => undefined)
  await new Promise<void>(resolve => socket.write(Buffer.from('16030102', 'hex'), () => resolve()))
  // The connection has reached the listener when one that came later is served.
  const other = new RawClient(served.listener.url)
  expect((await other.clear(get())).status).toBe(401)
  other.close()
  const ended = served[Symbol.asyncDispose]()
  expect(
    await Promise.race([ended.then(() => 'ended'), new Promise(resolve => setTimeout(resolve, 4000, 'waits'))]),
  ).toBe('ended')
  await closed
})
