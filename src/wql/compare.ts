// Comparisons, one closure per type and operator: WMI SDK "WHERE Clause", "WQL Operators". A property without a value
// matches no comparison, not even <>.
import { CimDateTime } from '../cim/datetime.js'
import { samePath, tryParseObjectPath } from '../cim/path.js'
import { type CimTypeName, cimTypes } from '../cim/types.js'
import type { CimValue } from '../cim/value.js'
import type { ComparisonOperator, WqlConstant } from './ast.js'
import type { Element } from './element.js'
import { equalsIgnoringCase } from './fold.js'
import { compileLike, isPlainPattern } from './like.js'
import { booleanOperand, datetimeOperand, numericOperand, textOperand } from './operand.js'

/** What a test reads: an instance, or a class seen as one. */
export type Row = Readonly<Record<string, CimValue | undefined>>
export type RowTest = (row: Row) => boolean

/** Why a predicate cannot be applied to a property: the constant or the operator does not fit its type. */
export type Misfit = 'operand' | 'operator'

type Comparer = (name: string, operator: ComparisonOperator, constant: WqlConstant) => RowTest | Misfit

const numberTests: Readonly<Record<ComparisonOperator, (name: string, than: number) => RowTest>> = {
  '=': (name, than) => row => row[name] === than,
  '<>': (name, than) => row => {
    const value = row[name]
    return typeof value === 'number' && value !== than
  },
  '<': (name, than) => row => {
    const value = row[name]
    return typeof value === 'number' && value < than
  },
  '>': (name, than) => row => {
    const value = row[name]
    return typeof value === 'number' && value > than
  },
  '<=': (name, than) => row => {
    const value = row[name]
    return typeof value === 'number' && value <= than
  },
  '>=': (name, than) => row => {
    const value = row[name]
    return typeof value === 'number' && value >= than
  },
}

const bigintTests: Readonly<Record<ComparisonOperator, (name: string, than: bigint) => RowTest>> = {
  '=': (name, than) => row => row[name] === than,
  '<>': (name, than) => row => {
    const value = row[name]
    return typeof value === 'bigint' && value !== than
  },
  '<': (name, than) => row => {
    const value = row[name]
    return typeof value === 'bigint' && value < than
  },
  '>': (name, than) => row => {
    const value = row[name]
    return typeof value === 'bigint' && value > than
  },
  '<=': (name, than) => row => {
    const value = row[name]
    return typeof value === 'bigint' && value <= than
  },
  '>=': (name, than) => row => {
    const value = row[name]
    return typeof value === 'bigint' && value >= than
  },
}

/** For types where an order is a number below, at or above zero; undefined when there is none. */
const orders: Readonly<Record<ComparisonOperator, (order: number | undefined) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order !== undefined && order < 0,
  '>': order => order !== undefined && order > 0,
  '<=': order => order !== undefined && order <= 0,
  '>=': order => order !== undefined && order >= 0,
}

const compareNumber: Comparer = (name, operator, constant) => {
  const than = numericOperand(constant)
  return than === undefined ? 'operand' : numberTests[operator](name, Number(than))
}

/** A fraction is rounded as the property's own values are, so that 0.1 finds what was stored as 0.1. */
const compareReal32: Comparer = (name, operator, constant) => {
  const than = numericOperand(constant)
  if (than === undefined) return 'operand'
  return numberTests[operator](name, typeof than === 'bigint' ? Number(than) : Math.fround(than))
}

const compareBigint: Comparer = (name, operator, constant) => {
  const than = numericOperand(constant)
  if (than === undefined) return 'operand'
  if (typeof than === 'bigint') return bigintTests[operator](name, than)
  if (operator === '=') return () => false
  if (operator === '<>') return row => typeof row[name] === 'bigint'
  // Between two whole numbers: `x > 1.5` is `x > 1`, `x >= 1.5` is `x >= 2`.
  const near = operator === '>' || operator === '<=' ? Math.floor(than) : Math.ceil(than)
  return bigintTests[operator](name, BigInt(near))
}

const compareBoolean: Comparer = (name, operator, constant) => {
  if (operator !== '=' && operator !== '<>') return 'operator'
  const value = booleanOperand(constant)
  if (value === undefined) return 'operand'
  const wanted = value === (operator === '=')
  return row => row[name] === wanted
}

const compareText: Comparer = (name, operator, constant) => {
  const text = textOperand(constant)
  return text === undefined ? 'operand' : textTest(name, operator, text)
}

function textTest(name: string, operator: ComparisonOperator, text: string): RowTest {
  if (operator === '=') return equalTextTest(name, text)
  if (operator === '<>') {
    const equals = equalsIgnoringCase(text)
    return row => {
      const value = row[name]
      return typeof value === 'string' && !equals(value)
    }
  }
  const lower = text.toLowerCase()
  const accepts = orders[operator]
  return row => {
    const value = row[name]
    if (typeof value !== 'string') return false
    const folded = value.toLowerCase()
    return accepts(folded < lower ? -1 : folded > lower ? 1 : 0)
  }
}

function equalTextTest(name: string, text: string): RowTest {
  const equals = equalsIgnoringCase(text)
  return row => {
    const value = row[name]
    return typeof value === 'string' && equals(value)
  }
}

const compareDatetime: Comparer = (name, operator, constant) => {
  const than = datetimeOperand(constant)
  if (than === undefined) return 'operand'
  const accepts = orders[operator]
  return row => {
    const value = row[name]
    return value instanceof CimDateTime && accepts(value.compare(than))
  }
}

/** Paths are equal as {@link samePath} says: without case, quoting style, key order and server; a relative one fits every namespace. */
const compareReference: Comparer = (name, operator, constant) => {
  if (constant.kind !== 'string') return 'operand'
  if (operator !== '=' && operator !== '<>') return textTest(name, operator, constant.value)
  const equals = equalsIgnoringCase(constant.value)
  const path = tryParseObjectPath(constant.value)
  const wanted = operator === '='
  return row => {
    const value = row[name]
    if (typeof value !== 'string') return false
    return (equals(value) || (path !== undefined && samePath(value, path))) === wanted
  }
}

const compareObject: Comparer = () => 'operator'

const comparers: Readonly<Record<CimTypeName, Comparer>> = {
  sint8: compareNumber,
  uint8: compareNumber,
  sint16: compareNumber,
  uint16: compareNumber,
  sint32: compareNumber,
  uint32: compareNumber,
  sint64: compareBigint,
  uint64: compareBigint,
  real32: compareReal32,
  real64: compareNumber,
  boolean: compareBoolean,
  string: compareText,
  char16: compareText,
  datetime: compareDatetime,
  reference: compareReference,
  object: compareObject,
}

/** The test `property operator constant`. */
export function compareTest(element: Element, operator: ComparisonOperator, constant: WqlConstant): RowTest | Misfit {
  return element.isArray ? 'operator' : comparers[element.type](element.name, operator, constant)
}

/** The test `property LIKE pattern`; datetimes are matched as text. */
export function likeTest(element: Element, pattern: string): RowTest | Misfit {
  const { name, type } = element
  if (element.isArray || (cimTypes[type].kind !== 'text' && type !== 'datetime')) return 'operator'
  if (type === 'datetime') {
    const matches = compileLike(pattern)
    return row => {
      const value = row[name]
      return value instanceof CimDateTime && matches(value.text)
    }
  }
  if (isPlainPattern(pattern)) return equalTextTest(name, pattern)
  const matches = compileLike(pattern)
  return row => {
    const value = row[name]
    return typeof value === 'string' && matches(value)
  }
}

/** The test `property IS NULL`; a property that the instance does not carry is NULL. */
export function nullTest(element: Element, negated: boolean): RowTest {
  const { name } = element
  return negated ? row => (row[name] ?? null) !== null : row => (row[name] ?? null) === null
}
