import type { CimClass } from '../cim/class.js'
import { CimInstance, classOf } from '../cim/instance.js'
import type { Predicate, PropertyPath } from './ast.js'
import { compareTest, likeTest, type Misfit, nullTest, type RowTest } from './compare.js'
import { type Element, elementOf } from './element.js'

/** Answers whether a class is another one or derives from it, for classes that the instance's own lineage does not name. */
export type IsA = (className: string, ancestor: string) => boolean

/** Why a predicate cannot be applied to a class. `object`: the path goes on after a property that is no object. */
export interface PredicateMisfit {
  readonly reason: Misfit | 'unknown' | 'object'
  /** The property at fault; null when the class has none of that name. */
  readonly element: Element | null
}

/**
 * Compiles one predicate for the instances of a class, or says why it cannot. What an embedded object is made of shows
 * in each row only: there, an unknown property or a misfit matches nothing (WMI SDK "SELECT Statement for Data Queries").
 */
export function predicateTest(
  predicate: Predicate,
  cimClass: CimClass,
  isA: IsA | undefined,
): RowTest | PredicateMisfit {
  return pathTest(predicate, predicate.property, cimClass, isA)
}

function pathTest(
  predicate: Predicate,
  path: PropertyPath,
  cimClass: CimClass,
  isA: IsA | undefined,
): RowTest | PredicateMisfit {
  const [name = '', ...rest] = path
  const element = elementOf(cimClass, name)
  if (!element) return { reason: 'unknown', element: null }
  const isObject = element.type === 'object' && !element.isArray
  if (rest.length > 0)
    return isObject ? embeddedTest(predicate, element.name, rest, isA) : { reason: 'object', element }
  const test =
    isObject && predicate.kind === 'isa'
      ? isaTest(element.name, predicate.className, isA)
      : leafTest(predicate, element)
  return typeof test === 'string' ? { reason: test, element } : test
}

function leafTest(predicate: Predicate, element: Element): RowTest | Misfit {
  switch (predicate.kind) {
    case 'compare':
      return compareTest(element, predicate.operator, predicate.value)
    case 'like':
      return likeTest(element, predicate.pattern)
    case 'null':
      return nullTest(element, predicate.negated)
    case 'isa':
      return 'operator'
  }
}

function isaTest(name: string, ancestor: string, isA: IsA | undefined): RowTest {
  return row => {
    const value = row[name]
    if (!(value instanceof CimInstance)) return false
    const cimClass = classOf(value)
    return cimClass.isA(ancestor) || isA?.(cimClass.name, ancestor) === true
  }
}

/** Embedded objects of one property can be of many classes: the rest of the path is compiled for each when it appears. */
function embeddedTest(predicate: Predicate, name: string, rest: PropertyPath, isA: IsA | undefined): RowTest {
  const byClass = new WeakMap<CimClass, RowTest>()
  const withoutObject = predicate.kind === 'null' && !predicate.negated
  return row => {
    const value = row[name]
    if (!(value instanceof CimInstance)) return withoutObject
    const cimClass = classOf(value)
    let test = byClass.get(cimClass)
    if (test === undefined) {
      const compiled = pathTest(predicate, rest, cimClass, isA)
      test = typeof compiled === 'function' ? compiled : () => false
      byClass.set(cimClass, test)
    }
    return test(value)
  }
}
