import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { displayWidth, pad, truncate, visible } from '../../src/cli/format/display.js'
import type { Format, Row } from '../../src/cli/format/row.js'
import { tableLimits } from '../../src/cli/format/table.js'
import { rowWriter } from '../../src/cli/format/writer.js'
import { Output } from '../../src/cli/output.js'
import { Kept, plain } from './cli.js'

const processes: readonly Row[] = [
  { Name: 'node', ProcessId: 41, Owner: null },
  { Name: 'a,"b"\nc', ProcessId: 7, Owner: ['x', 'y'] },
]

function setUp(
  format: Format | undefined,
  more: { columns?: number; single?: boolean; header?: readonly string[] } = {},
) {
  const stdout = new Kept(more.columns === undefined ? undefined : { columns: more.columns })
  const output = new Output(stdout, () => {})
  const stdin = process.stdin
  const io = { stdin, stdout, stderr: stdout, env: {}, signal: new AbortController().signal }
  const extra: string[] = []
  const writer = rowWriter({
    format,
    io,
    output,
    columns: more.header,
    onExtra: name => extra.push(name),
    ...(more.single ? { single: true } : {}),
  })
  return { stdout, output, writer, extra }
}

async function printed(rows: readonly Row[], ...setting: Parameters<typeof setUp>): Promise<string> {
  const { stdout, output, writer } = setUp(...setting)
  for (const row of rows) await writer.write(row)
  await writer.end()
  await output.flush()
  return stdout.text
}

test('json prints one array with one row a line', async () => {
  expect(await printed(processes, 'json')).toBe(
    '[\n  {"Name":"node","ProcessId":41,"Owner":null},\n  {"Name":"a,\\"b\\"\\nc","ProcessId":7,"Owner":["x","y"]}\n]\n',
  )
})

test('json of no rows is an empty array', async () => {
  expect(await printed([], 'json')).toBe('[]\n')
})

test('json of one object is that object', async () => {
  expect(await printed([{ ReturnValue: 0 }], 'json', { single: true })).toBe('{\n  "ReturnValue": 0\n}\n')
})

test('ndjson prints one object a line and nothing for no rows', async () => {
  expect(await printed([{ A: 1 }, { A: 2 }], 'ndjson')).toBe('{"A":1}\n{"A":2}\n')
  expect(await printed([], 'ndjson')).toBe('')
})

test('csv quotes commas, quotes and line ends, leaves null empty, and ends lines with CR LF', async () => {
  expect(await printed(processes, 'csv')).toBe('Name,ProcessId,Owner\r\nnode,41,\r\n"a,""b""\nc",7,"[""x"",""y""]"\r\n')
})

test('csv with known columns prints its header without rows', async () => {
  expect(await printed([], 'csv', { header: ['A', 'B'] })).toBe('A,B\r\n')
})

test('csv keeps to its columns and says once that a row has more', async () => {
  const { stdout, output, writer, extra } = setUp('csv', { header: ['A'] })
  for (const row of [
    { A: 1, B: 2 },
    { B: 3, C: 4 },
  ])
    await writer.write(row)
  await writer.end()
  await output.flush()
  expect(stdout.text).toBe('A\r\n1\r\n\r\n')
  expect(extra).toEqual(['B'])
})

test('a table aligns columns, numbers to the right, and shows control characters by their pictures', async () => {
  expect(await printed(processes, 'table')).toBe(
    [
      'Name     ProcessId  Owner',
      '-------  ---------  ------',
      'node            41',
      'a,"b"␊c          7  {x, y}',
      '',
    ].join('\n'),
  )
})

test('a table of no rows prints nothing', async () => {
  expect(await printed([], 'table')).toBe('')
})

test('a table counts the columns that wide characters take', async () => {
  expect(
    await printed(
      [
        { A: '日本', B: 'x' },
        { A: 'abcdef', B: 'y' },
      ],
      'table',
    ),
  ).toBe(['A       B', '------  -', '日本    x', 'abcdef  y', ''].join('\n'))
})

test('a table on a terminal cuts its widest column to the width of the terminal', async () => {
  const text = await printed([{ Id: '1', Command: 'x'.repeat(60), State: 'running' }], 'table', { columns: 40 })
  expect(text.split('\n')[2]).toBe(` 1  ${'x'.repeat(26)}…  running`)
  for (const line of plain(text).split('\n')) expect(line.length).toBeLessThanOrEqual(40)
})

test('rows that no table of the terminal can hold become a list when nobody chose a format', async () => {
  const wide = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`Property${at}`, `value ${at}`]))
  const text = await printed([wide], undefined, { columns: 60 })
  expect(text.split('\n')).toHaveLength(13)
  expect(text).toContain(' : value 11\n')
  expect((await printed([wide], 'table', { columns: 60 })).split('\n')).toHaveLength(4)
})

test('a table prints what it has when its rows are slow to come', async () => {
  const { stdout, output, writer } = setUp('table')
  await writer.write({ A: 1 })
  expect(stdout.text).toBe('')
  await sleep(tableLimits.milliseconds + 300)
  await output.flush()
  expect(stdout.text).toBe('A\n-\n1\n')
  await writer.write({ A: 22 })
  await writer.end()
  await output.flush()
  expect(stdout.text).toBe('A\n-\n1\n22\n')
})

test('a table streams once its first rows are laid out', async () => {
  const { stdout, output, writer } = setUp('table')
  for (let at = 0; at <= tableLimits.rows; at += 1) await writer.write({ A: at })
  await output.flush()
  expect(stdout.text.split('\n')).toHaveLength(tableLimits.rows + 1 + 3)
  await writer.end()
})

test('a list prints one property a line and an empty line between rows', async () => {
  expect(await printed([{ Name: 'a', Id: 1 }, { Name: null }], 'list')).toBe('Name : a\nId   : 1\n\nName :\n')
})

test('without a choice a pipe gets ndjson and one object on a terminal a list', async () => {
  expect(await printed([{ A: 1 }], undefined)).toBe('{"A":1}\n')
  expect(await printed([{ A: 1 }], undefined, { columns: 80, single: true })).toContain(' : 1\n')
})

test.each([
  ['\u001b[31mred', '␛[31mred'],
  ['a\tb\r\n', 'a␉b␍␊'],
  ['\u009b2J', '<U+009B>2J'],
  ['\u202egnp.exe', '<U+202E>gnp.exe'],
  ['\ud800x', '<U+D800>x'],
  ['\u007f', '␡'],
  ['é 日本 🙂', 'é 日本 🙂'],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test.each([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['🙂', 2],
  ['👩‍👩‍👧', 2],
  ['🇫🇷', 2],
  ['❤️', 2],
  ['ｱ', 1],
  ['é', 1],
  // A sign of Dives Akuru that joins what follows it.
  ['\u{1193f}', 1],
  ['\u{1193f} ', 2],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

test('text is cut between characters that a reader sees', () => {
  expect(truncate('日本語', 4)).toBe('日…')
  expect(truncate('abcdef', 4)).toBe('abc…')
  expect(truncate('abcd', 4)).toBe('abcd')
})

test('padding counts columns', () => {
  expect(pad('日', 4)).toBe('日  ')
  expect(pad('7', 3, true)).toBe('  7')
})

test('output waits for a slow reader and keeps the order', async () => {
  let waiting: (() => void) | undefined
  const stdout = new Kept()
  stdout._write = (chunk, _encoding, done) => {
    waiting = () => {
      stdout.text += chunk
      done()
    }
  }
  const output = new Output(stdout, () => {})
  const wait = output.write('x'.repeat(40_000))
  expect(wait).toBeInstanceOf(Promise)
  let resolved = false
  void wait?.then(() => {
    resolved = true
  })
  await sleep(10)
  expect(resolved).toBe(false)
  waiting?.()
  await wait
  expect(stdout.text).toHaveLength(40_000)
})
