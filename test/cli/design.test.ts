import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { opener } from '../../src/cli/browser.js'
import { cli, Kept, type Running, start } from './cli.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-design-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const pages = join(folder, 'pages')
beforeAll(() => {
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<!doctype html><meta name="wmilink-nonce" content="">')
  writeFileSync(join(folder, 'disks.dtsx'), 'not read before it is opened')
  writeFileSync(join(folder, 'notes.txt'), '')
})
// The page is built by `npm run build` only.
vi.mock('../../src/designer/server/page-folder.js', () => ({ findPageFolder: () => pages }))

const running: Running[] = []
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
})

async function designing(argv: readonly string[], options: Parameters<typeof start>[1] = {}): Promise<Running> {
  const designer = start(['design', ...argv], options)
  running.push(designer)
  await expect.poll(() => designer.stdout.text, { timeout: 20_000 }).toMatch(/\n$/)
  return designer
}

function urls({ stdout }: Running): string[] {
  return stdout.text.split('\n').filter(Boolean)
}

test('it prints a link that opens one browser, and ends with Ctrl-C', async () => {
  const designer = await designing([folder])
  const [url = ''] = urls(designer)
  expect(designer.stdout.text).toBe(`${url}\n`)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(403)
  const { code, stderr } = await designer.stop()
  expect(code).toBe(0)
  expect(stderr).toContain('within 30 seconds; Enter gives a new one')
  await expect(fetch(url)).rejects.toThrow()
})

test('Enter in a terminal gives a new link', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const designer = await designing([join(folder, 'disks.dtsx')], { stdin })
  const [first = ''] = urls(designer)
  stdin.write('\n')
  await expect.poll(() => urls(designer)).toHaveLength(2)
  const [, second = ''] = urls(designer)
  expect((await fetch(first, { redirect: 'manual' })).status).toBe(403)
  expect((await fetch(second, { redirect: 'manual' })).status).toBe(303)
})

test('with --json the link is an object', async () => {
  const designer = await designing([folder, '--json'])
  expect(JSON.parse(designer.stdout.text)).toEqual({ event: 'link', url: expect.stringContaining('?token=') })
})

test.each([
  [['gone.dtsx'], 4, 'gone.dtsx is neither a package nor a folder: there is no such file'],
  [['notes.txt'], 5, 'its name does not end in .dtsx'],
  [['.', '--listen', '0.0.0.0'], 6, 'other machines reach 0.0.0.0'],
  [['.', '--listen', '0.0.0.0', '--password-file', 'x'], 6, 'over TLS only'],
  [['.', '--key', 'server.key'], 6, '--cert'],
  [['.', '--cert', 'gone.pem'], 6, 'gone.pem'],
  [['.', '--port', 'many'], 6, '--port'],
  [['.', '--listen', '192.0.2.1', '--port', '1'], 6, '192.0.2.1'],
])('wmilink design %j says what is wrong', async ([path = '', ...argv], code, told) => {
  const result = await cli(['design', join(folder, path), ...argv])
  expect(result.code).toBe(code)
  expect(result.stdout).toBe('')
  expect(result.stderr).toContain(told)
})

test('in French', async () => {
  const result = await cli(['design', join(folder, 'gone.dtsx')], { env: { LANG: 'fr_FR.UTF-8' } })
  expect(result.stderr).toContain('n’est ni un package ni un dossier')
  expect((await cli(['design', '--help', '--lang', 'fr'])).stdout).toContain(
    'un fichier .dtsx, ou un dossier de packages',
  )
})

test('a browser is opened where a person sits at a desktop', () => {
  const url = 'http://127.0.0.1:1/?token=x'
  const stdout = new Kept({ columns: 80 })
  const display = { DISPLAY: ':0' }
  expect(opener(url, { stdout, env: display }, 'linux')).toEqual(['xdg-open', url])
  expect(opener(url, { stdout, env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'linux')).toEqual(['xdg-open', url])
  expect(opener(url, { stdout, env: {} }, 'linux')).toBeUndefined()
  expect(opener(url, { stdout: new Kept(), env: display }, 'linux')).toBeUndefined()
  expect(opener(url, { stdout, env: {} }, 'darwin')).toEqual(['open', url])
  expect(opener(url, { stdout, env: { SSH_CONNECTION: 'x' } }, 'darwin')).toBeUndefined()
  expect(opener(url, { stdout, env: {} }, 'win32')).toEqual(['cmd.exe', '/d', '/c', 'start', '', url])
})

test('that nothing opens a browser is no failure', async () => {
  const before = process.env.PATH
  process.env.PATH = '/nonexistent'
  try {
    const designer = await designing([folder], { columns: 100, env: { DISPLAY: ':0' } })
    expect((await fetch(urls(designer)[0] ?? '', { redirect: 'manual' })).status).toBe(303)
  } finally {
    process.env.PATH = before
  }
})
