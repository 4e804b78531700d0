import { expect, test } from 'vitest'
import { parseStat } from '../../src/host/providers/linux/proc-stat.js'
import { expandSpecifiers, parseExec, parseUnit } from '../../src/host/providers/linux/systemd/unit-file.js'
import { fuzzCases } from '../vectors.js'

/** A small generator of numbers that a seed decides: mulberry32. */
function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test('any bytes are a stat line or none', () => {
  const below = random(1)
  const line = Buffer.from(
    '38 (kworker/u16:1) I 2 0 0 0 -1 69238880 0 0 0 0 0 402 0 0 20 0 1 0 31 0 0 184467440737095516',
  )
  for (let round = 0; round < fuzzCases; round += 1) {
    const bytes = Buffer.from(line)
    for (let changes = below(6); changes > 0; changes -= 1) bytes[below(bytes.length)] = below(256)
    const stat = parseStat(bytes, below(bytes.length + 1))
    if (stat === null) continue
    expect(stat.state).toHaveLength(1)
    expect(Number.isNaN(stat.startTicks + stat.virtualSize + stat.parent)).toBe(false)
  }
})

test('any text is a unit file', () => {
  const below = random(2)
  const pieces = [
    '[Unit]',
    '[',
    ']',
    'ExecStart=',
    'Description=',
    '\\',
    '\n',
    '\r\n',
    '"',
    "'",
    ' ',
    '@',
    '-',
    '/bin/a',
    '#',
    ';',
    '%i',
    '%',
    '=',
  ]
  for (let round = 0; round < fuzzCases; round += 1) {
    const text = Array.from({ length: below(24) }, () => pieces[below(pieces.length)]).join('')
    for (const [key, values] of parseUnit(text)) {
      expect(key).toContain('.')
      for (const value of values) parseExec(expandSpecifiers(value, 'a@b.service', 'host'))
    }
  }
})
