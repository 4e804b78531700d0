// The command against `wmilink serve`, in processes of their own.
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf, readerPackage } from './packages.js'
import { buildCommand, type CommandProcess, startCommand } from './processes.js'

const { folder, remove } = folderOf('remote')
const pem = (name: string): string => fileURLToPath(new URL(`../vectors/tls/${name}`, import.meta.url))
const sample = fileURLToPath(new URL('./files/sample.mjs', import.meta.url))
const secret = join(folder, 'secret')
const rules = join(folder, 'rules.json')
const password = 'Wonderland 7'
const patience = { timeout: 30_000 }
let server: CommandProcess
let http = ''
let https = ''

beforeAll(async () => {
  writeFileSync(secret, `${password}\n`)
  writeFileSync(join(folder, 'wrong'), 'nonsense\n')
  writeFileSync(
    rules,
    JSON.stringify({ rules: [{ user: '*', classes: ['Test_*'], rights: ['enable', 'remote', 'subscribe'] }] }),
  )
  await buildCommand(folder)
  server = startCommand(folder, [
    ...['serve', '--wsman', '0', '--wsman-tls', '0', '--cert', pem('server.pem'), '--key', pem('server.key')],
    ...['--user', 'alice', '--password-file', secret, '--rules', rules, '--import', sample],
  ])
  while (server.heard.stdout.split('\n').length < 3 && server.child.exitCode === null) await setTimeout(20)
  const urls = server.heard.stdout.match(/https?:\S+/g) ?? []
  http = urls.find(url => url.startsWith('http:')) ?? ''
  https = urls.find(url => url.startsWith('https:')) ?? ''
})
afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  remove()
})

interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. */
async function run(argv: readonly string[], env?: Record<string, string>): Promise<Answer> {
  const { heard, ended } = startCommand(folder, argv, env)
  return { code: await ended, ...heard }
}

const alice = ['-u', 'alice', '--password-file', secret]
const onHttp = () => ['-s', http, ...alice]
const ca = ['--ca', pem('ca.pem')]
const os = 'SELECT Caption, NumberOfProcesses FROM Win32_OperatingSystem'

test('rows with their types, over http', async () => {
  const { code, stdout, stderr } = await run(['query', os, ...onHttp()])
  expect(stderr).not.toContain('answered, not Windows')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ Caption: expect.any(String), NumberOfProcesses: expect.any(Number) })
})

test('rows of own classes are those that are here; references name the server', async () => {
  const query = 'SELECT * FROM Test_Sample'
  const [there, here] = await Promise.all([
    run(['query', query, ...onHttp()]),
    run(['query', query, '--import', sample]),
  ])
  expect(there.code, there.stderr).toBe(0)
  expect(there.stdout.replace(/"Next":"[^"]*:Test/, '"Next":"Test')).toBe(here.stdout)
})

test('rows of many pages come while there are more; leaving releases them', async () => {
  const { child, heard, ended } = startCommand(folder, ['query', 'SELECT * FROM Test_Many', ...onHttp()])
  await expect.poll(() => heard.stdout.length, patience).toBeGreaterThan(3_000_000)
  child.kill('SIGINT')
  expect(await ended).toBe(3)
  const ids = heard.stdout
    .split('\n')
    .slice(0, 20_000)
    .map(line => JSON.parse(line).Id)
  expect(ids).toEqual(ids.map((_, index) => index))
})

test('get, classes, describe and namespaces are as they are here', async () => {
  for (const argv of [
    ['get', 'Win32_OperatingSystem=@', '--json', '--format', 'json'],
    ['classes', 'Win32_Disk*'],
    ['describe', 'Win32_LogicalDisk', '--format', 'csv'],
    ['namespaces'],
  ]) {
    const [there, here] = await Promise.all([run([...argv, ...onHttp()]), run(argv)])
    expect(there.stderr, argv[0]).not.toContain('internal error')
    expect(there.code, `${argv[0]}: ${there.stderr}`).toBe(0)
    // The machine lives on meanwhile: names of members must agree, and all of what does not change.
    if (argv[0] === 'get') expect(Object.keys(JSON.parse(there.stdout))).toEqual(Object.keys(JSON.parse(here.stdout)))
    else expect(there.stdout, argv[0]).toBe(here.stdout)
  }
})

test('events come through', async () => {
  const query = "SELECT * FROM __InstanceModificationEvent WHERE TargetInstance ISA 'Win32_LocalTime'"
  const { code, stdout, stderr } = await run(['watch', query, '--count', '2', '--timeout', '30', ...onHttp()])
  expect(code, stderr).toBe(0)
  const events = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(events).toHaveLength(2)
  expect(events[0]).toMatchObject({
    __CLASS: '__InstanceModificationEvent',
    TargetInstance: { __CLASS: 'Win32_LocalTime' },
  })
})

test('what may not be done is refused, and logged there', async () => {
  const { code, stderr } = await run(['invoke', 'Win32_Process', 'Create', 'CommandLine=true', '--json', ...onHttp()])
  expect(code).toBe(1)
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'WBEM_E_ACCESS_DENIED' } })
  await expect.poll(() => server.heard.stderr, patience).toMatch(/alice.*Win32_Process/)
})

test('a wrong password fails as such, without showing any', async () => {
  const argv = ['query', os, '-s', http, '-u', 'alice', '--password-file', join(folder, 'wrong'), '--json']
  const { code, stderr } = await run(argv)
  expect(code).toBe(1)
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'E_ACCESSDENIED' } })
  expect(stderr + server.heard.stderr).not.toMatch(/nonsense|Wonderland/)
})

test('errors are those of WMI', async () => {
  const { code, stderr } = await run(['query', 'SELECT * FROM No_Such', '--json', ...onHttp()])
  expect(code).toBe(1)
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'WBEM_E_INVALID_CLASS', namespace: 'root\\cimv2' } })
})

describe('over TLS', () => {
  const der = new X509Certificate(readFileSync(pem('server.pem'))).raw
  const print = (kind: string): string => createHash(kind).update(der).digest('hex')
  const on = () => ['-s', https, ...alice]

  test.each<[string, string[]]>([
    ['with its authority', ca],
    ['pinned by SHA-256', ['--fingerprint', print('sha256')]],
    ['pinned by the thumbprint that Windows shows', ['--fingerprint', print('sha1').toUpperCase()]],
    ['insecure', ['--insecure']],
    ['with Basic', [...ca, '--auth', 'basic']],
    ['with NTLM alone', [...ca, '--auth', 'ntlm', '--max-connections', '1']],
  ])('%s', async (_name, options) => {
    const { code, stdout, stderr } = await run(['query', os, ...on(), ...options])
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ Caption: expect.any(String) })
  })

  test.each<[string, string[], number]>([
    ['an authority that nobody named', [], 1],
    ['another certificate than the pinned one', ['--fingerprint', '00'.repeat(32)], 1],
    ['--insecure with Basic', ['--insecure', '--auth', 'basic'], 6],
  ])('%s is refused', async (_name, options, code) => {
    const result = await run(['query', os, ...on(), ...options])
    expect(result.code, result.stderr).toBe(code)
    expect(result.stdout).toBe('')
  })
})

test('Basic over http is refused before anything is sent', async () => {
  const { code, stderr } = await run(['query', os, ...onHttp(), '--auth', 'basic'])
  expect(code).toBe(6)
  expect(stderr).toContain('wmilink:')
})

test('test walks its stages', async () => {
  const { code, stdout, stderr } = await run(['test', http, ...alice, '--json'])
  expect(code, stderr).toBe(0)
  const { connections } = JSON.parse(stdout)
  expect(connections[0].stages.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(6).fill('ok'))
  expect(connections[0].stages[1].detail).toBe(`wsman ${http}`)
  const missing = JSON.parse((await run(['test', http, ...alice, '-n', 'root\\nowhere', '--json'])).stdout)
  expect(missing.connections[0].stages[4]).toMatchObject({
    stage: 'namespace',
    outcome: 'failed',
    error: { name: 'WBEM_E_INVALID_NAMESPACE' },
  })
})

test('a package reads from it', async () => {
  const output = join(folder, 'out.txt')
  const pkg = join(folder, 'remote.dtsx')
  await readerPackage(pkg, {
    server: http,
    userName: 'alice',
    query: 'SELECT Caption FROM Win32_OperatingSystem',
    output,
  })
  const { code, stderr } = await run(['run', pkg, '--connection-password-file', `Servers;${secret}`])
  expect(code, stderr).toBe(0)
  expect(readFileSync(output, 'utf8')).toContain('Caption')
})

test('the exchanges are in the trace, also of a command that failed, and no secret is', async () => {
  const trace = join(folder, 'some.trace')
  const { code, stderr } = await run(['query', 'SELECT * FROM No_Such', ...onHttp(), '--trace', trace])
  expect(code).toBe(1)
  expect(stderr).toContain(`the exchanges are in ${trace}`)
  expect(statSync(trace).mode & 0o777).toBe(0o600)
  const events = readFileSync(trace, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(events.some(({ body }) => body?.includes('SELECT * FROM No_Such'))).toBe(true)
  expect(events).toContainEqual(expect.objectContaining({ direction: 'response', purpose: 'message', status: 500 }))
  const text = JSON.stringify(events)
  expect(text).not.toContain(password)
  expect(text).not.toMatch(/TlRMTVNT/)
})

test('SIGTERM ends the server with 0', async () => {
  const other = startCommand(folder, ['serve', '--wsman', '0', '--user', 'bob', '--password-file', secret])
  await expect.poll(() => other.heard.stdout, patience).toContain('listening wsman ')
  other.child.kill('SIGTERM')
  expect(await other.ended).toBe(0)
})

test('doctor finds nothing wrong, and tells a wrong password apart', async () => {
  const report = join(folder, 'report.json')
  const well = await run(['doctor', http, ...alice, '--json', '--report', report])
  expect(well.code, well.stderr).toBe(0)
  const { ok, stages } = JSON.parse(well.stdout)
  expect(ok).toBe(true)
  expect(stages.map(({ stage, outcome }: { stage: string; outcome: string }) => `${stage} ${outcome}`)).toEqual([
    ...['settings ok', 'resolve ok', 'tcp ok', 'offer ok', 'logon ok', 'namespace ok', 'query ok', 'roundTrip ok'],
  ])
  expect(readFileSync(report, 'utf8')).not.toContain(password)
  const wrong = await run(['doctor', http, '-u', 'alice', '--password-file', join(folder, 'wrong'), '--json'])
  expect(wrong.code).toBe(1)
  const logon = JSON.parse(wrong.stdout).stages.find(({ stage }: { stage: string }) => stage === 'logon')
  expect(logon).toMatchObject({ outcome: 'failed', error: { name: 'E_ACCESSDENIED' } })
  expect(logon.causes[0].command).toContain('net user')
  expect(wrong.stdout + wrong.stderr).not.toContain('nonsense')
})

test('doctor looks at certificates', async () => {
  const trusted = await run(['doctor', https, ...alice, ...ca, '--format', 'table'])
  expect(trusted.code, trusted.stdout).toBe(0)
  expect(trusted.stdout).toMatch(/✓ certificate +TLSv1\.[23]/)
  const strange = await run(['doctor', https, ...alice, '--format', 'table'])
  expect(strange.code).toBe(1)
  expect(strange.stdout).toContain('It ends at: certificate.')
  expect(strange.stdout).toContain('--fingerprint')
})

test('doctor shows no password of a URL', async () => {
  const { stdout, stderr } = await run(['doctor', http.replace('://', '://bob:hunter2@'), '--json'])
  expect(stdout + stderr).not.toContain('hunter2')
  const rows = await run(['doctor', http.replace('://', '://bob:hunter2@')])
  expect(rows.stdout + rows.stderr).not.toContain('hunter2')
})
