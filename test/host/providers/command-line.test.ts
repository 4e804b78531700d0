import { expect, test } from 'vitest'
import { joinArguments, quoteArgument, splitCommandLine } from '../../../src/host/providers/command-line.js'

test.each([
  ['plain', 'plain'],
  ['', '""'],
  ['two words', '"two words"'],
  ['tab\there', '"tab\there"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['C:\\plain\\', 'C:\\plain\\'],
  ['C:\\with blank\\', '"C:\\with blank\\\\"'],
  ['back\\"quote', '"back\\\\\\"quote"'],
])('the argument %j is written %j', (argument, written) => {
  expect(quoteArgument(argument)).toBe(written)
})

// The table of "Parsing C++ command-line arguments", and what it says of argv[0].
test.each([
  ['p "a b c" d e', ['p', 'a b c', 'd', 'e']],
  ['p "ab\\"c" "\\\\" d', ['p', 'ab"c', '\\', 'd']],
  ['p a\\\\\\b d"e f"g h', ['p', 'a\\\\\\b', 'de fg', 'h']],
  ['p a\\\\\\"b c d', ['p', 'a\\"b', 'c', 'd']],
  ['p a\\\\\\\\"b c" d e', ['p', 'a\\\\b c', 'd', 'e']],
  ['p a"b"" c d', ['p', 'ab" c d']],
  ['p "" ""', ['p', '', '']],
  ['p\t a \t', ['p', 'a']],
  ['p "open end', ['p', 'open end']],
  ['p a\nb $(x) `y` ;|&', ['p', 'a\nb', '$(x)', '`y`', ';|&']],
  ['"C:\\Program Files\\x\\" a', ['C:\\Program Files\\x\\', 'a']],
  ['C:\\Pro"gram Fil"es\\x a', ['C:\\Program Files\\x', 'a']],
  ['"never closed', ['never closed']],
  ['', ['']],
])('the command line %j has the arguments %j', (line, argumentList) => {
  expect(splitCommandLine(line)).toEqual(argumentList)
})

test('arguments that were joined come apart again', () => {
  const argumentList = ['p', '', 'a b', 'say "hi"', 'end\\', 'a\\"b', '\\\\', 'tab\t', '--x', '"']
  expect(splitCommandLine(joinArguments(argumentList))).toEqual(argumentList)
})

test('a line of a million quotes comes apart in a moment', () => {
  expect(splitCommandLine(`p ${'"'.repeat(1_000_000)}`)).toHaveLength(2)
  expect(splitCommandLine('\\"'.repeat(500_000))).toHaveLength(1)
})
