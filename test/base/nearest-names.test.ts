import { expect, test } from 'vitest'
import { nearestNames } from '../../src/base/nearest-names.js'

const names = ['CIM_Process', 'Win32_Process', 'Win32_Processor', 'Win32_Service', 'Win32_Perf_Process', 'StdRegProv']

test.each([
  ['Win32_Proces', ['Win32_Process', 'Win32_Processor']],
  ['win32_SERVICES', ['Win32_Service']],
  ['Process', ['Win32_Process', 'CIM_Process']],
  ['StdRegProvider', []],
  ['StdRegPorv', ['StdRegProv']],
  ['Win32_Bios', []],
  ['', []],
])('%j is near to %j', (wanted, expected) => {
  expect(nearestNames(wanted, names)).toEqual(expected)
})

test('at most three names are given, best first', () => {
  expect(nearestNames('abcd', ['abce', 'abcf', 'abcg', 'abch'])).toEqual(['abce', 'abcf', 'abcg'])
})
