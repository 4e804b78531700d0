// A trace that the command recorded, played as a server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { cli, type Running, start } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const secret = join(folder, 'secret')
writeFileSync(secret, 'Wonderland 7\n')
const running: Running[] = []
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
})

async function listening(...argv: string[]): Promise<{ server: Running; url: string }> {
  const server = start(argv)
  running.push(server)
  await expect.poll(() => server.stdout.text, { timeout: 20_000 }).toMatch(/^listening wsman .*\n$/)
  return { server, url: server.stdout.text.match(/http:\S+/)?.[0] ?? '' }
}

const query = 'SELECT Caption, NumberOfUsers FROM Win32_OperatingSystem'

test('what was recorded is answered again, and nothing else', async () => {
  const trace = join(folder, 'os.trace')
  const machine = await listening('serve', '--wsman', '0', '--user', 'alice', '--password-file', secret)
  const recorded = await cli([
    ...['query', query, '-s', machine.url, '-u', 'alice', '--password-file', secret, '--trace', trace],
  ])
  expect(recorded.code, recorded.stderr).toBe(0)
  await machine.server.stop()

  const player = await listening('replay', trace)
  expect(player.server.stderr.text).toMatch(/messages that have an answer: [1-9]/)
  expect(player.server.stderr.text).toContain('the password "replay"')
  const ask = (wql: string) =>
    cli(['query', wql, '-s', player.url, '-u', 'anybody'], { env: { WMILINK_PASSWORD: 'replay' } })
  const replayed = await ask(query)
  expect(replayed.code, replayed.stderr).toBe(0)
  expect(replayed.stdout).toBe(recorded.stdout)
  const other = await ask('SELECT Caption FROM Win32_ComputerSystem')
  expect(other.code).toBe(1)
  expect(other.stdout).toBe('')
  const { code } = await player.server.stop()
  expect(code).toBe(0)
})

test('a password of its own is taken and not shown', async () => {
  const trace = join(folder, 'empty.trace')
  writeFileSync(trace, '')
  const { server } = await listening('replay', trace, '--password-file', secret)
  expect(server.stderr.text).not.toMatch(/Wonderland|"replay"/)
})

test.each<[string[], string, number]>([
  [[join(folder, 'none')], 'the trace: cannot read', 6],
  [[secret], 'wmilink: ', 1],
  [[secret, '--listen', '0.0.0.0'], '0.0.0.0', 6],
])('replay %j fails', async (argv, message, code) => {
  const result = await cli(['replay', ...argv])
  expect(result.stderr).toContain(message)
  expect(result.code).toBe(code)
  expect(result.stdout).toBe('')
})
