import { expect, test } from 'vitest'
import { glob } from '../../src/base/glob.js'

test.each([
  ['*', 'Win32_Process', true],
  ['win32_process', 'Win32_Process', true],
  ['Win32_*Disk*', 'Win32_LogicalDisk', true],
  ['Win32_*Disk*', 'Win32_DiskDrive', true],
  ['Win32_*Disk', 'Win32_DiskDrive', false],
  ['Win32_???', 'Win32_Bus', true],
  ['Win32_???', 'Win32_BIOS', false],
  ['a*b*c', 'aXbXbc', true],
  ['a.c', 'abc', false],
  ['', '', true],
  ['', 'a', false],
  ['**', '', true],
])('%j and %j: %j', (pattern, name, matches) => {
  expect(glob(pattern)(name)).toBe(matches)
})

test('no pattern takes long', () => {
  expect(glob('*a'.repeat(200))(`${'a'.repeat(5000)}b`)).toBe(false)
})
