import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/errors.js'
import { isLoopback } from '../../src/cli/listening.js'
import { checkMethods, servePolicy } from '../../src/cli/serve-rules.js'
import { cli, type Running, start } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-serve-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}
const secret = file('secret', 'Wonderland 7\n')
const running: Running[] = []
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
})

async function serving(...argv: string[]): Promise<Running & { urls: string[] }> {
  const server = start(['serve', ...argv])
  running.push(server)
  await expect.poll(() => server.stdout.text, { timeout: 20_000 }).toMatch(/\n$/)
  return { ...server, urls: server.stdout.text.match(/https?:[^"\s]+/g) ?? [] }
}

const user = ['--user', 'alice', '--password-file', secret]

test('one line says where it listens; Ctrl-C ends it with 0', async () => {
  const server = await serving('--wsman', '0', ...user)
  expect(server.stdout.text).toMatch(/^listening wsman http:\/\/127\.0\.0\.1:\d+\/wsman\n$/)
  const [url = ''] = server.urls
  const answer = await fetch(url, { method: 'POST' })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toContain('Negotiate')
  const { code, stderr } = await server.stop()
  expect(code).toBe(0)
  expect(stderr).toContain('what runs is finished first')
  expect(stderr).not.toContain('warning')
  await expect(fetch(url, { method: 'POST' })).rejects.toThrow()
})

test('with --json the line is an object', async () => {
  const server = await serving('--wsman', '0', '--json', ...user)
  expect(JSON.parse(server.stdout.text)).toEqual({ event: 'listening', protocol: 'wsman', url: server.urls[0] })
})

test('other addresses are said loudly, over http most', async () => {
  const server = await serving('--wsman', '0', '--listen', '0.0.0.0', ...user)
  expect(server.stderr.text).toContain('warning: this machine answers to everybody who reaches http://0.0.0.0:')
  expect(server.stderr.text).toContain('--wsman-tls')
})

test('a file of users without users is said', async () => {
  const users = file('nobody', '# nobody\n')
  const server = await serving('--wsman', '0', '--users', users)
  expect(server.stderr.text).toContain('has no users yet')
})

test.each<[string[], string]>([
  [[], 'nobody could log on'],
  [['--wsman-tls', '0', ...user], '--wsman-tls needs a certificate'],
  [['--wsman-tls', '0', '--cert', join(folder, 'none'), ...user], '--cert: cannot read'],
  [['--key', secret, ...user], 'belong to a certificate'],
  [['--users', secret, ...user], '--users and --user exclude each other'],
  [['--users', secret, '--password-file', secret], '--users and --password-file exclude each other'],
  [['--wsman', '99999', ...user], '--wsman "99999" is no port'],
  [['--allow-methods-as-root', ...user], 'means nothing without --allow-methods'],
  [['--rules', join(folder, 'none'), ...user], '--rules: cannot read'],
  [['--user', 'CORP\\alice', '--password-file', secret], 'cannot be the name of a user'],
  [['--wsman', '0', '--import', join(folder, 'none.mjs'), ...user], 'there is no module'],
  [['--wsman', '0', '--mof', join(folder, 'none.mof'), ...user], 'none.mof'],
])('serve %j is a wrong command line', async (argv, message) => {
  const { code, stdout, stderr } = await cli(['serve', ...argv])
  expect(stderr).toContain(message)
  expect(code).toBe(6)
  expect(stdout).toBe('')
})

test.each<[string, string]>([
  ['{"rules": [', 'are no JSON'],
  ['{"rules": [{"user": "*", "rights": ["exekute"]}]}', 'exekute'],
])('rules %s are refused with what is wrong', async (text, message) => {
  const { code, stderr } = await cli(['serve', '--rules', file('rules.json', text), ...user])
  expect(code).toBe(1)
  expect(stderr).toContain(message)
})

test('root says twice that methods may be called', () => {
  expect(() => checkMethods({ allowMethods: true }, 0)).toThrow(UsageError)
  expect(() => checkMethods({ allowMethods: true, allowMethodsAsRoot: true }, 0)).not.toThrow()
  expect(() => checkMethods({ allowMethods: true }, 1000)).not.toThrow()
  expect(() => checkMethods({ allowMethods: true }, undefined)).not.toThrow()
  expect(() => checkMethods({}, 0)).not.toThrow()
})

describe('who may do what', () => {
  const alice = { user: 'alice', remote: true, allowMethods: true }
  const bob = { ...alice, user: 'bob' }
  const target = (className: string) => ({ className })

  test('reads only, unless the options say more', async () => {
    const policy = await servePolicy({})
    expect(policy.allows(alice, 'enable', 'root\\cimv2', target('Win32_Process'))).toBe(true)
    for (const right of ['execute', 'partialWrite', 'fullWrite'] as const)
      expect(policy.allows(alice, right, 'root\\cimv2', target('Win32_Process'))).toBe(false)
  })

  test('methods and writes for all, but not of classes that are kept from them, and no classes or namespaces', async () => {
    const policy = await servePolicy({ allowMethods: true, allowWrites: true })
    for (const right of ['execute', 'partialWrite'] as const) {
      expect(policy.allows(alice, right, 'root\\cimv2', target('Win32_Process'))).toBe(true)
      expect(policy.allows(alice, right, 'root\\cimv2', target('CIM_DataFile'))).toBe(false)
    }
    expect(policy.allows(alice, 'fullWrite', 'root\\cimv2', target('Win32_Process'))).toBe(false)
    expect((await servePolicy({ allowWrites: true })).allows(alice, 'execute', 'root\\cimv2')).toBe(false)
  })

  test('with rules only whom they name', async () => {
    const rules = file(
      'operators.json',
      '{"rules": [{"user": "alice", "classes": "Win32_Service", "rights": ["execute"]}]}',
    )
    const policy = await servePolicy({ allowMethods: true, rules })
    expect(policy.allows(alice, 'execute', 'root\\cimv2', target('Win32_Service'))).toBe(true)
    expect(policy.allows(alice, 'execute', 'root\\cimv2', target('Win32_Process'))).toBe(false)
    expect(policy.allows(bob, 'execute', 'root\\cimv2', target('Win32_Service'))).toBe(false)
    expect(policy.allows(bob, 'enable', 'root\\cimv2', target('Win32_Service'))).toBe(true)
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.example.com', false],
])('%s is reached by this machine only: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})

test('a port that is taken is a failure that names it', async () => {
  const server = await serving('--wsman', '0', ...user)
  const { port } = new URL(server.urls[0] ?? '')
  const { code, stderr } = await cli(['serve', '--wsman', port, ...user])
  expect(code).toBe(1)
  expect(stderr).toContain(port)
  expect(stderr).toContain('EADDRINUSE')
  expect(stderr).not.toContain('Wonderland')
})

const curl = spawnSync('curl', ['--version']).status === 0
test.skipIf(!curl)('curl asks over TLS by Basic, and by NTLM where that is let in', async () => {
  const pem = (name: string): string => fileURLToPath(new URL(`../vectors/tls/${name}`, import.meta.url))
  const tls = ['--wsman-tls', '0', '--cert', pem('server.pem'), '--key', pem('server.key'), ...user]
  const identify =
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>' +
    '<i:Identify xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"/></s:Body></s:Envelope>'
  const ask = async (url: string, auth: string): Promise<string> => {
    const { stdout } = await promisify(execFile)('curl', [
      ...['--silent', '--max-time', '20', '--cacert', pem('ca.pem'), auth, '--user', 'alice:Wonderland 7'],
      ...['--header', 'Content-Type: application/soap+xml;charset=UTF-8', '--data-binary', identify],
      ...['--output', '/dev/null', '--write-out', '%{http_code}', url],
    ])
    return stdout
  }
  const [strict = ''] = (await serving(...tls)).urls
  expect(await ask(strict, '--basic')).toBe('200')
  expect(await ask(strict, '--ntlm')).toBe('401')
  const [legacy = ''] = (await serving(...tls, '--allow-legacy-ntlm')).urls
  expect(await ask(legacy, '--ntlm')).toBe('200')
})
