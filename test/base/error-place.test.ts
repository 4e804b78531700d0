import { expect, test } from 'vitest'
import { reasonAndPlace, thrownAt } from '../../src/base/error-place.js'

const withStack = (stack: unknown): Error => Object.assign(new Error('broken'), { stack })

test.each([
  ['Error: broken\n    at read (file:///lib/disk.mjs:3:9)\n    at file:///lib/other.mjs:1:1', '/lib/disk.mjs:3:9'],
  ['Error: broken\n    at file:///lib/disk%20drive.mjs:3:9', '/lib/disk drive.mjs:3:9'],
  ['Error: cannot open file:///etc/x:1:1\n    at node:fs:10:3', ''],
  ['Error: cannot open file://server/share:1:1', ''],
  ['Error: broken\n    at <anonymous>', ''],
  [7, ''],
])('the place of an error with the stack %j is %j', (stack, place) => {
  expect(thrownAt(withStack(stack))).toBe(place)
})

test('what is no error has no place', () => {
  expect(thrownAt('broken')).toBe('')
  expect(reasonAndPlace('broken')).toBe('broken')
})

test('the reason comes before the place', () => {
  expect(reasonAndPlace(withStack('Error: broken\n    at file:///a.mjs:1:2'))).toBe('broken (/a.mjs:1:2)')
})
