// The conditions of WHERE: WMI SDK "WHERE Clause", "WQL Operators". NOT binds tighter than AND, AND tighter than OR.
import { wqlText } from '../base/texts/wql.js'
import type { ComparisonOperator, Condition, Predicate, PropertyPath, WqlConstant } from './ast.js'
import type { Cursor } from './cursor.js'
import { hintFor } from './hints.js'

/** WMI's limits on AND, OR and nesting depend on the server and are not published; these are ours. */
export const maxPredicates = 1000
export const maxNesting = 200

const operators: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
}

/** The operator when the operands change sides. */
const mirrored: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** Reads the condition of one query. */
export class ConditionReader {
  readonly #cursor: Cursor
  #predicates = 0
  #depth = 0

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  /** @throws WqlSyntaxError; WBEM_E_QUOTA_VIOLATION beyond {@link maxPredicates} or {@link maxNesting} */
  read(): Condition {
    return this.#list('or', 'OR', () => this.#list('and', 'AND', () => this.#unary()))
  }

  #list(kind: 'and' | 'or', word: string, operand: () => Condition): Condition {
    const first = operand()
    if (!this.#cursor.isWord(word)) return first
    const operands = [first]
    while (this.#cursor.takeWord(word)) operands.push(operand())
    return { kind, operands }
  }

  #unary(): Condition {
    const cursor = this.#cursor
    if (cursor.isWord('NOT')) return this.#nested(() => ({ kind: 'not', operand: this.#unary() }))
    if (!cursor.isSymbol('(')) return this.#predicate()
    return this.#nested(() => {
      const inner = this.read()
      if (!cursor.takeSymbol(')')) throw cursor.unexpected(['AND', 'OR', '")"'])
      return inner
    })
  }

  #nested(read: () => Condition): Condition {
    const cursor = this.#cursor
    this.#depth += 1
    if (this.#depth > maxNesting) {
      const message = wqlText('tooDeep', { max: maxNesting, where: cursor.where() })
      throw cursor.error('WBEM_E_QUOTA_VIOLATION', message, [], wqlText('hintShorten'))
    }
    cursor.advance()
    const condition = read()
    this.#depth -= 1
    return condition
  }

  #predicate(): Predicate {
    const cursor = this.#cursor
    this.#predicates += 1
    if (this.#predicates > maxPredicates) {
      const message = wqlText('tooManyPredicates', { max: maxPredicates, where: cursor.where() })
      throw cursor.error('WBEM_E_QUOTA_VIOLATION', message, [], wqlText('hintShorten'))
    }
    const at = cursor.token.start + 1
    if (this.#constantIsNext()) return this.#constantFirst(at)
    const property = readPropertyPath(cursor)
    if (cursor.takeWord('LIKE')) return { kind: 'like', property, pattern: this.#pattern(), at }
    if (cursor.takeWord('ISA')) return { kind: 'isa', property, className: this.#className(), at }
    if (cursor.takeWord('IS')) return { kind: 'null', property, negated: this.#isNull(), at }
    const operator = readComparisonOperator(cursor, ['LIKE', 'ISA', 'IS'])
    if (cursor.isWord('NULL')) return this.#nullTest(property, operator, at)
    if (this.#constantIsNext()) return { kind: 'compare', property, operator, value: this.#constant(), at }
    const hint = cursor.token.kind === 'name' ? wqlText('hintQuoteText') : undefined
    throw cursor.unexpected([wqlText('constant')], hintFor(cursor.token) ?? hint)
  }

  /** `5 < Size` is stored as `Size > 5`. */
  #constantFirst(at: number): Predicate {
    const cursor = this.#cursor
    const value = cursor.isWord('NULL') ? null : this.#constant()
    if (value === null) cursor.advance()
    const operator = mirrored[readComparisonOperator(cursor, [])]
    if (value === null && operator !== '=' && operator !== '<>') throw this.#orderNull(operator)
    const property = readPropertyPath(cursor)
    return value === null
      ? { kind: 'null', property, negated: operator === '<>', at }
      : { kind: 'compare', property, operator, value, at }
  }

  #constantIsNext(): boolean {
    const { kind, word } = this.#cursor.token
    return kind === 'string' || kind === 'integer' || kind === 'real' || /^(TRUE|FALSE|NULL)$/.test(word)
  }

  #constant(): WqlConstant {
    const cursor = this.#cursor
    const { kind, text, word } = cursor.token
    if (kind === 'string') return { kind, value: cursor.takeString() }
    cursor.advance()
    if (kind === 'integer') return { kind, value: BigInt(text.replace('+', '')) }
    if (kind === 'real') return { kind, value: Number(text) }
    return { kind: 'boolean', value: word === 'TRUE' }
  }

  /** `= NULL` and `<> NULL` are read as IS NULL and IS NOT NULL. */
  #nullTest(property: PropertyPath, operator: ComparisonOperator, at: number): Predicate {
    if (operator !== '=' && operator !== '<>') throw this.#orderNull(operator)
    this.#cursor.advance()
    return { kind: 'null', property, negated: operator === '<>', at }
  }

  #orderNull(operator: ComparisonOperator): Error {
    const cursor = this.#cursor
    const message = wqlText('orderNull', { operator, where: cursor.where() })
    return cursor.error('WBEM_E_INVALID_QUERY', message, ['=', '<>'], wqlText('hintNullTest'))
  }

  #isNull(): boolean {
    const cursor = this.#cursor
    const negated = cursor.takeWord('NOT')
    if (!cursor.takeWord('NULL'))
      throw cursor.unexpected(negated ? ['NULL'] : ['NULL', 'NOT NULL'], wqlText('hintIsNull'))
    return negated
  }

  #pattern(): string {
    const cursor = this.#cursor
    if (cursor.token.kind !== 'string') throw cursor.unexpected([wqlText('string')], wqlText('hintLike'))
    return cursor.takeString(true)
  }

  #className(): string {
    const cursor = this.#cursor
    return cursor.token.kind === 'string' ? cursor.takeString() : cursor.expectName(wqlText('class'))
  }
}

/** Reads `Name` or `TargetInstance.Name`. */
export function readPropertyPath(cursor: Cursor): PropertyPath {
  const path = [cursor.expectName(wqlText('property'))]
  while (cursor.takeSymbol('.')) path.push(cursor.expectName(wqlText('property')))
  return path
}

/** @param others what else could stand here */
export function readComparisonOperator(cursor: Cursor, others: readonly string[]): ComparisonOperator {
  const { kind, text, word } = cursor.token
  const operator = kind === 'symbol' && Object.hasOwn(operators, text) ? operators[text] : undefined
  if (operator === undefined) {
    const hint = word === 'NOT' ? wqlText('hintNot') : undefined
    throw cursor.unexpected([wqlText('operator'), ...others], hint)
  }
  cursor.advance()
  return operator
}
