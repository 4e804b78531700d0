import { expect, test } from 'vitest'
import { basePriority } from '../../../src/host/providers/priority.js'

test.each([
  [19, 4],
  [10, 6],
  [9, 8],
  [0, 8],
  [-1, 10],
  [-7, 10],
  [-8, 13],
  [-14, 13],
  [-15, 24],
  [-20, 24],
])('nice %i is priority %i', (nice, priority) => {
  expect(basePriority(nice)).toBe(priority)
})

test.each([1, 2, 6])('the real-time policy %i is priority 24 whatever the nice value', policy => {
  expect(basePriority(19, policy)).toBe(24)
})
