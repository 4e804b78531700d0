import { describe, expect, test } from 'vitest'
import { compileLike } from '../../src/wql/index.js'

const matches = (pattern: string, ...texts: string[]) => texts.filter(compileLike(pattern))

describe('LIKE', () => {
  test('without metacharacters it is equality without case', () => {
    expect(matches('Abc', 'abc', 'ABC', 'abcd', 'xabc', '')).toEqual(['abc', 'ABC'])
    expect(matches('', '', 'a')).toEqual([''])
  })

  test('% is any run, also none', () => {
    expect(matches('%', '', 'a', 'abc')).toEqual(['', 'a', 'abc'])
    expect(matches('a%', 'a', 'Abc', 'ba', '')).toEqual(['a', 'Abc'])
    expect(matches('%c', 'c', 'abC', 'cd')).toEqual(['c', 'abC'])
    expect(matches('a%c', 'ac', 'abc', 'a', 'c', 'abcd')).toEqual(['ac', 'abc'])
    expect(matches('%b%', 'b', 'aBc', 'ac')).toEqual(['b', 'aBc'])
    expect(matches('%%b%%', 'b', 'abc', 'ac')).toEqual(['b', 'abc'])
    expect(matches('a%b%c', 'abc', 'aXbYc', 'acb', 'ab')).toEqual(['abc', 'aXbYc'])
  })

  test('the ends of a pattern do not overlap in the text', () => {
    expect(matches('ab%ba', 'aba', 'abba', 'abxba')).toEqual(['abba', 'abxba'])
    expect(matches('%ab%ab%', 'ab', 'abab', 'aab')).toEqual(['abab'])
    expect(matches('a%a', 'a', 'aa')).toEqual(['aa'])
    expect(matches('%aab', 'aaab', 'aab', 'ab')).toEqual(['aaab', 'aab'])
  })

  test('_ is exactly one character', () => {
    expect(matches('a_c', 'abc', 'a_c', 'ac', 'abbc')).toEqual(['abc', 'a_c'])
    expect(matches('_', 'x', '', 'xy')).toEqual(['x'])
    expect(matches('%_b', 'ab', 'b', 'xab')).toEqual(['ab', 'xab'])
    expect(matches('a%_%c', 'ac', 'abc', 'abbc')).toEqual(['abc', 'abbc'])
  })

  test('sets, ranges and their negation', () => {
    expect(matches('[abc]x', 'ax', 'CX', 'dx', 'x')).toEqual(['ax', 'CX'])
    expect(matches('[a-f]', 'a', 'F', 'g', '-')).toEqual(['a', 'F'])
    expect(matches('[A-F]', 'a', 'f', 'g')).toEqual(['a', 'f'])
    expect(matches('[^a-f]', 'a', 'F', 'g', '-')).toEqual(['g', '-'])
    expect(matches('[0-9a-z]', '5', 'K', '_')).toEqual(['5', 'K'])
    expect(matches('x[0-9][0-9]%', 'x12', 'X12y', 'x1y')).toEqual(['x12', 'X12y'])
    expect(matches('%[0-9]', 'a1', 'b', '7')).toEqual(['a1', '7'])
  })

  test('a metacharacter between brackets is itself', () => {
    expect(matches('a[%]b', 'a%b', 'axb')).toEqual(['a%b'])
    expect(matches('a[_]b', 'a_b', 'axb')).toEqual(['a_b'])
    expect(matches('[[]a]', '[a]', 'a')).toEqual(['[a]'])
    expect(matches('[-a]', '-', 'a', 'b')).toEqual(['-', 'a'])
    expect(matches('[a-]', '-', 'a', 'b')).toEqual(['-', 'a'])
    expect(matches('[a^]', '^', 'a', 'b')).toEqual(['^', 'a'])
    expect(matches('[^]', 'a', '^', '')).toEqual(['a', '^'])
  })

  test('outside of a set a closing bracket, a caret and a hyphen are themselves', () => {
    expect(matches(']', ']', '[')).toEqual([']'])
    expect(matches('^-', '^-', '^')).toEqual(['^-'])
  })

  test('a set that is empty or not closed matches nothing', () => {
    expect(matches('[]', '', ']', '[]')).toEqual([])
    expect(matches('[abc', '[abc', 'a')).toEqual([])
    expect(matches('%[', '[', 'a[')).toEqual([])
    expect(matches('[z-a]', 'a', 'm', 'z')).toEqual([])
  })

  test('a backslash is itself', () => {
    expect(matches('C:\\%', 'C:\\Temp', 'C:Temp')).toEqual(['C:\\Temp'])
  })

  test('letters beyond ASCII have no case either', () => {
    expect(matches('é%', 'École', 'école', 'ecole')).toEqual(['École', 'école'])
    expect(matches('%[À-Ö]', 'voilà', 'VOILÀ', 'voila')).toEqual(['voilà', 'VOILÀ'])
    expect(matches('%ΔΟΣ', 'Οδος', 'ΟΔΟΣ', 'οδοσ')).toEqual(['Οδος', 'ΟΔΟΣ', 'οδοσ'])
    expect(matches('İ_', 'İx', 'ix')).toEqual(['İx'])
    expect(matches('[s]', 'ß', 's')).toEqual(['s'])
  })

  test('a pattern that would make a backtracking matcher run for ever ends at once', () => {
    const text = 'a'.repeat(20_000)
    expect(compileLike(`${'%a'.repeat(1000)}%b`)(text)).toBe(false)
    expect(compileLike(`${'%_a'.repeat(1000)}%b`)(text)).toBe(false)
    expect(compileLike(`${'%[a-b]'.repeat(1000)}`)(text)).toBe(true)
  })
})
