import { describe, expect, test } from 'vitest'
import { splitArguments } from '../../../../src/ssis/tasks/execute-process/arguments.js'

describe('arguments are read as CommandLineToArgvW reads them', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['a', ['a']],
    ['a b', ['a', 'b']],
    ['  a \t b  ', ['a', 'b']],
    ['a\nb', ['a\nb']],
    ['"a b" c', ['a b', 'c']],
    ['""', ['']],
    ['"" x ""', ['', 'x', '']],
    ['a"b c"d', ['ab cd']],
    ['"a', ['a']],
    ['"a b', ['a b']],
    ['\\\\server\\share', ['\\\\server\\share']],
    ['C:\\a\\b\\ c', ['C:\\a\\b\\', 'c']],
    ['a\\"b', ['a"b']],
    ['a\\\\"b c"', ['a\\b c']],
    ['a\\\\\\"b', ['a\\"b']],
    ['a\\\\\\\\"b c" d', ['a\\\\b c', 'd']],
    ['"a\\\\" b', ['a\\', 'b']],
    ['"a\\" b" c', ['a" b', 'c']],
    ['"a b\\\\c" d', ['a b\\\\c', 'd']],
    ['"a""b"', ['a"b']],
    ['"a""b c"', ['a"b', 'c']],
    ['"""a"""', ['"a"']],
    ['"He said ""hi"""', ['He said "hi"']],
    ['""""', ['"']],
    ["'a b'", ["'a", "b'"]],
    ['$HOME `id` ; rm -rf *', ['$HOME', '`id`', ';', 'rm', '-rf', '*']],
    ['/S h:\\Outputs\\*.* h:\\EPOutputs\\  /S', ['/S', 'h:\\Outputs\\*.*', 'h:\\EPOutputs\\', '/S']],
    ['"a b"c"d e" f', ['a bcd e', 'f']],
  ])('%j', (text, expected) => {
    expect(splitArguments(text)).toEqual(expected)
  })
})

test('a long text is read in one go', () => {
  expect(splitArguments('\\'.repeat(200_000))).toEqual(['\\'.repeat(200_000)])
  expect(splitArguments('"'.repeat(99_999)).length).toBeLessThanOrEqual(1)
  expect(splitArguments('a '.repeat(100_000))).toHaveLength(100_000)
})
