import { describe, expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { decide, findCycle, type Outcome } from '../../../src/ssis/runtime/constraints.js'
import { link, task } from './model.js'

const { Success, Failure, Completion, Canceled } = DTSExecResult
// None of these constraints has an expression.
const never = () => false

describe('one constraint', () => {
  // constraint value, outcome of the preceding executable, decision
  test.each<[DTSExecResult, Outcome | undefined, string]>([
    [Success, Success, 'start'],
    [Success, Failure, 'skip'],
    [Success, Completion, 'skip'],
    [Success, Canceled, 'skip'],
    [Success, 'skipped', 'skip'],
    [Success, undefined, 'wait'],
    [Failure, Success, 'skip'],
    [Failure, Failure, 'start'],
    [Failure, Completion, 'skip'],
    [Failure, Canceled, 'skip'],
    [Failure, 'skipped', 'skip'],
    [Failure, undefined, 'wait'],
    [Completion, Success, 'start'],
    [Completion, Failure, 'start'],
    [Completion, Completion, 'start'],
    [Completion, Canceled, 'skip'],
    [Completion, 'skipped', 'skip'],
    [Completion, undefined, 'wait'],
  ])('value %s after outcome %s: %s', (value, outcome, decision) => {
    const a = task('A')
    expect(decide([link(a, task('B'), value)], () => outcome, never)).toBe(decision)
  })
})

describe('two success constraints', () => {
  // LogicalAnd of both, outcomes of A and B, decision
  test.each<[boolean, Outcome | undefined, Outcome | undefined, string]>([
    [true, Success, Success, 'start'],
    [true, Success, Failure, 'skip'],
    [true, Failure, undefined, 'skip'],
    [true, Success, undefined, 'wait'],
    [true, 'skipped', Success, 'skip'],
    [false, Success, undefined, 'start'],
    [false, Failure, undefined, 'wait'],
    [false, Failure, Success, 'start'],
    [false, Failure, Failure, 'skip'],
    [false, 'skipped', Success, 'start'],
    [false, 'skipped', 'skipped', 'skip'],
  ])('LogicalAnd %s, A %s, B %s: %s', (logicalAnd, first, second, decision) => {
    const [a, b, c] = [task('A'), task('B'), task('C')]
    const outcomes = new Map<unknown, Outcome | undefined>([
      [a, first],
      [b, second],
    ])
    const incoming = [link(a, c, Success, { logicalAnd }), link(b, c, Success, { logicalAnd })]
    expect(decide(incoming, one => outcomes.get(one), never)).toBe(decision)
  })

  test('one that stands alone suffices beside a pair that fails', () => {
    const [a, b, c, d] = [task('A'), task('B'), task('C'), task('D')]
    const outcomes = new Map<unknown, Outcome>([
      [a, Failure],
      [b, Success],
      [c, Success],
    ])
    const incoming = [link(a, d, Success, { logicalAnd: true }), link(b, d, Success, { logicalAnd: true }), link(c, d)]
    expect(decide(incoming, one => outcomes.get(one), never)).toBe('start')
  })
})

test('without constraints an executable starts at once', () => {
  expect(decide([], () => undefined, never)).toBe('start')
})

describe('circles', () => {
  test('a chain and a diamond have none', () => {
    const [a, b, c, d] = [task('A'), task('B'), task('C'), task('D')]
    expect(findCycle([a, b, c, d], [link(a, b), link(a, c), link(b, d), link(c, d)])).toBeUndefined()
  })

  test('a circle is told from one of its executables back to itself', () => {
    const [a, b, c] = [task('A'), task('B'), task('C')]
    const cycle = findCycle([a, b, c], [link(a, b), link(b, c), link(c, b)])
    expect(cycle?.path.map(one => one.name)).toEqual(['B', 'C', 'B'])
    expect(cycle?.closing.name).toBe('C-B')
  })

  test('an executable that follows itself is one', () => {
    const a = task('A')
    expect(findCycle([a], [link(a, a)])?.path.map(one => one.name)).toEqual(['A', 'A'])
  })

  test('a chain of 20,000 does not overflow', () => {
    const tasks = Array.from({ length: 20_000 }, (_, index) => task(String(index)))
    const chain = tasks.slice(1).map((one, index) => link(tasks[index], one))
    expect(findCycle(tasks, chain)).toBeUndefined()
    expect(findCycle(tasks, [...chain, link(tasks.at(-1), tasks[0])])?.path).toHaveLength(20_001)
  })
})
