import { expect, test } from 'vitest'
import { freeName } from '../../../../src/designer/web/variables/free-name.js'

test('a new name is one that nobody has, in any case', () => {
  expect(freeName('Variable', [])).toBe('Variable')
  expect(freeName('Variable', ['variable', 'Variable1'])).toBe('Variable2')
})
