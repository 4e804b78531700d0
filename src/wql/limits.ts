import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import { type ObjectPath, parseObjectPath } from '../cim/path.js'
import { type CimTypeName, cimTypes } from '../cim/types.js'
import type { Condition, Predicate, WqlConstant } from './ast.js'
import { elementOf } from './element.js'
import { isPlainPattern } from './like.js'
import { booleanOperand, numericOperand, textOperand } from './operand.js'
import { predicatesOf } from './predicates.js'

export type LimitValue = string | number | bigint | boolean

/** What a WHERE clause says about the values of single properties, so that a provider can look up instead of enumerate. */
export interface Limits {
  /**
   * Values to which the condition limits a property: every matching row has one of them, so a provider may leave out all
   * other rows. An empty list: no row matches. Undefined: no limit known.
   *
   * Strings are as written in the query, and WQL compares them without case: compare folded (foldName). With the class
   * given to {@link limitsOf}, values have the form in which instances hold them (uint64 as bigint, `"20"` for a uint32
   * as 20). Properties of type datetime, reference, real and object are never limited: equal values can look different.
   */
  equals(property: string): readonly LimitValue[] | undefined
  /**
   * The same for a reference property: the objects to which it is limited. Paths are compared by what they name
   * (`samePath`), not as text. Undefined: no limit known, or a constant that is no object path.
   */
  references(property: string): readonly ObjectPath[] | undefined
  /** Folded names of all properties that the condition mentions, without what follows a dot. */
  readonly properties: ReadonlySet<string>
}

/**
 * Reads the limits off a condition. It never excludes a row that matches.
 *
 * @param cimClass the class whose instances are asked for. Without it the constants are given as written, integers as
 *   numbers where they are safe, and it is the caller's part to know that the property is no datetime, reference or real
 */
export function limitsOf(condition: Condition | null, cimClass?: CimClass): Limits {
  const properties = new Set<string>()
  for (const { property } of predicatesOf(condition)) properties.add(foldName(property[0] ?? ''))
  const known = new Map<string, readonly LimitValue[] | undefined>()
  return {
    properties,
    equals(property) {
      const name = foldName(property)
      if (!condition || !properties.has(name)) return undefined
      if (!known.has(name))
        known.set(
          name,
          limitOf(condition, predicate => equalValues(predicate, name, cimClass)),
        )
      return known.get(name)
    },
    references(property) {
      const name = foldName(property)
      if (!condition || !properties.has(name)) return undefined
      return pathsOf(limitOf(condition, predicate => equalValues(predicate, name, undefined)))
    },
  }
}

function pathsOf(values: readonly LimitValue[] | undefined): ObjectPath[] | undefined {
  if (values === undefined) return undefined
  try {
    return values.map(value => parseObjectPath(String(value)))
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

/**
 * The classes to which a condition limits an embedded object, by `property ISA "Class"` or `property.__CLASS = "Class"`:
 * in every matching row the object is of one of them or derives from it. Undefined: no limit known.
 */
export function classLimitsOf(condition: Condition | null, property: string): readonly string[] | undefined {
  if (!condition) return undefined
  const name = foldName(property)
  const values = limitOf(condition, predicate => {
    const [first = '', ...rest] = predicate.property
    if (foldName(first) !== name) return undefined
    if (predicate.kind === 'isa') return rest.length === 0 ? [predicate.className] : undefined
    const isClass = rest.length === 1 && foldName(rest[0] ?? '') === '__class'
    return isClass && predicate.kind === 'compare' && predicate.operator === '=' && predicate.value.kind === 'string'
      ? [predicate.value.value]
      : undefined
  })
  return values?.map(String)
}

/** AND: any part limits the whole, the shortest list best. OR: only when every part limits. NOT: nothing is known. */
function limitOf(
  condition: Condition,
  leaf: (predicate: Predicate) => readonly LimitValue[] | undefined,
): readonly LimitValue[] | undefined {
  switch (condition.kind) {
    case 'and': {
      let best: readonly LimitValue[] | undefined
      for (const operand of condition.operands) {
        const values = limitOf(operand, leaf)
        if (values && (!best || values.length < best.length)) best = values
      }
      return best
    }
    case 'or': {
      const union = new Map<LimitValue, LimitValue>()
      for (const operand of condition.operands) {
        const values = limitOf(operand, leaf)
        if (!values) return undefined
        for (const value of values) {
          const key = typeof value === 'string' ? foldName(value) : value
          if (!union.has(key)) union.set(key, value)
        }
      }
      return [...union.values()]
    }
    case 'not':
      return undefined
    default:
      return leaf(condition)
  }
}

function equalValues(predicate: Predicate, name: string, cimClass: CimClass | undefined): LimitValue[] | undefined {
  if (predicate.property.length !== 1 || foldName(predicate.property[0] ?? '') !== name) return undefined
  if (predicate.kind === 'compare' && predicate.operator === '=') return valuesOf(predicate.value, name, cimClass)
  if (predicate.kind === 'like' && isPlainPattern(predicate.pattern))
    return valuesOf({ kind: 'string', value: predicate.pattern }, name, cimClass)
  return undefined
}

function valuesOf(constant: WqlConstant, name: string, cimClass: CimClass | undefined): LimitValue[] | undefined {
  if (!cimClass) return [constant.kind === 'integer' ? plainInteger(constant.value) : constant.value]
  const element = elementOf(cimClass, name)
  return element && !element.isArray ? typedValues(constant, element.type) : undefined
}

function typedValues(constant: WqlConstant, type: CimTypeName): LimitValue[] | undefined {
  switch (cimTypes[type].kind) {
    case 'integer': {
      const value = numericOperand(constant)
      // No whole number equals a fraction.
      if (typeof value !== 'bigint') return value === undefined ? undefined : []
      return [cimTypes[type].bits === 64 ? value : Number(value)]
    }
    case 'boolean':
      return optional(booleanOperand(constant))
    case 'text':
      return type === 'string' || type === 'char16' ? optional(textOperand(constant)) : undefined
    default:
      return undefined
  }
}

function optional<T>(value: T | undefined): T[] | undefined {
  return value === undefined ? undefined : [value]
}

function plainInteger(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}
