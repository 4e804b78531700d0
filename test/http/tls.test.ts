import { X509Certificate } from 'node:crypto'
import { connect as tlsConnect, createServer as tlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { certificateFacts, certificateFingerprints, readFingerprint } from '../../src/http/index.js'
import { vector } from '../vectors.js'
import { ask, closeAll, failureOf, message, pooled, raw, serve } from './fixture.js'
import { ann } from './server.js'

afterEach(closeAll)

const pem = (name: string) => vector(`tls/${name}.pem`).toString()
const der = (name: string) => new X509Certificate(pem(name)).raw

describe('a certificate', () => {
  for (const [certificate, reason, hint] of [
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', /--fingerprint/],
    ['expired', 'CERT_HAS_EXPIRED', /Renew/],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID', /name/],
  ] as const)
    test(`that is ${certificate} is refused before anything is sent`, async () => {
      const server = await serve({ certificate })
      const error = await failureOf(ask(pooled(server.options()), 'x'), 'certificate')
      expect(error.details.reason).toBe(reason)
      expect(error.details.sha256).toBe(certificateFingerprints(der(certificate)).sha256)
      expect(error.details.subject).toContain(`CN=${certificate}`)
      expect(error.hint).toMatch(hint)
      expect(error.sent).toBe(false)
      expect(server.requests).toEqual([])
    })

  test('of an unknown authority is refused', async () => {
    const server = await serve({ certificate: 'server' })
    const error = await failureOf(ask(pooled(server.options({ tls: {} })), 'x'), 'certificate')
    expect(String(error.details.reason)).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/)
    expect(server.requests).toEqual([])
  })

  test('may carry another name when it is said which', async () => {
    const server = await serve({ certificate: 'wrong-name' })
    const tls = { ca: pem('ca'), serverName: 'other.example' }
    expect(await ask(pooled(server.options({ tls })), 'x')).toContain('x')
    await failureOf(ask(pooled(server.options({ tls: { ...tls, serverName: 'third.example' } })), 'x'), 'certificate')
  })

  test('of localhost is none of another host, also where an empty name was given', async () => {
    const server = await serve({ certificate: 'server', host: '127.0.0.2' })
    for (const serverName of [undefined, ''])
      await failureOf(
        ask(pooled(server.options({ tls: { ca: pem('ca'), ...(serverName === '' ? { serverName } : {}) } })), 'x'),
        'certificate',
      )
    expect(server.requests).toEqual([])
  })

  test('of an authority that cannot be read is no authority that does not fit', async () => {
    const server = await serve({ certificate: 'server' })
    for (const ca of ['', 'ca.pem', pem('ca').replace(/[A-Z]/g, 'x')]) {
      const error = await pooled(server.options({ tls: { ca } }))
        .exchange(message('x'))
        .catch(reason => reason)
      expect(error).toBeInstanceOf(ArgumentError)
    }
    expect(await ask(pooled(server.options({ tls: { ca: `CA of tests\n${pem('ca')}` } })), 'x')).toContain('x')
  })

  for (const certificate of ['self-signed', 'expired', 'wrong-name', 'ecdsa'])
    test(`that is ${certificate} is taken when it is pinned, or when every one is`, async () => {
      const server = await serve({ certificate, requireChannelBindings: true })
      const { sha1, sha256 } = certificateFingerprints(der(certificate))
      const colons = sha256.toUpperCase().replace(/..(?=.)/g, '$&:')
      for (const tls of [{ fingerprint: sha1 }, { fingerprint: sha256 }, { fingerprint: colons }, { insecure: true }])
        expect(await ask(pooled(server.options({ tls })), 'x')).toContain('x')
    })

  test('that is trusted but not the pinned one is refused on every connection, before anything is sent', async () => {
    const server = await serve({ certificate: 'server' })
    const { sha256 } = certificateFingerprints(der('self-signed'))
    for (const more of [{}, { insecure: true }]) {
      const pool = pooled(server.options({ tls: { ca: pem('ca'), fingerprint: sha256, ...more } }))
      for (let again = 0; again < 3; again += 1) {
        const error = await failureOf(ask(pool, 'x'), 'certificate')
        expect(error.details.sha1).toBe(certificateFingerprints(der('server')).sha1)
      }
    }
    expect(server.requests).toEqual([])
  })

  test('is told with its names, dates and fingerprints', () => {
    const facts = certificateFacts(der('server'))
    expect(facts.subject).toBe('CN=server, O=wmilink test')
    expect(facts.issuer).toBe('CN=ca, O=wmilink test')
    expect(facts.names).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(facts.validFrom).toBe('Jan  1 00:00:00 2020 GMT')
    expect(facts.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(certificateFacts(Buffer.from('no certificate'))).toMatchObject({ subject: '', validTo: '' })
    expect(readFingerprint(`\u200e${facts.sha1.toUpperCase()}`)).toBe(facts.sha1)
  })
})

test('plain http on the port of TLS', async () => {
  const server = await serve()
  const url = new URL(server.url.href.replace('http:', 'https:'))
  const error = await failureOf(ask(pooled({ url, credentials: ann }), 'x'), 'tls')
  expect(error.hint).toMatch(/does not speak TLS/)
})

test('TLS on the port of plain http', async () => {
  const server = await serve({ certificate: 'server' })
  const url = new URL(server.url.href.replace('https:', 'http:'))
  const error = await failureOf(ask(pooled({ url, credentials: ann }), 'x'))
  expect(['protocol', 'cut']).toContain(error.failure)
  expect(error.hint).toMatch(/https:/)
})

test('a server that ends the handshake, and one that says nothing', async () => {
  const url = (port: number) => new URL(`https://127.0.0.1:${port}/wsman`)
  const ends = await raw(socket => socket.once('data', () => socket.destroy()))
  expect((await failureOf(ask(pooled({ url: url(ends), credentials: ann }), 'x'), 'tls')).hint).toMatch(/TLS 1.0/)
  const silent = await raw(() => {})
  const pool = pooled({ url: url(silent), credentials: ann, connectTimeout: 200 })
  expect((await failureOf(ask(pool, 'x'), 'timeout')).sent).toBe(false)
})

test('a server that knows only versions that are too old', async () => {
  const server = tlsServer({
    cert: pem('server'),
    key: vector('tls/server.key'),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const error = await failureOf(
    ask(pooled({ url: new URL(`https://127.0.0.1:${port}/wsman`), credentials: ann }), 'x'),
    'tls',
  )
  expect(error.hint).toMatch(/too old/)
  server.close()
})

test('nothing is written before the certificate is judged', async () => {
  let clear = 0
  const server = tlsServer({ cert: pem('self-signed'), key: vector('tls/self-signed.key') }, socket => {
    socket.on('data', chunk => {
      clear += chunk.length
    })
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = (typeof address === 'object' ? address?.port : undefined) ?? 0
  const url = new URL(`https://127.0.0.1:${port}/wsman`)
  await failureOf(ask(pooled({ url, credentials: ann, tls: { fingerprint: '0'.repeat(64) } }), 'x'), 'certificate')
  // A second client that the server hears after the first shows that nothing is on its way.
  await new Promise<void>(resolve => {
    const second = tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      second.end()
      resolve()
    })
  })
  expect(clear).toBe(0)
  server.close()
})
