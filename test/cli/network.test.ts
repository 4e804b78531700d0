import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import type { Context } from '../../src/cli/context.js'
import { UsageError } from '../../src/cli/errors.js'
import { Messages } from '../../src/cli/messages.js'
import { networkConnectOptions } from '../../src/cli/network.js'
import { Output } from '../../src/cli/output.js'
import { readCommandLine } from '../../src/cli/program.js'
import { TraceFile } from '../../src/cli/trace-file.js'
import type { ExchangeEvent } from '../../src/http/trace.js'
import { cli, Kept } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-network-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const ca = file('ca.pem', 'the authority')
const cert = file('cert.pem', 'the certificate')
const key = file('key.pem', 'the key')
const secret = file('secret', 'p@ss/word\n')

/** What these arguments of `query` say to `connect()`, and what is told about them. */
async function options(...argv: string[]) {
  const stderr = new Kept()
  const stdout = new Kept()
  const { signal } = new AbortController()
  const io = { stdin: new PassThrough(), stdout, stderr, env: {}, signal }
  const request = readCommandLine(['query', 'SELECT 1', ...argv], io)
  if (request.kind !== 'command') throw new Error('no command')
  const messages = new Messages(io, false)
  const output = new Output(stdout, () => {})
  const context: Context = {
    io,
    options: request.options,
    output,
    messages,
    signal,
    password: undefined,
    format: undefined,
  }
  const said = await networkConnectOptions(context)
  return { said, told: stderr.text }
}

test.each<[string[], object]>([
  [[], {}],
  [['--tls'], { tls: {} }],
  [['--insecure'], { tls: { insecure: true } }],
  [['--ca', ca], { tls: { ca: 'the authority' } }],
  [['--fingerprint', 'AB:CD'], { tls: { fingerprint: 'AB:CD' } }],
  [['--cert', cert, '--key', key], { tls: { certificate: 'the certificate', key: 'the key' } }],
  [
    ['--cert', cert, '--key-password-file', secret, '--auth', 'certificate'],
    {
      auth: 'certificate',
      tls: { certificate: 'the certificate', key: 'the certificate', keyPassphrase: 'p@ss/word' },
    },
  ],
  [
    ['--transport', 'wsman', '--auth', 'basic', '--allow-unencrypted'],
    { transport: 'wsman', auth: 'basic', allowUnencrypted: true },
  ],
  [['--allow-legacy-ntlm', '--no-channel-binding'], { allowLegacyNtlm: true, channelBinding: false }],
  [['--max-connections', '8'], { maxConnections: 8 }],
  [['--proxy', 'http://proxy:3128'], { proxy: 'http://proxy:3128' }],
  [
    ['--proxy', 'http://me@proxy:3128', '--proxy-password-file', secret],
    { proxy: 'http://me:p%40ss%2Fword@proxy:3128/' },
  ],
])('%j says %j to connect()', async (argv, expected) => {
  const { said, told } = await options(...argv)
  expect(said).toEqual(expected)
  expect(told).toBe('')
})

test('a password on the command line is used, and said to be readable by others', async () => {
  const { said, told } = await options('--proxy', 'http://me:geheim@proxy:3128')
  expect(said).toEqual({ proxy: 'http://me:geheim@proxy:3128' })
  expect(told).toContain('--proxy-password-file')
  expect(told).not.toContain('geheim')
})

test.each<[string[], string]>([
  [['--ca', join(folder, 'nothing')], '--ca: cannot read'],
  [['--key', key], 'none was given'],
  [['--key-password-file', secret], 'none was given'],
  [['--proxy-password-file', secret], 'without a --proxy that names its user'],
  [['--proxy', 'http://proxy', '--proxy-password-file', secret], 'without a --proxy that names its user'],
  [['--auth', 'kerberos'], '--auth does not know "kerberos"'],
  [['--transport', 'dcom'], '--transport does not know "dcom"'],
  [['--max-connections', '0'], '--max-connections "0" is no number that it can be'],
  [['--trace', folder], 'cannot write the trace'],
])('%j is a wrong command line', async (argv, message) => {
  const { code, stderr } = await cli([
    'query',
    'SELECT * FROM A',
    '-s',
    'sql01.invalid',
    '-u',
    'me',
    '--password-file',
    secret,
    ...argv,
  ])
  expect(stderr).toContain(message)
  expect(code).toBe(6)
})

const event: ExchangeEvent = {
  at: 0,
  session: 1,
  direction: 'request',
  purpose: 'message',
  url: 'http://sql01:5985/wsman',
  headers: {},
  sealed: true,
  body: '<é/>',
}

test('a trace is one exchange a line, for its owner only, on the disk before it is closed', () => {
  const path = file('old.trace', 'what was there before')
  const trace = new TraceFile(path)
  trace.write(event)
  trace.write({ ...event, direction: 'response' })
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual([event, { ...event, direction: 'response' }])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(trace.close()).toContain(`the exchanges are in ${path}`)
})

test('a trace without exchanges says nothing', () => {
  expect(new TraceFile(join(folder, 'empty.trace')).close()).toBeUndefined()
})

test.skipIf(!existsSync('/dev/full'))('a trace that cannot go on says so once and fails nothing', () => {
  const full = new TraceFile('/dev/full')
  full.write(event)
  full.write(event)
  expect(full.close()).toContain('is incomplete (ENOSPC)')
})

test('a trace directory is refused as a wrong command line', () => {
  expect(() => new TraceFile(folder)).toThrow(UsageError)
})
