import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/index.js'
import { HttpPool } from '../../src/http/index.js'
import { vector } from '../vectors.js'
import { ask, closeAll, failureOf, pooled, raw, serve } from './fixture.js'
import { ann, password } from './server.js'

afterEach(closeAll)

const ntlm = { ...ann, kind: 'ntlm' } as const
const basic = { kind: 'basic', username: 'ann', password } as const
const offersBasic = ['Negotiate', 'Basic realm="WSMAN"']

describe('over http', () => {
  for (const credentials of [ann, ntlm])
    test(`${credentials.kind} logs on once and seals every message`, async () => {
      const server = await serve()
      const pool = pooled(server.options({ credentials }))
      expect(pool.peerName).toBeUndefined()
      for (const text of ['one', 'two', 'three']) expect(await ask(pool, text)).toBe(`<echo><m>${text}</m></echo>`)
      expect(server.logons).toBe(1)
      expect(server.connections.length).toBe(1)
      expect(server.messages).toEqual(['<m>one</m>', '<m>two</m>', '<m>three</m>'])
      const posts = server.requests.map(request => request.headers['content-type'] ?? '')
      expect(posts.filter(type => type.startsWith('multipart/encrypted')).length).toBe(3)
      expect(server.requests.map(request => Boolean(request.headers.authorization))).toEqual([
        true,
        true,
        false,
        false,
        false,
      ])
      expect(pool.peerName).toBe('SRV1')
    })

  test('allowUnencrypted does not take the sealing of NTLM away', async () => {
    const server = await serve()
    await ask(pooled(server.options({ allowUnencrypted: true })), 'x')
    expect(server.requests.at(-1)?.headers['content-type']).toMatch(/^multipart\/encrypted/)
  })

  test('ntlm takes the scheme NTLM where there is no other, on a new connection', async () => {
    const server = await serve({ offers: ['NTLM'] })
    const pool = pooled(server.options({ credentials: ntlm, maxConnections: 2 }))
    await Promise.all([ask(pool, 'a'), ask(pool, 'b'), ask(pool, 'c')])
    expect(server.requests[0]?.headers.authorization).toMatch(/^Negotiate /)
    expect(server.requests[1]?.headers.authorization).toMatch(/^NTLM /)
    expect(server.requests.filter(({ headers }) => headers.authorization?.startsWith('Negotiate')).length).toBe(1)
  })

  test('a wrong password is tried once, however many calls wait', async () => {
    const server = await serve()
    const pool = pooled(server.options({ credentials: { ...ann, password: 'S3cret-not' } }))
    const failures = await Promise.all(Array.from({ length: 20 }, (_, at) => failureOf(ask(pool, `${at}`), 'logon')))
    expect(server.refusals).toBe(1)
    expect(failures[0]?.status).toBe(401)
    expect(failures[0]?.sent).toBe(false)
    expect(failures[0]?.message).toContain('SRV1\\ann')
    expect(inspect(failures[0], { depth: 9, showHidden: true })).not.toContain('S3cret')
  })

  for (const [offers, hint] of [
    [['Kerberos'], /Kerberos/],
    [['Basic realm="WSMAN"'], /https/],
    [['NTLM'], /ntlm/],
    [['Basic realm="WSMAN", NTLM'], /ntlm/],
    [[], /port/],
  ] as const)
    test(`an offer of "${offers}" is no refusal of the password`, async () => {
      const server = await serve({ offers })
      const error = await failureOf(ask(pooled(server.options()), 'x'), 'notOffered')
      expect(error.offered).toEqual(offers.flatMap(line => line.split(', ')).map(offer => offer.split(' ')[0]))
      expect(error.hint).toMatch(hint)
      expect(server.messages).toEqual([])
    })

  test('a server that takes Negotiate but not NTLM is told apart', async () => {
    const server = await serve({
      intercept: (_request, response) => {
        response.writeHead(401, { 'www-authenticate': ['Negotiate', 'Kerberos'] }).end('<html></html>')
        return true
      },
    })
    expect((await failureOf(ask(pooled(server.options()), 'x'), 'notOffered')).hint).toMatch(/NTLM/)
  })

  test('basic is refused, unless clear messages are allowed', async () => {
    const server = await serve({ offers: offersBasic })
    expect(() => new HttpPool(server.options({ credentials: basic }))).toThrow(ArgumentError)
    const pool = pooled(server.options({ credentials: basic, allowUnencrypted: true }))
    expect(await ask(pool, 'x')).toBe('<echo><m>x</m></echo>')
    expect(server.requests[0]?.headers['content-type']).toBe('application/soap+xml;charset=UTF-8')
  })
})

describe('over https', () => {
  for (const certificate of ['server', 'pss', 'ecdsa'])
    for (const credentials of [ann, ntlm])
      test(`${credentials.kind} is bound to the certificate ${certificate}; messages are clear`, async () => {
        const server = await serve({ certificate, requireChannelBindings: true })
        const ca = vector(`tls/${certificate === 'ecdsa' ? 'ecdsa' : 'ca'}.pem`).toString()
        const pool = pooled(server.options({ credentials, tls: { ca } }))
        expect(await ask(pool, 'x')).toBe('<echo><m>x</m></echo>')
        expect(server.requests.at(-1)?.headers['content-type']).toBe('application/soap+xml;charset=UTF-8')
        await failureOf(ask(pooled(server.options({ credentials, tls: { ca }, channelBinding: false })), 'x'), 'logon')
      })

  test('bindings may be left out where the server does not ask for them', async () => {
    const server = await serve({ certificate: 'server' })
    expect(await ask(pooled(server.options({ channelBinding: false })), 'x')).toContain('x')
  })

  test('basic sends the password over verified or pinned TLS only', async () => {
    const server = await serve({ certificate: 'server', offers: offersBasic })
    expect(await ask(pooled(server.options({ credentials: basic })), 'x')).toContain('x')
    expect(() => new HttpPool(server.options({ credentials: basic, tls: { insecure: true } }))).toThrow(/Basic/)
    const wrong = { ...basic, password: 'not-it' }
    const refusals = server.requests.length
    const pool = pooled(server.options({ credentials: wrong }))
    await Promise.all([1, 2, 3, 4, 5].map(at => failureOf(ask(pool, `${at}`), 'logon')))
    expect(server.requests.length - refusals).toBe(1)
    const bare = await serve({ certificate: 'server' })
    const error = await failureOf(ask(pooled(bare.options({ credentials: basic })), 'x'), 'notOffered')
    expect(error.offered).toEqual(['Negotiate', 'Kerberos'])
  })

  test('a client certificate logs on, over TLS 1.2', async () => {
    const server = await serve({
      certificate: 'server',
      tls: { requestCert: true, rejectUnauthorized: false, ca: vector('tls/ca.pem') },
    })
    const ca = vector('tls/ca.pem').toString()
    const client = { certificate: vector('tls/client.pem').toString(), key: vector('tls/client.key').toString() }
    const pool = pooled(server.options({ credentials: { kind: 'certificate' }, tls: { ca, ...client } }))
    expect(await ask(pool, 'x')).toContain('x')
    const { socket } = server.connections[0] ?? {}
    expect(socket && 'getProtocol' in socket && typeof socket.getProtocol === 'function' && socket.getProtocol()).toBe(
      'TLSv1.2',
    )
    const self = {
      certificate: vector('tls/self-signed.pem').toString(),
      key: vector('tls/self-signed.key').toString(),
    }
    await failureOf(
      ask(pooled(server.options({ credentials: { kind: 'certificate' }, tls: { ca, ...self } })), 'x'),
      'logon',
    )
    const mixed = { certificate: client.certificate, key: self.key }
    await expect(
      ask(pooled(server.options({ credentials: { kind: 'certificate' }, tls: { ca, ...mixed } })), 'x'),
    ).rejects.toThrow(ArgumentError)
  })
})

test('no secret stands in what is inspected', async () => {
  const server = await serve({ certificate: 'server', offers: offersBasic })
  const pool = pooled(server.options({ credentials: basic }))
  await ask(pool, 'x')
  const seen = inspect(pool, { depth: 12, showHidden: true }) + JSON.stringify(pool)
  expect(seen).not.toContain(password)
  expect(seen).not.toContain(Buffer.from(`ann:${password}`).toString('base64'))
})

test('what comes back from a server or proxy that repeats all it gets does not stand in the failure', async () => {
  const echo = await raw(socket => socket.on('data', chunk => socket.write(chunk)))
  const url = new URL(`http://127.0.0.1:${echo}/wsman`)
  for (const [options, secret] of [
    [{ url, allowUnencrypted: true, credentials: basic }, `ann:${password}`],
    [{ url, credentials: ann, proxy: `http://us:Hidden-1234@127.0.0.1:${echo}` }, 'us:Hidden-1234'],
  ] as const) {
    const error = await failureOf(ask(pooled(options), 'x'))
    const text = inspect(error, { depth: 20, showHidden: true })
    expect(text).toMatch(/HTTPParserError|HPE_/)
    expect(text).not.toContain(Buffer.from(secret).toString('base64'))
    // Shown in hexadecimal.
    expect(error.cause).not.toHaveProperty('rawPacket')
  }
})

test('options that cannot be right are refused before anything is sent', () => {
  const options = { url: new URL('https://sql01:5986/wsman'), credentials: ann }
  const make = (more: object) => () => new HttpPool({ ...options, ...more })
  expect(make({ url: new URL('ftp://sql01/') })).toThrow(ArgumentError)
  expect(make({ url: new URL('http://u:p@sql01/') })).toThrow(ArgumentError)
  expect(make({ url: new URL('http://sql01/wsman'), tls: { insecure: true } })).toThrow(ArgumentError)
  expect(make({ url: new URL('http://sql01/wsman'), tls: {} })).toThrow('options of TLS were given')
  expect(make({ tls: { fingerprint: '12:34' } })).toThrow(ArgumentError)
  expect(make({ proxy: 'proxy:3128' })).toThrow(ArgumentError)
  expect(make({ proxy: 'socks5://user:Hidden1@proxy' })).toThrow(/^(?!.*Hidden1)/)
  expect(make({ maxConnections: 0 })).toThrow(ArgumentError)
  expect(make({ credentials: { kind: 'certificate' } })).toThrow(ArgumentError)
  expect(make({ url: new URL('http://sql01/wsman'), credentials: { kind: 'certificate' } })).toThrow(ArgumentError)
  expect(make({ tls: { fingerprint: ` ${'aB:'.repeat(20)}` } })).not.toThrow()
})
