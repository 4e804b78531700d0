import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitArguments } from '../../src/ssis/tasks/execute-process/arguments.js'
import { fuzzCases } from '../vectors.js'

/** An argument as a program of Windows writes it for another one. */
function quoted(argument: string): string {
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`
}

const piece = fc.constantFrom('\\', '"', ' ', '\t', 'a', 'é', '\n', "'", '$', '\ud83d\ude00')

test('arguments that are quoted by the rules come back as they were', () => {
  const argument = fc.array(piece, { maxLength: 12 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 6 }), list => {
      expect(splitArguments(list.map(quoted).join(' '))).toEqual(list)
    }),
    { numRuns: fuzzCases / 4 },
  )
})

test('any text gives arguments that hold nothing new', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), parts => {
      const text = parts.join('')
      const found = splitArguments(text)
      expect(found.join('').length).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: fuzzCases },
  )
})
