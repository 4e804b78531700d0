import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CimClass } from '../../src/cim/class.js'
import { type CimInstance, InstanceShape } from '../../src/cim/instance.js'
import type { CimValue } from '../../src/cim/value.js'
import { conditionOnInstances } from '../../src/wql/embedded-condition.js'
import { type Condition, compileCondition, type Predicate } from '../../src/wql/index.js'
import { fuzzCases } from '../vectors.js'
import { classesOf } from '../wql/support.js'

const classes = classesOf(`
class Event { object TargetInstance; object PreviousInstance; };
class Base { [key] string Name; };
class Item : Base { string Drive; uint32 Size; };
class Other : Base { };`)
const named = (name: string): CimClass => {
  const found = classes.get(name)
  if (!found) throw new Error(name)
  return found
}
const shapes = { item: new InstanceShape(named('Item')), event: new InstanceShape(named('Event')) }

const texts = ['a', 'b', 'A', null]
/** Name and Drive stay the same as long as an instance lives, Size does not. */
const kept = fc.record({ Name: fc.constantFrom('a', 'b', 'c'), Drive: fc.constantFrom(...texts) })
const size = fc.constantFrom(1, 2, null)

const property = fc.tuple(
  fc.constantFrom('TargetInstance', 'PreviousInstance', 'targetinstance'),
  fc.constantFrom('Name', 'drive', 'Size', 'Missing', '__CLASS'),
)
const at = fc.constant(1)
const predicate: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    property,
    operator: fc.constantFrom('=' as const, '<>' as const, '<' as const, '>=' as const),
    value: fc.oneof(
      fc.record({ kind: fc.constant('string' as const), value: fc.constantFrom('a', 'B', 'c', '1', 'Item') }),
      fc.record({ kind: fc.constant('integer' as const), value: fc.constantFrom(1n, 2n) }),
    ),
    at,
  }),
  fc.record({ kind: fc.constant('like' as const), property, pattern: fc.constantFrom('a%', '_', 'b', '[ab]'), at }),
  fc.record({ kind: fc.constant('null' as const), property, negated: fc.boolean(), at }),
  fc.record({
    kind: fc.constant('null' as const),
    property: fc.constantFrom(['TargetInstance'], ['PreviousInstance']),
    negated: fc.boolean(),
    at,
  }),
  fc.record({
    kind: fc.constant('isa' as const),
    property: fc.constantFrom(['TargetInstance'], ['PreviousInstance']),
    className: fc.constantFrom('Item', 'Base', 'Other', 'Nothing'),
    at,
  }),
)
const { condition } = fc.letrec<{ condition: Condition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    predicate,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('condition') }),
  ),
}))

function make(shape: InstanceShape, values: Readonly<Record<string, CimValue>>): CimInstance {
  return shape.create(shape.properties.map(({ name }) => values[name]))
}

test('a narrowed poll reads every instance of which an event could be told', () => {
  fc.assert(
    fc.property(condition, kept, size, fc.option(size, { nil: undefined }), (where, same, now, before) => {
      const instance = make(shapes.item, { ...same, Size: now })
      const previous = before === undefined ? null : make(shapes.item, { ...same, Size: before })
      const event = make(shapes.event, { TargetInstance: instance, PreviousInstance: previous })
      if (!compileCondition(where, named('Event'))(event)) return
      const narrowed = conditionOnInstances(where, {
        class: named('Item'),
        keeps: name => ['name', 'drive'].includes(name.toLowerCase()),
      })
      expect(narrowed).not.toBe(false)
      if (typeof narrowed !== 'boolean') expect(compileCondition(narrowed, named('Item'))(instance)).toBe(true)
    }),
    { numRuns: fuzzCases },
  )
})
