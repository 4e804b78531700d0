import { expect, test } from 'vitest'
import { meantDelimiter, shownDelimiter, usualDelimiters } from '../../../../src/designer/web/connections/delimiters.js'

test('delimiters are shown in braces, and meant as they are', () => {
  expect(shownDelimiter('\r\n')).toBe('{CR}{LF}')
  expect(shownDelimiter('|\t')).toBe('|{t}')
  expect(usualDelimiters().map(({ value }) => meantDelimiter(value))).toEqual([
    '\r\n',
    '\r',
    '\n',
    ';',
    ':',
    ',',
    '\t',
    '|',
  ])
})
