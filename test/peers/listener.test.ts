// Clients that nobody here wrote use the listener: curl, python3-winrm with python3-requests-ntlm.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFault } from '../../src/wsman/faults/index.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { writeIdentify, writeRequest } from '../../src/wsman/message/write.js'
import { actions } from '../../src/wsman/names.js'
import { readIdentity, readSequence, writeEnumerate, writePull } from '../../src/wsman/operations/index.js'
import { all, child, classUri, header, password, selectors, serve, user } from '../listen/listener.js'
import { vector, vectorPath } from '../vectors.js'
import { peer, peerFile, python, runs } from './peers.js'

const tls = { cert: vector('tls/server.pem').toString(), key: vector('tls/server.key').toString() }
const ca = vectorPath('tls/ca.pem')
const soap = 'Content-Type: application/soap+xml;charset=UTF-8'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wmilink-peer-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function output(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, { env: { ...process.env, ...environment } })
    let text = ''
    program.stdout.setEncoding('utf8').on('data', chunk => {
      text += chunk
    })
    program.once('error', reject)
    program.once('close', () => resolve(text))
  })
}

const bodyOf = (text: string) => readResponse(Buffer.from(text)).body
const get = () => writeRequest(header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '1' }) }), '')

peer('curl', runs('curl', '--version'))('curl', () => {
  const curl = async (url: string, ...args: readonly string[]) => {
    const request = file('request.xml', get())
    const text = await output('curl', [
      ...['--silent', '--max-time', '20', '--cacert', ca, '--header', soap, '--data-binary', `@${request}`],
      ...['--write-out', '\n%{http_code}', ...args, url],
    ])
    const at = text.lastIndexOf('\n')
    return { status: Number(text.slice(at + 1)), body: text.slice(0, at) }
  }

  test('Basic and NTLM are served over TLS where the listener lets in who has neither channel bindings nor MIC', async () => {
    await using served = await serve({ tls, requireChannelBindings: false, requireMic: false })
    for (const auth of ['--basic', '--ntlm']) {
      const { status, body } = await curl(served.listener.url, auth, '--user', `${user}:${password}`)
      expect([auth, status]).toEqual([auth, 200])
      expect(bodyOf(body)?.localName).toBe('Test_Item')
      const wrong = await curl(served.listener.url, auth, '--user', `${user}:wrong`)
      expect([auth, wrong.status]).toEqual([auth, 401])
    }
  })

  test('its NTLM, which has no channel bindings, is refused as the listener is by default', async () => {
    await using served = await serve({ tls })
    expect((await curl(served.listener.url, '--ntlm', '--user', `${user}:${password}`)).status).toBe(401)
    expect(served.log.map(({ event }) => event)).toEqual(['logonFailed'])
  })

  test('over http its messages are not sealed, so they are refused', async () => {
    await using served = await serve({ requireMic: false })
    const { status, body } = await curl(served.listener.url, '--ntlm', '--user', `${user}:${password}`)
    expect([status, body]).toEqual([500, ''])
  })

  const negotiates = runs('sh', '-c', 'curl --version | grep -q SPNEGO && test -e /usr/lib/*/gssntlmssp/gssntlmssp.so')
  ;(negotiates ? test : test.skip)('Negotiate, with gss-ntlmssp', async () => {
    await using served = await serve({ tls, requireChannelBindings: false })
    const users = file('users.txt', Buffer.from(`TESTHOST:${user}:${password}\n`))
    const { status, body } = await output(
      'curl',
      [
        ...[
          '--silent',
          '--max-time',
          '20',
          '--cacert',
          ca,
          '--header',
          soap,
          '--data-binary',
          `@${file('r.xml', get())}`,
        ],
        ...['--write-out', '\n%{http_code}', '--negotiate', '--user', `TESTHOST\\${user}:`, served.listener.url],
      ],
      { NTLM_USER_FILE: users, GSS_NTLMSSP_DEBUG: '' },
    ).then(text => {
      const at = text.lastIndexOf('\n')
      return { status: Number(text.slice(at + 1)), body: text.slice(0, at) }
    })
    expect(status).toBe(200)
    expect(bodyOf(body)?.localName).toBe('Test_Item')
  })

  test('the version is hidden from somebody unknown', async () => {
    await using served = await serve()
    const url = served.listener.url.replace('/wsman', '/wsman-anon/identify')
    const text = await output('curl', [
      ...['--silent', '--max-time', '20', '--header', soap, '--header', 'WSMANIDENTIFY: unauthenticated'],
      ...['--data-binary', `@${file('identify.xml', writeIdentify())}`, url],
    ])
    expect(readIdentity(bodyOf(text))).toMatchObject({ version: 'OS: 0.0.0 SP: 0.0 Stack: 3.0' })
  })
})

peer('python3-winrm', runs(python, '-c', 'import winrm, requests_ntlm'))('python3-winrm', () => {
  interface Told {
    status: number
    text: string
    error?: string
  }
  const winrm = async (
    url: string,
    method: string,
    secret: string,
    ...messages: readonly Buffer[]
  ): Promise<Told[]> => {
    const files = messages.map((message, position) => file(`message${position}.xml`, message))
    const secure = url.startsWith('https:')
    const text = await output(python, [
      ...[peerFile('listener-winrm.py'), url, user, secret, method, secure ? 'validate' : 'ignore', secure ? ca : ''],
      ...files,
    ])
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }
  const enumerate = writeEnumerate({
    optimize: true,
    maxElements: 100,
    filter: { dialect: 'wql', query: 'SELECT * FROM Test_Item' },
  })

  test('NTLM with sealed messages over http: several on one connection, faults too', async () => {
    await using served = await serve()
    const missing = header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '99' }) })
    const [identity, instance, fault, begun] = await winrm(
      served.listener.url,
      'ntlm',
      password,
      writeIdentify(),
      get(),
      writeRequest(missing, ''),
      writeRequest(header(actions.enumerate, all), enumerate),
    )
    expect(readIdentity(bodyOf(identity?.text ?? ''))).toMatchObject({ stack: 3 })
    expect(child(bodyOf(instance?.text ?? ''), 'Name')?.text).toBe('one <&> "quoted"')
    expect(fault?.status).toBe(500)
    const element = bodyOf(fault?.text ?? '')
    expect(element && readFault(element).message).not.toBe('')
    const { context, items } = readSequence(bodyOf(begun?.text ?? '')) ?? {}
    expect(items).toHaveLength(1)
    const pull = writePull({ context: context ?? '', maxElements: 100 })
    const [rest] = await winrm(served.listener.url, 'ntlm', password, writeRequest(header(actions.pull, all), pull))
    expect(readSequence(bodyOf(rest?.text ?? ''))).toMatchObject({ end: true })
  })

  test('NTLM with channel bindings and Basic over TLS', async () => {
    await using served = await serve({ tls })
    for (const method of ['ntlm', 'basic']) {
      const [identity] = await winrm(served.listener.url, method, password, writeIdentify())
      expect([method, identity?.error, identity?.status]).toEqual([method, undefined, 200])
    }
    const [wrong] = await winrm(served.listener.url, 'ntlm', 'wrong', writeIdentify())
    expect(wrong?.status).toBe(401)
  })

  test('a wrong password is refused over http', async () => {
    await using served = await serve()
    const [wrong] = await winrm(served.listener.url, 'ntlm', 'wrong', writeIdentify())
    expect(wrong?.status).toBe(401)
  })
})
