import { expect, test } from 'vitest'
import { boundedLines } from '../../src/host/lines.js'
import { systemPrograms } from '../../src/host/programs.js'

async function linesOf(chunks: readonly (string | Buffer)[], most?: number): Promise<string[]> {
  async function* source() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  const lines: string[] = []
  for await (const line of boundedLines(source(), most)) lines.push(line)
  return lines
}

test('lines come whole, however the bytes are cut', async () => {
  const whole = Buffer.from('één\r\n\nlast')
  const bytes = Array.from(whole, (_, at) => whole.subarray(at, at + 1))
  expect(await linesOf([whole])).toEqual(['één', '', 'last'])
  expect(await linesOf(bytes)).toEqual(['één', '', 'last'])
  expect(await linesOf([])).toEqual([])
})

test('a line that is too long is cut, the next one is whole', async () => {
  expect(await linesOf(['abcdef', 'ghi\nnext\n'], 4)).toEqual(['abcd', 'next'])
})

test('bytes that are no UTF-8 become replacement characters', async () => {
  expect(await linesOf([Buffer.from([0x61, 0xff, 0x0a, 0xc3])])).toEqual(['a\ufffd', '\ufffd'])
})

test('a program that does not exist has no lines and ends with 127', async () => {
  const running = systemPrograms.run('wmilink-no-such-program', [], new AbortController().signal)
  const lines: string[] = []
  for await (const line of running.lines) lines.push(line)
  expect(lines).toEqual([])
  expect((await running.end).code).toBe(127)
})

test.skipIf(process.platform === 'win32')('leaving the lines ends the program', async () => {
  const running = systemPrograms.run('yes', ['--', 'again'], new AbortController().signal)
  for await (const line of running.lines) {
    expect(line).toBe('again')
    break
  }
  // It was killed, or could not write any more.
  expect((await running.end).code).not.toBe(0)
})
