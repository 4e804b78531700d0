import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TextBody, writeText } from '../../../src/ssis/tasks/data-reader/file-destination.js'
import { OverwriteDestination } from '../../../src/ssis/tasks/data-reader/settings.js'

const { OverwriteDestination: Overwrite, AppendToDestination: Append, KeepOriginal: Keep } = OverwriteDestination
const windows = process.platform === 'win32'

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
  file = join(folder, 'out.txt')
})

interface Body extends TextBody {
  /** True once the reader has let go of the chunks. */
  readonly released: () => boolean
}

function body(chunks: readonly string[], head = '', fail = false): Body {
  let released = false
  async function* generate(): AsyncGenerator<string, void> {
    try {
      for (const chunk of chunks) yield chunk
      if (fail) throw new Error('the query broke')
    } finally {
      released = true
    }
  }
  return { chunks: generate(), head: () => head, released: () => released }
}

function write(mode: OverwriteDestination, text: TextBody, mustExist = false): Promise<void> {
  return writeText({ native: file, path: 'C:\\out.txt', mode, mustExist }, text)
}

const content = () => readFileSync(file, 'utf8')

describe.skipIf(process.platform !== 'linux')('a pipe', () => {
  beforeEach(() => {
    execFileSync('mkfifo', [file])
  })

  test('that nobody reads lets a cancel through', async () => {
    const controller = new AbortController()
    const text = body(['a'])
    const written = writeText({ native: file, path: 'C:\\out.txt', mode: Append, signal: controller.signal }, text)
    setImmediate(() => controller.abort())
    await expect(written).rejects.toThrow()
    expect(text.released()).toBe(true)
  })

  test('is written when somebody comes to read it', async () => {
    const written = write(Append, body(['a\r\n', 'b\r\n'], 'head\r\n'))
    const reader = await open(file, constants.O_RDWR)
    try {
      await written
      const { buffer, bytesRead } = await reader.read(Buffer.alloc(100))
      expect(buffer.toString('utf8', 0, bytesRead)).toBe('head\r\na\r\nb\r\n')
      expect(lstatSync(file).isFIFO()).toBe(true)
    } finally {
      await reader.close()
    }
  })
})

describe('a file that is not there yet', () => {
  test.each([Overwrite, Append, Keep])('is made, head first (mode %i)', async mode => {
    await write(mode, body(['a\r\n', 'b\r\n'], 'head\r\n'))
    expect(content()).toBe('head\r\na\r\nb\r\n')
    expect(readdirSync(folder)).toEqual(['out.txt'])
  })

  test.skipIf(windows).each([Overwrite, Append, Keep])('is made where a link to it leads (mode %i)', async mode => {
    mkdirSync(join(folder, 'there'))
    symlinkSync(join('there', 'new.txt'), file)
    await write(mode, body(['a']))
    expect(lstatSync(file).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'there', 'new.txt'), 'utf8')).toBe('a')
    expect(readdirSync(join(folder, 'there'))).toEqual(['new.txt'])
  })

  test.skipIf(windows)('is not made where links lead round in a circle', async () => {
    symlinkSync('out.txt', file)
    await expect(write(Overwrite, body(['a']))).rejects.toMatchObject({ code: 0xc002f304 })
    expect(lstatSync(file).isSymbolicLink()).toBe(true)
  })

  test('may have a name as long as a name can be', async () => {
    file = join(folder, `${'n'.repeat(250)}.txt`)
    await write(Overwrite, body(['a']))
    await write(Append, body(['b']))
    expect(content()).toBe('ab')
  })

  test('is made empty when there is no text', async () => {
    await write(Overwrite, body([]))
    expect(content()).toBe('')
  })

  test.each([Overwrite, Append, Keep])('is not made when the query fails midway (mode %i)', async mode => {
    const text = body(['a\r\n'], 'head\r\n', true)
    await expect(write(mode, text)).rejects.toThrow('the query broke')
    expect(readdirSync(folder)).toEqual([])
    expect(text.released()).toBe(true)
  })

  test('is an error when the manager says that it exists', async () => {
    await expect(write(Overwrite, body(['a']), true)).rejects.toMatchObject({
      code: 0xc002924a,
      message: 'the file "C:\\out.txt" does not exist',
      hint: expect.stringContaining('FileUsageType to CreateFile (1)'),
    })
  })
})

describe('a file that is there', () => {
  beforeEach(() => writeFileSync(file, 'old\r\n'))

  test('is replaced', async () => {
    await write(Overwrite, body(['new\r\n'], 'head\r\n'))
    expect(content()).toBe('head\r\nnew\r\n')
  })

  test('grows at its end, without a second head', async () => {
    await write(Append, body(['new\r\n'], 'head\r\n'))
    expect(content()).toBe('old\r\nnew\r\n')
  })

  test('gets the head when it was empty', async () => {
    writeFileSync(file, '')
    await write(Append, body(['new\r\n'], 'head\r\n'))
    expect(content()).toBe('head\r\nnew\r\n')
  })

  test('is kept: error 0xC002924F, before the query is asked', async () => {
    let asked = false
    async function* generate(): AsyncGenerator<string, void> {
      asked = true
      yield 'a'
    }
    await expect(write(Keep, { chunks: generate(), head: () => '' })).rejects.toMatchObject({
      code: 0xc002924f,
      symbol: 'DTS_E_WMIDRTASK_FILEALREADYEXISTS',
      message: 'the file "C:\\out.txt" already exists and is to be kept',
    })
    expect(asked).toBe(false)
    expect(content()).toBe('old\r\n')
  })

  test.each([Overwrite, Append])('stays as it was when the query fails midway (mode %i)', async mode => {
    await expect(write(mode, body(['a'], '', true))).rejects.toThrow('the query broke')
    expect(content()).toBe('old\r\n')
    expect(readdirSync(folder)).toEqual(['out.txt'])
  })

  test('two that append at once both get in', async () => {
    await Promise.all([write(Append, body(['a\r\n', 'b\r\n'])), write(Append, body(['c\r\n', 'd\r\n']))])
    const lines = content().split('\r\n')
    expect(lines.slice(0, 1)).toEqual(['old'])
    expect([...lines.slice(1, 5)].sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(lines.indexOf('b')).toBe(lines.indexOf('a') + 1)
    expect(readdirSync(folder)).toEqual(['out.txt'])
  })

  test.skipIf(windows)('keeps its permissions', async () => {
    chmodSync(file, 0o640)
    await write(Overwrite, body(['new']))
    expect(statSync(file).mode & 0o777).toBe(0o640)
    await write(Append, body(['more']))
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  test.skipIf(windows)('is reached through a link, which stays one', async () => {
    const alias = join(folder, 'alias.txt')
    symlinkSync(file, alias)
    await writeText({ native: alias, path: 'alias.txt', mode: Overwrite }, body(['new']))
    expect(content()).toBe('new')
    expect(lstatSync(alias).isSymbolicLink()).toBe(true)
  })

  test('that came into being meanwhile is kept too', async () => {
    const late = join(folder, 'late.txt')
    async function* generate(): AsyncGenerator<string, void> {
      writeFileSync(late, 'somebody else')
      yield 'a'
    }
    const target = { native: late, path: 'late.txt', mode: Keep }
    await expect(writeText(target, { chunks: generate(), head: () => '' })).rejects.toMatchObject({ code: 0xc002924f })
    expect(readFileSync(late, 'utf8')).toBe('somebody else')
    expect(readdirSync(folder).sort()).toEqual(['late.txt', 'out.txt'])
  })
})

describe('what the system refuses', () => {
  test('a folder in the place of the file', async () => {
    mkdirSync(file)
    await expect(write(Overwrite, body(['a']))).rejects.toMatchObject({
      code: 0xc002f304,
      message: 'an error occurred: the file "C:\\out.txt" cannot be written: it is a folder',
    })
  })

  test('a folder that does not exist', async () => {
    file = join(folder, 'none', 'out.txt')
    await expect(write(Overwrite, body(['a']))).rejects.toMatchObject({
      code: 0xc002f304,
      message: 'an error occurred: the file "C:\\out.txt" cannot be written: its folder does not exist',
    })
  })

  test.skipIf(windows || process.getuid?.() === 0)('a file that may not be written', async () => {
    writeFileSync(file, 'old')
    chmodSync(file, 0o444)
    await expect(write(Overwrite, body(['a']))).rejects.toMatchObject({
      code: 0xc002f304,
      message: 'an error occurred: the file "C:\\out.txt" cannot be written: permission denied',
    })
    expect(content()).toBe('old')
  })

  test('a file in the place of a folder', async () => {
    writeFileSync(file, '')
    const target = { native: join(file, 'x.txt'), path: 'x.txt', mode: Overwrite }
    await expect(writeText(target, body(['a']))).rejects.toMatchObject({ code: 0xc002f304 })
  })
})

test.skipIf(windows)('a device is written, not replaced', async () => {
  await writeText({ native: '/dev/null', path: '/dev/null', mode: Overwrite }, body(['a'], 'head'))
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
})

test('text is UTF-8 without a byte order mark', async () => {
  await write(Overwrite, body(['é€\u{1F600}']))
  expect(readFileSync(file).toString('hex')).toBe('c3a9e282acf09f9880')
})
