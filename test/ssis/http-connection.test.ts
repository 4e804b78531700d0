import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import { HttpError, type HttpFailure } from '../../src/http/errors.js'
import { acceptNegotiateNtlm, NtlmAcceptor, ntlmHash } from '../../src/security/index.js'
import { clearPasswordWarning, type HttpConnection } from '../../src/ssis/connection-kinds/http.js'
import type { ConnectionEnvironment } from '../../src/ssis/contract.js'
import { beginRun, endRun } from '../../src/ssis/dtsx/run-values.js'
import { type ConnectionManager, Package } from '../../src/ssis/index.js'
import { vector, vectorPath } from '../vectors.js'
import { type Answering, type Asked, closeSites, proxy, secureSite, site } from './http-server.js'
import { smallPackage } from './samples.js'
import { rejected, thrown } from './thrown.js'

afterEach(closeSites)

const ca = vector('tls/ca.pem').toString()
const environment: ConnectionEnvironment = { drives: new DriveMap(), connect: {} }
const trusting: ConnectionEnvironment = { ...environment, connect: { tls: { ca } } }

function manager(values: Readonly<Record<string, string | number | boolean>>): ConnectionManager {
  const made = new Package().connections.add('HTTP')
  for (const [name, value] of Object.entries(values)) made.properties.get(name).setValue(made, value)
  return made
}

async function acquired(
  values: Readonly<Record<string, string | number | boolean>>,
  where = environment,
): Promise<HttpConnection> {
  return (await manager(values).acquireConnection(null, where)) as HttpConnection
}

async function failure(promise: Promise<unknown>, kind: HttpFailure): Promise<HttpError> {
  const error: unknown = await promise.then(
    () => expect.fail('it succeeded'),
    reason => reason,
  )
  if (!(error instanceof HttpError)) throw error
  expect(error.failure, error.message).toBe(kind)
  expect(error.hint).not.toBe('')
  return error
}

const authorization = ({ headers }: Asked) => headers.authorization

const saved = smallPackage(`  <DTS:ConnectionManagers>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[Web]"
      DTS:CreationName="HTTP"
      DTS:DTSID="{33333333-3333-3333-3333-333333333333}"
      DTS:ObjectName="Web">
      <DTS:ObjectData>
        <DTS:ConnectionManager
          DTS:ConnectionString="http://localhost:62629/CalcService.asmx?WSDL">
          <DTS:HttpConnection
            DTS:ServerURL="http://localhost:62629/CalcService.asmx?WSDL">
            <DTS:Property
              DTS:Name="ServerPassword"
              Sensitive="1"
              Encrypted="1">AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA</DTS:Property>
            <DTS:Property
              DTS:Name="ProxyPassword"
              Sensitive="1"
              Encrypted="1">AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA</DTS:Property>
          </DTS:HttpConnection>
        </DTS:ConnectionManager>
      </DTS:ObjectData>
    </DTS:ConnectionManager>
  </DTS:ConnectionManagers>
`)

describe('the properties of an HTTP connection manager', () => {
  test('have the documented defaults', () => {
    const made = manager({})
    const values = Object.fromEntries(
      [...made.properties].filter(({ get }) => get).map(property => [property.name, property.getValue(made)]),
    )
    expect(values).toMatchObject({
      BypassProxyOnLocal: false,
      CertificateIdentifier: '',
      ChunkSize: 1,
      ConnectByProxy: false,
      ConnectionString: '',
      ProxyDomain: '',
      ProxyURL: '',
      ProxyUserName: '',
      ServerDomain: '',
      ServerURL: '',
      ServerUserName: '',
      Timeout: 30,
      UseProxy: false,
      UseProxyCredentials: false,
      UseSecureConnection: false,
      UseServerCredentials: false,
    })
  })

  test('are read from a file as SSIS saves it, which stays as it is', () => {
    const pkg = Package.parse(saved)
    const web = pkg.connections.get('Web')
    expect(web.connectionString).toBe('http://localhost:62629/CalcService.asmx?WSDL')
    expect(web.innerObject.timeout).toBe(30)
    expect(web.secretWarnings()).toEqual([])
    expect(pkg.toXml()).toBe(saved)
  })

  test('are written as attributes of HttpConnection, the URL in both places', () => {
    const pkg = Package.parse(saved)
    const web = pkg.connections.get('Web')
    web.connectionString = 'https://srv01/Other.asmx'
    web.innerObject.timeout = 5
    web.innerObject.useProxy = true
    const text = pkg.toXml()
    expect(text).toContain('<DTS:ConnectionManager\n          DTS:ConnectionString="https://srv01/Other.asmx">')
    expect(text).toMatch(
      /<DTS:HttpConnection\s+DTS:ServerURL="https:\/\/srv01\/Other\.asmx"\s+DTS:Timeout="5"\s+DTS:UseProxy="True">/,
    )
    expect(Package.parse(text).connections.get('Web').innerObject.serverURL).toBe('https://srv01/Other.asmx')
  })

  test('keep an encrypted password as long as server and user stay', () => {
    const pkg = Package.parse(saved)
    const web = pkg.connections.get('Web')
    web.innerObject.serverURL = 'http://localhost:62629/Other.asmx'
    expect(pkg.toXml()).toContain('DTS:Name="ServerPassword"')
    web.innerObject.serverURL = 'http://localhost:1234/CalcService.asmx?WSDL'
    expect(pkg.toXml()).not.toContain('DTS:Name="ServerPassword"')
    expect(pkg.toXml()).toContain('DTS:Name="ProxyPassword"')
    expect(web.secretWarnings().join()).toMatch(/removed/)
    web.innerObject.proxyURL = 'http://proxy:8080'
    expect(pkg.toXml()).toContain('DTS:Name="ProxyPassword"')
    web.innerObject.proxyURL = 'http://other:8080'
    expect(pkg.toXml()).not.toContain('DTS:Name="ProxyPassword"')
  })

  test('forget a password that was set for another server or user, not for one that is being said', () => {
    const made = manager({ ServerPassword: 'x', ServerURL: 'https://a/b', ServerUserName: 'ann', ServerDomain: 'LAB' })
    expect(made.hasUnsavedSecret).toBe(true)
    made.innerObject.serverURL = 'https://a/c?WSDL'
    expect(made.hasUnsavedSecret).toBe(true)
    for (const [property, value] of [
      ['serverURL', 'http://a/b'],
      ['serverURL', 'https://b/b'],
      ['serverUserName', 'bob'],
      ['serverDomain', 'PROD'],
    ] as const) {
      made.innerObject.serverPassword = 'y'
      made.innerObject[property] = value
      expect(made.hasUnsavedSecret, property).toBe(false)
    }
  })

  test('that a run sets end with it, and no password goes to a server that only the run names', async () => {
    const one = await site()
    const other = await site()
    const values = { ServerURL: one.origin, UseServerCredentials: true, ServerUserName: 'ann', ServerPassword: 'x' }
    const made = manager(values)
    const { document } = made.node.element
    const text = made.parent.toXml()
    const ask = async () => {
      const connection = (await made.acquireConnection(null, environment)) as HttpConnection
      await connection.request('GET', '/')
    }
    beginRun(document)
    made.innerObject.serverURL = other.origin
    made.innerObject.timeout = 5
    await expect(ask()).rejects.toThrow(/no ServerPassword/)
    made.innerObject.serverPassword = 'of the run'
    await ask()
    made.innerObject.serverURL = one.origin
    await expect(ask()).rejects.toThrow(/no ServerPassword/)
    endRun(document)
    expect(made.innerObject.timeout).toBe(30)
    expect(made.parent.toXml()).toBe(text)
    await ask()
    const sent = [one, other].map(({ asked }) => asked.map(each => atob(authorization(each)?.slice(6) ?? '')))
    expect(sent).toEqual([['ann:x'], ['ann:of the run']])
  })

  test('never show a password', () => {
    const made = manager({
      ServerURL: 'http://ann:s3cret@localhost/',
      ServerPassword: 's3cret',
      CertificatePassword: 's3cret',
    })
    expect(made.connectionString).toBe('http://localhost/')
    expect(thrown(() => made.innerObject.serverPassword).symbol).toBe('DTS_E_PROPERTYWRITEONLY')
    const shown = [
      inspect(made, { depth: 9 }),
      JSON.stringify(made),
      JSON.stringify(made.innerObject),
      inspect(made.innerObject),
    ]
    shown.push(...made.problems().map(({ description }) => description))
    expect(shown.join()).not.toContain('s3cret')
  })

  for (const [values, reason] of [
    [{}, /no ServerURL/],
    [{ ServerURL: 'ftp://localhost/' }, /http:\/\/ or https/],
    [{ ServerURL: 'nowhere' }, /"nowhere"/],
    [{ ServerURL: 'http://u:p@localhost/' }, /holds a user/],
    [{ ServerURL: 'http://localhost/', UseSecureConnection: true }, /UseSecureConnection/],
    [{ ServerURL: 'http://localhost/', CertificateIdentifier: 'C:\\a.pem' }, /certificate/],
    [{ ServerURL: 'http://localhost/', UseServerCredentials: true }, /no ServerUserName/],
    [{ ServerURL: 'http://localhost/', UseServerCredentials: true, ServerUserName: 'a:b' }, /colon/],
    [{ ServerURL: 'http://localhost/', UseProxy: true }, /no ProxyURL/],
    [{ ServerURL: 'http://localhost/', UseProxy: true, ProxyURL: 'socks://x' }, /ProxyURL/],
    [
      { ServerURL: 'http://localhost/', UseProxy: true, ProxyURL: 'p:8080', UseProxyCredentials: true },
      /ProxyUserName/,
    ],
    [{ ServerURL: 'http://localhost/', Timeout: -1 }, /Timeout/],
  ] as const)
    test(`are refused before anything is sent: ${JSON.stringify(values)}`, async () => {
      const made = manager(values)
      const [problem] = made.problems()
      expect(problem?.symbol).toBe('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER')
      expect(problem?.description).toMatch(reason)
      expect((await rejected(made.acquireConnection(null, environment))).message).toMatch(reason)
    })
})

describe('a request', () => {
  test('goes to the server with its headers and body, as nobody', async () => {
    const server = await site((asked, response) => void response.writeHead(201, { 'X-Kind': 'a' }).end(asked.body))
    const connection = await acquired({ ServerURL: `${server.origin}/a/b?WSDL` })
    const answer = await connection.request('POST', 'c?x=1', { 'x-own': 'y' }, Buffer.from('héllo'))
    expect([answer.status, answer.header('x-kind'), answer.body.toString(), answer.url]).toEqual([
      201,
      'a',
      'héllo',
      `${server.origin}/a/c?x=1`,
    ])
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/a/c?x=1', headers: { 'x-own': 'y' } })
    expect(server.asked[0]?.headers.authorization).toBeUndefined()
    await connection.request('GET', connection.serverUrl)
    expect(server.asked[1]?.url).toBe('/a/b?WSDL')
  })

  test('carries Basic credentials at once, with a domain where there is one', async () => {
    const server = await site()
    const values = {
      ServerURL: server.origin,
      UseServerCredentials: true,
      ServerUserName: 'änn',
      ServerPassword: 'p:ß',
    }
    await (await acquired(values)).request('GET', '/')
    await (await acquired({ ...values, ServerDomain: 'LAB', ServerPassword: 'x' })).request('GET', '/')
    const sent = server.asked.map(asked => Buffer.from(authorization(asked)?.slice(6) ?? '', 'base64').toString())
    expect(sent).toEqual(['änn:p:ß', 'LAB\\änn:x'])
    expect(clearPasswordWarning(manager(values))).toMatch(/http:\/\/, where others can read it/)
    expect(clearPasswordWarning(manager({ ...values, UseServerCredentials: false }))).toBeUndefined()
    expect(clearPasswordWarning(manager({ ...values, ServerURL: 'https://x/' }))).toBeUndefined()
  })

  test('takes a password from the store of the run, and fails without any', async () => {
    const server = await site()
    const values = { ServerURL: server.origin, UseServerCredentials: true, ServerUserName: 'ann' }
    const error = await rejected(acquired(values))
    expect(error.message).toMatch(/no ServerPassword/)
    const asked: string[] = []
    const secrets = { find: (...key: string[]) => (asked.push(key.join()) ? 'kept' : undefined) }
    await (await acquired(values, { ...environment, secrets })).request('GET', '/')
    expect(asked).toEqual(['127.0.0.1,ann'])
    expect(authorization(server.asked[0] as Asked)).toBe(`Basic ${Buffer.from('ann:kept').toString('base64')}`)
  })

  test('that is refused says by whom and what is offered', async () => {
    const server = await site((_, response) => void response.writeHead(401, { 'www-authenticate': 'NTLM' }).end())
    const values = {
      ServerURL: server.origin,
      UseServerCredentials: true,
      ServerUserName: 'ann',
      ServerPassword: 's3cret',
    }
    const error = await failure((await acquired(values)).request('GET', '/'), 'notOffered')
    expect(error.offered).toEqual(['NTLM'])
    await failure((await acquired({ ServerURL: server.origin })).request('GET', '/'), 'logon')
    const basic = await site(
      (_, response) => void response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    )
    const refusal = await failure((await acquired({ ...values, ServerURL: basic.origin })).request('GET', '/'), 'logon')
    expect(refusal.message + refusal.hint).not.toContain('s3cret')
  })

  test('gives other failures of the server to who asked', async () => {
    const server = await site((_, response) => void response.writeHead(500).end('<fault/>'))
    const answer = await (await acquired({ ServerURL: server.origin })).request('POST', '/', {}, Buffer.from('x'))
    expect([answer.status, answer.body.toString()]).toEqual([500, '<fault/>'])
  })

  test('goes to no other server', async () => {
    const server = await site()
    const other = await site()
    const connection = await acquired({ ServerURL: server.origin })
    for (const url of [other.origin, 'https://127.0.0.1/', 'file:///etc/passwd', '//localhost/', 'http://'])
      await expect(connection.request('GET', url)).rejects.toThrow(/not on the server/)
    expect([...server.asked, ...other.asked]).toEqual([])
  })

  test('follows redirects on the server, and none elsewhere', async () => {
    const other = await site()
    const server = await site((asked, response) => {
      const to = { '/a': '/b', '/b': 'c', '/x': `${other.origin}/x`, '/loop': '/loop' }[asked.url]
      if (to) response.writeHead(asked.method === 'GET' ? 302 : 307, { location: to }).end()
      else response.end(`${asked.method} ${asked.url} ${asked.body}`)
    })
    const values = { ServerURL: server.origin, UseServerCredentials: true, ServerUserName: 'a', ServerPassword: 'b' }
    const connection = await acquired(values)
    const body = async (method: string, url: string) =>
      (await connection.request(method, url, {}, method === 'GET' ? undefined : Buffer.from('m'))).body.toString()
    expect(await body('GET', '/a')).toBe('GET /c ')
    expect(await body('POST', '/a')).toBe('POST /c m')
    for (const url of ['/x', '/loop']) await failure(connection.request('GET', url), 'redirect')
    expect(other.asked).toEqual([])
  })

  test('is not made a GET by a redirect', async () => {
    const server = await site((_, response) => void response.writeHead(302, { location: '/y' }).end())
    const connection = await acquired({ ServerURL: server.origin })
    await failure(connection.request('POST', '/x', {}, Buffer.from('m')), 'redirect')
    expect(server.asked.map(({ url }) => url)).toEqual(['/x'])
  })

  test('ends with its time, with its signal, and when the connection is given back', async () => {
    const server = await site(() => {})
    const slow = await acquired({ ServerURL: server.origin, Timeout: 1 })
    const late = await failure(slow.request('GET', '/'), 'timeout')
    expect(late.message).toMatch(/1000 milliseconds|1000 ms/)
    const stop = new AbortController()
    const connection = await acquired({ ServerURL: server.origin })
    const asked = connection.request('GET', '/', {}, undefined, stop.signal)
    stop.abort(new Error('stopped'))
    await expect(asked).rejects.toThrow('stopped')
    const web = manager({ ServerURL: server.origin })
    const held = (await web.acquireConnection(null, environment)) as HttpConnection
    const pending = held.request('GET', '/')
    await web.releaseConnection(held)
    await expect(pending).rejects.toThrow(/given back/)
  })

  test('that is answered without an end is cut off', async () => {
    const server = await site((_, response) => {
      const chunk = Buffer.alloc(1 << 20)
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
    })
    const connection = await acquired({ ServerURL: server.origin })
    const error = await failure(connection.request('GET', '/'), 'protocol')
    expect(error.message).toMatch(/67108864/)
  })
})

describe('TLS', () => {
  test('is verified', async () => {
    const server = await secureSite()
    const values = { ServerURL: server.origin, UseServerCredentials: true, ServerUserName: 'a', ServerPassword: 'b' }
    await failure((await acquired(values)).request('GET', '/'), 'certificate')
    expect(server.asked).toEqual([])
    expect((await (await acquired(values, trusting)).request('GET', '/')).body.toString()).toBe('ok')
  })

  test('may be pinned', async () => {
    const server = await secureSite(undefined, {}, 'self-signed')
    const values = { ServerURL: server.origin }
    const error = await failure((await acquired(values)).request('GET', '/'), 'certificate')
    const pinned = { ...values, ServerCertificateFingerprint: String(error.details.sha256) }
    expect((await (await acquired(pinned)).request('GET', '/')).status).toBe(200)
  })

  const wanting: Answering = (_, response, request) => {
    const { socket } = request
    const certificate =
      'getPeerCertificate' in socket ? (socket.getPeerCertificate as () => { subject?: { CN?: string } })() : {}
    response.end(certificate.subject?.CN ?? 'nobody')
  }
  const asking = { requestCert: true, ca, rejectUnauthorized: true }

  test('carries a client certificate: PEM with the key beside it, and in it', async () => {
    const server = await secureSite(wanting, asking)
    const ask = async (path: string) => {
      const values = { ServerURL: server.origin, CertificateIdentifier: path }
      return (await (await acquired(values, trusting)).request('GET', '/')).body.toString()
    }
    expect(await ask(vectorPath('tls/client.pem'))).toBe('client')
    const folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
    const both = join(folder, 'both.crt')
    writeFileSync(both, Buffer.concat([vector('tls/client.pem'), vector('tls/client.key')]))
    expect(await ask(both)).toBe('client')
    copyFileSync(vectorPath('tls/client.pem'), join(folder, 'alone.pem'))
    await expect(ask(join(folder, 'alone.pem'))).rejects.toThrow(/alone\.key/)
    await expect(ask(join(folder, 'missing.pem'))).rejects.toThrow(/missing\.pem/)
  })

  const openssl = spawnSync('openssl', ['version']).status === 0
  test.skipIf(!openssl)('carries a client certificate of a PKCS#12 file', async () => {
    const server = await secureSite(wanting, asking)
    const pfx = join(mkdtempSync(join(tmpdir(), 'wmilink-')), 'client.pfx')
    const files = ['-inkey', vectorPath('tls/client.key'), '-in', vectorPath('tls/client.pem')]
    spawnSync('openssl', ['pkcs12', '-export', ...files, '-out', pfx, '-passout', 'pass:open me'])
    const values = { ServerURL: server.origin, CertificateIdentifier: pfx, CertificatePassword: 'open me' }
    expect((await (await acquired(values, trusting)).request('GET', '/')).body.toString()).toBe('client')
    const wrong = await acquired({ ...values, CertificatePassword: 'wr0ng' }, trusting)
    await expect(wrong.request('GET', '/')).rejects.toThrow(/cannot be read|unreadable|mac/i)
  })
})

describe('a proxy', () => {
  test('takes http as it is and tunnels https, with its own credentials only', async () => {
    const relay = await proxy('us er:p:w')
    const plain = await site()
    const secure = await secureSite()
    const values = {
      UseProxy: true,
      ProxyURL: `127.0.0.1:${relay.port}`,
      UseProxyCredentials: true,
      ProxyUserName: 'us er',
      ProxyPassword: 'p:w',
      UseServerCredentials: true,
      ServerUserName: 'ann',
      ServerPassword: 'x',
    }
    const one = await acquired({ ...values, ServerURL: plain.origin })
    expect((await one.request('POST', '/a?b', {}, Buffer.from('m'))).body.toString()).toBe('ok')
    const two = await acquired({ ...values, ServerURL: secure.origin }, trusting)
    expect((await two.request('GET', '/c')).body.toString()).toBe('ok')
    expect(relay.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${plain.origin}/a?b`,
      `CONNECT 127.0.0.1:${secure.port}`,
    ])
    expect(relay.asked[1]?.headers.authorization).toBeUndefined()
    expect(secure.asked[0]?.headers['proxy-authorization']).toBeUndefined()
    expect(plain.asked[0]).toMatchObject({ url: '/a?b', body: 'm' })
  })

  test('that wants other credentials is told apart from the server', async () => {
    const relay = await proxy('a:b')
    for (const server of [await site(), await secureSite()]) {
      const values = { ServerURL: server.origin, UseProxy: true, ProxyURL: relay.origin }
      await failure((await acquired(values, trusting)).request('GET', '/'), 'proxy')
      expect(server.asked).toEqual([])
    }
  })

  test('is passed by for addresses of this machine when told so', async () => {
    const relay = await proxy()
    const server = await site()
    const values = { ServerURL: server.origin, UseProxy: true, ProxyURL: relay.origin, BypassProxyOnLocal: true }
    expect((await (await acquired(values)).request('GET', '/')).status).toBe(200)
    expect(relay.asked).toEqual([])
  })
})

describe('NTLM and Negotiate, which SSIS does not have', () => {
  const options = {
    computerName: 'SRV1',
    accounts: { hashOf: async (user: string) => (user.toLowerCase() === 'ann' ? ntlmHash('Pa$$w0rd-1') : undefined) },
  }

  for (const [method, scheme] of [
    [1, 'Negotiate'],
    [2, 'NTLM'],
  ] as const)
    test(`log on by ${scheme}, and send the message to who has answered`, async () => {
      const acceptors = new Map<unknown, ReturnType<typeof acceptNegotiateNtlm> | NtlmAcceptor>()
      const server = await site(async (asked, response, request) => {
        const token = authorization(asked)?.startsWith(`${scheme} `)
          ? authorization(asked)?.slice(scheme.length + 1)
          : undefined
        if (token === undefined) return void response.writeHead(401, { 'www-authenticate': scheme }).end()
        const acceptor =
          acceptors.get(request.socket) ?? (method === 1 ? acceptNegotiateNtlm(options) : new NtlmAcceptor(options))
        acceptors.set(request.socket, acceptor)
        const step = await acceptor.step(Buffer.from(token, 'base64'))
        const back = step.token ? { 'www-authenticate': `${scheme} ${Buffer.from(step.token).toString('base64')}` } : {}
        if (step.done) response.writeHead(200, back).end(`got ${asked.body}`)
        else response.writeHead(401, back).end()
      })
      const values = {
        ServerURL: server.origin,
        UseServerCredentials: true,
        ServerUserName: 'ann',
        ServerPassword: 'Pa$$w0rd-1',
        AuthenticationMethod: method,
      }
      const answer = await (await acquired(values)).request('POST', '/x', {}, Buffer.from('message'))
      expect(answer.body.toString()).toBe('got message')
      expect(server.asked[0]?.body).toBe('')
      expect(clearPasswordWarning(manager(values))).toBeUndefined()
    })
})
