import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, expect, test } from 'vitest'
import { setLanguage } from '../../src/base/text.js'
import type { Context } from '../../src/cli/context.js'
import { showDiagnosis } from '../../src/cli/doctor.js'
import { Interrupted } from '../../src/cli/errors.js'
import { Messages } from '../../src/cli/messages.js'
import type { Options } from '../../src/cli/options.js'
import { Output } from '../../src/cli/output.js'
import type { DiagnosisStage } from '../../src/connect/diagnosis.js'
import { TransportError } from '../../src/connect/errors.js'
import { Kept, plain } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => setLanguage('en'))

const resolved: DiagnosisStage = {
  stage: 'resolve',
  outcome: 'ok',
  detail: '10.0.0.7',
  facts: { addresses: ['10.0.0.7'] },
  milliseconds: 3.21,
  causes: [],
}
const old: DiagnosisStage = {
  stage: 'tls',
  outcome: 'warning',
  detail: 'CN=sql01',
  facts: { sha256: 'AB' },
  causes: [{ cause: 'The certificate ends in 3 days' }],
}
const refused: DiagnosisStage = {
  stage: 'logon',
  outcome: 'failed',
  detail: '',
  facts: { offered: ['Negotiate'] },
  error: new TransportError('logon', 'the server refused the user name or the password', { hint: 'Check both' }),
  causes: [
    {
      cause: 'The account is local, and UAC filters it',
      command: 'Set-ItemProperty -Path HKLM:\\…\nRestart-Service WinRM',
    },
    { cause: 'The clocks differ', command: 'w32tm /resync' },
  ],
}
const skipped: DiagnosisStage = { stage: 'query', outcome: 'skipped', detail: '', facts: {}, causes: [] }

interface Seen {
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

async function shown(
  walk: AsyncIterable<DiagnosisStage> | readonly DiagnosisStage[],
  { columns, signal, ...options }: Options & { columns?: number; signal?: AbortSignal } = {},
): Promise<Seen> {
  const terminal = columns === undefined ? undefined : { columns }
  const stdout = new Kept(terminal)
  const stderr = new Kept(terminal)
  const stop = signal ?? new AbortController().signal
  const io = { stdin: new PassThrough(), stdout, stderr, env: {}, signal: stop }
  const messages = new Messages(io, options.json === true)
  const output = new Output(stdout, () => {})
  const format = options.json ? 'json' : options.format
  const context: Context = { io, options, output, messages, signal: stop, password: undefined, format }
  const code = await showDiagnosis(context, 'https://alice:geheim@sql01/wsman', stages(walk))
  await output.flush()
  messages.end()
  return { code, stdout: stdout.text, stderr: stderr.text }
}

async function* stages(walk: AsyncIterable<DiagnosisStage> | Iterable<DiagnosisStage>): AsyncGenerator<DiagnosisStage> {
  yield* walk
}

test('a terminal shows each stage, its likely causes and what mends them', async () => {
  const { code, stdout, stderr } = await shown([resolved, old, refused, skipped], { columns: 100 })
  expect(code).toBe(1)
  expect(plain(stdout)).toBe(`✓ name                    10.0.0.7 3 ms
! certificate             CN=sql01
    → The certificate ends in 3 days
✗ logon                   E_ACCESSDENIED
    the server refused the user name or the password
    → The account is local, and UAC filters it
        Set-ItemProperty -Path HKLM:\\…
        Restart-Service WinRM
    → The clocks differ
        w32tm /resync
- query                   not tried

It ends at: logon.
`)
  expect(stdout).not.toBe(plain(stdout))
  expect(plain(stderr)).toContain('namespace …')
})

test('without a terminal a table has no colours, and ends with the verdict', async () => {
  const { code, stdout } = await shown([resolved], { format: 'table' })
  expect(code).toBeUndefined()
  expect(stdout).toBe('✓ name                    10.0.0.7 3 ms\n\nAll is well.\n')
  expect((await shown([resolved, old], { format: 'table' })).stdout).toContain('deserves a look')
})

test('in French', async () => {
  setLanguage('fr')
  expect((await shown([refused, skipped], { format: 'table' })).stdout).toContain(
    'Cela s’arrête à : ouverture de session.',
  )
})

test('in a pipe one object a stage, the failure on standard error', async () => {
  const { code, stdout, stderr } = await shown([resolved, refused])
  expect(code).toBe(1)
  const [first, second, ...rest] = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(rest).toEqual([])
  expect(first).toEqual({ ...resolved, milliseconds: 3.2, error: null })
  expect(second).toMatchObject({
    stage: 'logon',
    milliseconds: null,
    error: { code: 0x80070005, name: 'E_ACCESSDENIED', hint: 'Check both' },
    causes: [
      { cause: 'The account is local, and UAC filters it' },
      { cause: 'The clocks differ', command: 'w32tm /resync' },
    ],
  })
  expect(stderr).toContain('wmilink: E_ACCESSDENIED: the server refused')
})

test('--json prints one document without the password of a URL', async () => {
  const { code, stdout, stderr } = await shown([resolved, old], { json: true })
  expect(code).toBeUndefined()
  expect(JSON.parse(stdout)).toMatchObject({ server: 'https://alice:***@sql01/wsman', ok: true, stages: [{}, {}] })
  expect(stderr).toBe('')
})

test('the report says what was seen, for its owner only, and keeps names and secrets out of the options', async () => {
  const report = join(folder, 'report.json')
  const { stderr } = await shown([resolved, refused], {
    report,
    user: 'CORP\\alice',
    passwordFile: '/secret/place',
    proxy: 'http://me:geheim@proxy:3128',
    tls: true,
  })
  expect(stderr).toContain(`the report is in ${report}`)
  expect(statSync(report).mode & 0o777).toBe(0o600)
  const text = readFileSync(report, 'utf8')
  for (const secret of ['geheim', '/secret/place', 'CORP']) expect(text).not.toContain(secret)
  expect(JSON.parse(text)).toMatchObject({
    report: 'wmilink doctor',
    server: 'https://alice:***@sql01/wsman',
    machine: { platform: process.platform, node: process.versions.node, openssl: process.versions.openssl },
    options: { tls: true, user: 'DOMAIN\\user', given: ['user', 'passwordFile', 'proxy'] },
    stages: [
      { stage: 'resolve', outcome: 'ok' },
      { stage: 'logon', error: { name: 'E_ACCESSDENIED' } },
    ],
  })
})

test('the report is written also when the walk is stopped', async () => {
  const report = join(folder, 'stopped.json')
  const controller = new AbortController()
  async function* walk(): AsyncGenerator<DiagnosisStage> {
    yield resolved
    controller.abort(new Interrupted('interrupted'))
    throw controller.signal.reason
  }
  await expect(shown(walk(), { report, signal: controller.signal })).rejects.toBeInstanceOf(Interrupted)
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ stages: [{ stage: 'resolve' }] })
})

test('a report that cannot be written is a failure that names it', async () => {
  await expect(shown([resolved], { report: folder })).rejects.toThrow(`cannot write the report ${folder} (EISDIR)`)
})
