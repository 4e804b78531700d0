import { foldName } from '../../base/name-map.js'
import type { Condition, WqlConstant } from '../../wql/ast.js'
import { datetimeOperand } from '../../wql/operand.js'

/** The range, ends included, in which a value lies; null: no end known. */
export interface Bounds {
  readonly low: bigint | null
  readonly high: bigint | null
}

const open: Bounds = { low: null, high: null }

/**
 * The range to which a condition limits a datetime property, in microseconds since 1970: every matching row lies in it, not
 * every row in it matches.
 */
export function timeBounds(condition: Condition | null, property: string): Bounds {
  return condition === null ? open : boundsOf(condition, foldName(property))
}

/** Where both hold. */
export function both(a: Bounds, b: Bounds): Bounds {
  return { low: larger(a.low, b.low), high: smaller(a.high, b.high) }
}

function boundsOf(condition: Condition, name: string): Bounds {
  switch (condition.kind) {
    case 'and':
      return condition.operands.map(operand => boundsOf(operand, name)).reduce(both, open)
    case 'or':
      return condition.operands.map(operand => boundsOf(operand, name)).reduce(either)
    case 'compare': {
      const [first = '', ...rest] = condition.property
      if (rest.length > 0 || foldName(first) !== name) return open
      const value = instantOf(condition.value)
      if (value === undefined) return open
      // Whole microseconds: a strict comparison loses nothing by being taken loosely.
      const low = condition.operator === '=' || condition.operator.startsWith('>') ? value : null
      const high = condition.operator === '=' || (condition.operator.startsWith('<') && condition.operator !== '<>')
      return { low, high: high ? value : null }
    }
    default:
      return open
  }
}

function either(a: Bounds, b: Bounds): Bounds {
  return {
    low: a.low === null || b.low === null ? null : smaller(a.low, b.low),
    high: a.high === null || b.high === null ? null : larger(a.high, b.high),
  }
}

function instantOf(constant: WqlConstant): bigint | undefined {
  const time = datetimeOperand(constant)
  return time === undefined || time.isInterval ? undefined : (time.microseconds() ?? undefined)
}

function larger(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? (a ?? b) : a > b ? a : b
}

function smaller(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b
}
