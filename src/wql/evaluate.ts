// The evaluation of conditions. Two-valued: a comparison with NULL is false, and NOT of it is true.
import { WmiError } from '../base/errors.js'
import { wqlText } from '../base/texts/wql.js'
import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { Condition, Predicate } from './ast.js'
import { compareTest, likeTest, nullTest, type RowTest } from './compare.js'
import { formatPath } from './format.js'
import { misfitError } from './misfit.js'
import { type IsA, predicateTest } from './predicate.js'

export { selectedProperties } from './select.js'

export interface ConditionOptions {
  /** Answers for classes that an embedded object's own lineage does not name. */
  readonly isA?: IsA
}

/**
 * Compiles a condition to a test of the instances of one class. Compile it for each class of a polymorphic result: a test
 * reads the values under the names that its class declares.
 *
 * @throws WmiError WBEM_E_INVALID_QUERY for an unknown property, or a constant or operator that does not fit its type
 */
export function compileCondition(
  condition: Condition | null,
  cimClass: CimClass,
  options: ConditionOptions = {},
): (row: CimInstance) => boolean {
  if (condition === null) return () => true
  return compileTree<CimInstance>(condition, predicate => {
    const test = predicateTest(predicate, cimClass, options.isA)
    if (typeof test !== 'function') throw misfitError(test, predicate, cimClass)
    return test
  })
}

/**
 * Compiles the condition of a schema query to a test of classes. It may name `__this` (with ISA), `__CLASS`,
 * `__SUPERCLASS` and `__DYNASTY`. @throws WmiError WBEM_E_INVALID_QUERY for anything else
 */
export function compileSchemaCondition(condition: Condition | null): (cimClass: CimClass) => boolean {
  if (condition === null) return () => true
  return compileTree<CimClass>(condition, predicate => {
    const test = schemaTest(predicate)
    if (test !== undefined) return test
    throw new WmiError(
      'WBEM_E_INVALID_QUERY',
      wqlText('badSchemaCondition', { property: formatPath(predicate.property), column: predicate.at }),
      { hint: wqlText('hintSchema') },
    )
  })
}

/** AND, OR and NOT over the tests of the predicates. */
function compileTree<Row>(
  condition: Condition,
  leaf: (predicate: Predicate) => (row: Row) => boolean,
): (row: Row) => boolean {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.operands.map(operand => compileTree(operand, leaf)))
    case 'or':
      return anyOf(condition.operands.map(operand => compileTree(operand, leaf)))
    case 'not': {
      const test = compileTree(condition.operand, leaf)
      return row => !test(row)
    }
    default:
      return leaf(condition)
  }
}

// Most conditions have two or three parts; a loop over an array costs as much as the parts themselves.
function allOf<Row>(tests: readonly ((row: Row) => boolean)[]): (row: Row) => boolean {
  const [first, second, third] = tests
  if (first && second && tests.length === 2) return row => first(row) && second(row)
  if (first && second && third && tests.length === 3) return row => first(row) && second(row) && third(row)
  return row => {
    for (const test of tests) if (!test(row)) return false
    return true
  }
}

function anyOf<Row>(tests: readonly ((row: Row) => boolean)[]): (row: Row) => boolean {
  const [first, second, third] = tests
  if (first && second && tests.length === 2) return row => first(row) || second(row)
  if (first && second && third && tests.length === 3) return row => first(row) || second(row) || third(row)
  return row => {
    for (const test of tests) if (test(row)) return true
    return false
  }
}

const schemaValues: Readonly<Record<string, (cimClass: CimClass) => string | null>> = {
  __class: cimClass => cimClass.name,
  __superclass: cimClass => cimClass.superclass,
  __dynasty: cimClass => cimClass.dynasty,
}

function schemaTest(predicate: Predicate): ((cimClass: CimClass) => boolean) | undefined {
  const name = predicate.property.length === 1 ? (predicate.property[0] ?? '').toLowerCase() : ''
  if (predicate.kind === 'isa') return name === '__this' ? cimClass => cimClass.isA(predicate.className) : undefined
  const read = Object.hasOwn(schemaValues, name) ? schemaValues[name] : undefined
  if (read === undefined) return undefined
  const test = nameTest(predicate)
  return typeof test === 'function' ? cimClass => test({ value: read(cimClass) }) : undefined
}

function nameTest(predicate: Exclude<Predicate, { kind: 'isa' }>): RowTest | string {
  const element = { name: 'value', type: 'string', isArray: false, isSystem: true } as const
  switch (predicate.kind) {
    case 'compare':
      return compareTest(element, predicate.operator, predicate.value)
    case 'like':
      return likeTest(element, predicate.pattern)
    case 'null':
      return nullTest(element, predicate.negated)
  }
}
