import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import { Machine } from '../../src/host/machine.js'
import { componentsOf, locate } from '../../src/host/providers/files/entry.js'
import { fuzzCases } from '../vectors.js'

const machine = new Machine({ root: '/nowhere', platform: 'linux', drives: new DriveMap(['D:=/data'], 'linux') })
const piece = fc.oneof(
  fc.constantFrom(
    '\\',
    '\\\\',
    '/',
    '..',
    '.',
    '\0',
    'c:',
    'D:',
    'a',
    ' ',
    '%2e%2e',
    '\n',
    '\u2024\u2024',
    '\uff0f',
    'é',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))

function expectNames(parts: readonly string[]): void {
  for (const part of parts) {
    expect(part).not.toMatch(/^\.{0,2}$/)
    expect(part).not.toMatch(/[\\/\0]/)
  }
}

test('whatever a name says, its components are names: none of them walks', () => {
  fc.assert(
    fc.property(fc.constantFrom('', 'c:\\', 'D:\\\\'), text, (start, rest) => {
      expectNames(locate(machine, start + rest)?.parts ?? [])
      expectNames(componentsOf(`\\${rest}\\`) ?? [])
    }),
    { numRuns: fuzzCases },
  )
})
