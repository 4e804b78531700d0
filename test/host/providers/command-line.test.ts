import { expect, test } from 'vitest'
import { quoteArgument } from '../../../src/host/providers/command-line.js'

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
