import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogFile } from '../../../src/host/subscriptions/log-file.js'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wmilink-'))
  file = join(folder, 'events.log')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const logFile = (isUnicode = false, maximumSize = 0n) => new LogFile({ file, isUnicode, maximumSize })

test('lines are appended in the order in which they come', async () => {
  const log = logFile()
  await Promise.all(['one', 'two', 'trois é'].map(line => log.append(line)))
  expect(await readFile(file, 'utf8')).toBe('one\r\ntwo\r\ntrois é\r\n')
})

test('a new Unicode file begins with a byte order mark', async () => {
  const log = logFile(true)
  await log.append('é')
  await log.append('b')
  expect(await readFile(file)).toEqual(Buffer.from('\ufeffé\r\nb\r\n', 'utf16le'))
})

test('a file that is there keeps its encoding', async () => {
  await writeFile(file, Buffer.from('\ufeffa\r\n', 'utf16le'))
  await logFile(false).append('b')
  expect(await readFile(file)).toEqual(Buffer.from('\ufeffa\r\nb\r\n', 'utf16le'))
  await writeFile(file, 'a\r\n')
  await logFile(true).append('b')
  expect(await readFile(file, 'utf8')).toBe('a\r\nb\r\n')
})

test('a file beyond its size is set aside under the next number', async () => {
  const log = logFile(false, 5n)
  for (const line of ['first', 'second', 'third']) await log.append(line)
  expect((await readdir(folder)).sort()).toEqual(['events.001', 'events.002', 'events.log'])
  expect(await readFile(join(folder, 'events.001'), 'utf8')).toBe('first\r\n')
  expect(await readFile(join(folder, 'events.002'), 'utf8')).toBe('second\r\n')
  expect(await readFile(file, 'utf8')).toBe('third\r\n')
})

test('a long name keeps its extension', async () => {
  file = join(folder, 'many-events.log')
  const log = logFile(false, 1n)
  await log.append('a')
  await log.append('b')
  expect((await readdir(folder)).sort()).toEqual(['many-events.log', 'many-events.log.001'])
})

test('a folder that is not there is told, and the next line is tried again', async () => {
  const log = new LogFile({ file: join(folder, 'gone', 'x.log'), isUnicode: false, maximumSize: 0n })
  await expect(log.append('a')).rejects.toMatchObject({ name: 'WBEM_E_FAILED' })
  await expect(log.append('b')).rejects.toThrow(/x\.log cannot be written: .*ENOENT/)
})
