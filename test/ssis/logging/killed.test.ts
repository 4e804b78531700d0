// What is left of a log when its process ends in the middle, or when there is no room for more.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyColumn, recordOf } from '../../../src/ssis/logging/columns.js'
import { openLogWriter } from '../../../src/ssis/logging/writer.js'
import { entry, folder } from './entries.js'
import { readTextLog, readXmlLog } from './read-log.js'

let place = ''
let bundle = ''
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'wmilink-log-writer-'))
  bundle = join(place, 'writer.mjs')
  const source = fileURLToPath(new URL('../../../src/ssis/logging/writer.ts', import.meta.url))
  await build({ entryPoints: [source], outfile: bundle, bundle: true, platform: 'node', format: 'esm' })
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A program that writes entries with numbers, and says each number when its entry is written. */
function program(form: string, path: string, body: string): string[] {
  const text = `import { openLogWriter } from ${JSON.stringify(pathToFileURL(bundle).href)}
    import { writeSync } from 'node:fs'
    const log = openLogWriter(${JSON.stringify(form)}, ${JSON.stringify(path)})
    const write = number => log.write({
      event: 'OnProgress', computer: 'LAB1', operator: 'LAB1\\\\ann', source: 'Demo', sourceId: '', executionId: '',
      startTime: new Date(), endTime: new Date(), dataCode: number, message: 'entry ' + number + ' ' + 'x'.repeat(number % 50),
    })
    ${body}`
  return ['--input-type=module', '-e', text]
}

const readers: Readonly<Record<'text' | 'xml' | 'json', (bytes: Buffer) => number[]>> = {
  text: bytes => readTextLog(bytes).map(({ datacode }) => Number(datacode)),
  xml: bytes =>
    readXmlLog(bytes)
      .flat()
      .map(({ datacode }) => Number(datacode)),
  json: bytes => {
    const text = bytes.toString('utf8')
    if (text !== '' && !text.endsWith('\n')) throw new Error('half a line')
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => Number(JSON.parse(line).dataCode))
  },
}

describe.each(['text', 'xml', 'json'] as const)('%s logs', form => {
  test('are whole after a kill, with every entry that was said to be written', async () => {
    const path = join(folder(), 'log')
    const endless = "for (let number = 1; ; number += 1) { write(number); writeSync(1, number + '\\n') }"
    for (let round = 0; round < 3; round += 1) {
      const before = existsSync(path) ? readers[form](readFileSync(path)).length : 0
      const child = spawn(process.execPath, program(form, path, endless), { stdio: ['ignore', 'pipe', 'inherit'] })
      let heard = ''
      child.stdout.on('data', (chunk: Buffer) => {
        heard += chunk.toString()
        if (heard.length > 2000 + round * 700) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const said = heard.slice(0, heard.lastIndexOf('\n')).split('\n').length
      const found = readers[form](readFileSync(path)).slice(before)
      expect(found.length).toBeGreaterThanOrEqual(said)
      expect(found).toEqual(found.map((_, index) => index + 1))
    }
  })

  test('keep what was written, whole, when there is no more room', ({ skip }) => {
    if (process.platform === 'win32') return skip('no limit on the size of files')
    const path = join(folder(), 'log')
    const body = `let lost = 0
      for (let number = 1; number <= 60; number += 1) try { write(number) } catch (error) { lost += 1; if (error.code !== 'EFBIG') throw error }
      log.close()
      console.log(lost)`
    // Files of at most 8 blocks of 512 or 1024 bytes, by the shell; without the signal that would end the program.
    const script = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`
    const lost = Number(
      execFileSync('sh', ['-c', script, process.execPath, ...program(form, path, body)], { encoding: 'utf8' }),
    )
    const found = readers[form](readFileSync(path))
    expect(lost).toBeGreaterThan(0)
    expect(found.length).toBe(60 - lost)
    expect(found).toEqual([...found].sort((a, b) => a - b))
    // With room again the log goes on.
    const log = openLogWriter(form, path)
    log.write(recordOf(entry('OnError', { dataCode: 1000 }), everyColumn))
    log.close()
    expect(readers[form](readFileSync(path))).toEqual([...found, 1000])
  })
})

test('a pipe that nobody reads is refused at once, and one that somebody reads is written', async ({ skip }) => {
  const path = join(folder(), 'pipe')
  try {
    execFileSync('mkfifo', [path])
  } catch {
    return skip('no mkfifo')
  }
  expect(() => openLogWriter('json', path)).toThrow('ENXIO')
  const reader = spawn('head', ['-n', '2', path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let heard = ''
  reader.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
  })
  const log = await eventually(() => openLogWriter('json', path))
  log.write(recordOf(entry('A'), everyColumn))
  log.write(recordOf(entry('B'), everyColumn))
  await once(reader, 'close')
  expect(
    heard
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).event),
  ).toEqual(['A', 'B'])
  expect(() => log.write(recordOf(entry('C'), everyColumn))).toThrow('EPIPE')
  log.close()
  expect(() => openLogWriter('xml', path)).toThrow('regular file')
})

/** The work's value as soon as it does not throw. */
async function eventually<T>(work: () => T): Promise<T> {
  for (;;)
    try {
      return work()
    } catch {
      await new Promise(resolve => setTimeout(resolve, 10))
    }
}
