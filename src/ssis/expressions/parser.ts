// The grammar: "Operator Precedence and Associativity", "Cast (SSIS Expression)", "NULL (SSIS Expression)".
import { expressionText } from '../../base/texts/ssis-expressions.js'
import {
  type Assignment,
  type BinaryOperator,
  binaryPrecedence,
  type Expression,
  type TypeSpec,
  type UnaryOperator,
} from './ast.js'
import { failure } from './errors.js'
import { type Token, tokenize } from './lexer.js'
import { typeNamed } from './type-info.js'

/** Longer texts, deeper nesting and longer chains are refused, so that no text can exhaust memory or the stack. */
export const limits = { length: 1_000_000, nesting: 200, depth: 1000 } as const

/** Reads an expression. @throws ExpressionFailure */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text)
  const expression = parser.expression()
  parser.end()
  return expression
}

/** Reads `@Variable = expression`, or a plain expression. @throws ExpressionFailure */
export function parseAssignment(text: string): Assignment | Expression {
  const parser = new Parser(text)
  const target = parser.target()
  const value = parser.expression()
  parser.end()
  return target ? { target, value } : value
}

class Parser {
  readonly #tokens: Token[]
  #at = 0
  #nesting = 0

  constructor(text: string) {
    if (text.length > limits.length)
      throw failure(0, 'DTS_E_EXPREVALFAILEDTOPARSEEXPRESSION', {
        reason: expressionText('tooLong', { limit: limits.length }),
      })
    this.#tokens = tokenize(text)
    if (this.#peek().kind === 'end') throw failure(0, 'DTS_E_EXPREVALEXPRESSIONEMPTY', {})
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token
  }

  #is(symbol: string, ahead = 0): boolean {
    const token = this.#peek(ahead)
    return token.kind === 'symbol' && token.text === symbol
  }

  #accept(symbol: string): boolean {
    if (!this.#is(symbol)) return false
    this.#at += 1
    return true
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw this.#unexpected(expressionText('symbol', { symbol }))
  }

  /** At the end of the text something is missing; elsewhere the token itself is wrong. */
  #unexpected(missing: string) {
    const token = this.#peek()
    if (token.kind === 'end') return failure(token.offset, 'DTS_E_EXPREVALINVALIDTOKENSTATE', { missing })
    if (token.kind === 'symbol' && token.text === '=')
      return failure(token.offset, 'DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL', {})
    // The characters of a string may be a secret.
    const text = token.kind === 'string' ? '"…"' : token.text.slice(0, 100)
    return failure(token.offset, 'DTS_E_EXPREVALINVALIDTOKEN', { token: token.kind === 'variable' ? `@${text}` : text })
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected('')
  }

  /** The variable before a single equal sign, if there is one. */
  target() {
    const token = this.#peek()
    if (token.kind !== 'variable' || !this.#is('=', 1)) return undefined
    this.#at += 2
    return { kind: 'variable', name: token.text, offset: token.offset, depth: 1 } as const
  }

  expression(): Expression {
    this.#nesting += 1
    const condition = this.#binary(1)
    if (!this.#is('?')) {
      this.#nesting -= 1
      return condition
    }
    const { offset } = this.#peek()
    this.#checkNesting(offset)
    this.#at += 1
    const then = this.expression()
    this.#expect(':')
    const otherwise = this.expression()
    this.#nesting -= 1
    const depth = this.#depth(offset, condition, then, otherwise)
    return { kind: 'conditional', condition, then, otherwise, offset, depth }
  }

  #checkNesting(offset: number): void {
    if (this.#nesting > limits.nesting) throw tooDeep(offset, limits.nesting)
  }

  #depth(offset: number, ...parts: Expression[]): number {
    let depth = 0
    for (const part of parts) depth = Math.max(depth, part.depth)
    if (depth >= limits.depth) throw tooDeep(offset, limits.depth)
    return depth + 1
  }

  #operator(): BinaryOperator | undefined {
    const { kind, text } = this.#peek()
    return kind === 'symbol' && Object.hasOwn(binaryPrecedence, text) ? (text as BinaryOperator) : undefined
  }

  #binary(lowest: number): Expression {
    let left = this.#unary()
    for (;;) {
      const operator = this.#operator()
      if (operator === undefined || binaryPrecedence[operator] < lowest) return left
      const { offset } = this.#peek()
      this.#at += 1
      const right = this.#binary(binaryPrecedence[operator] + 1)
      left = { kind: 'binary', operator, left, right, offset, depth: this.#depth(offset, left, right) }
    }
  }

  #unary(): Expression {
    const { kind, text, offset } = this.#peek()
    const isUnary = kind === 'symbol' && (text === '-' || text === '!' || text === '~')
    const typed = kind === 'symbol' && text === '(' ? this.#castType() : undefined
    if (!isUnary && !typed) return this.#primary()
    this.#nesting += 1
    this.#checkNesting(offset)
    if (isUnary) this.#at += 1
    const operand = this.#unary()
    this.#nesting -= 1
    const depth = this.#depth(offset, operand)
    return typed
      ? { kind: 'cast', to: typed, operand, offset, depth }
      : { kind: 'unary', operator: text as UnaryOperator, operand, offset, depth }
  }

  /** The type of `(DT_…)`, which is then behind us. */
  #castType(): TypeSpec | undefined {
    const next = this.#peek(1)
    if (next.kind !== 'name' || !/^DT_/i.test(next.text)) return undefined
    this.#at += 1
    const spec = this.#typeSpec('cast')
    this.#expect(')')
    return spec
  }

  #typeSpec(use: 'cast' | 'null'): TypeSpec {
    const token = this.#peek()
    if (token.kind !== 'name') throw this.#unexpected(expressionText('typeName'))
    const type = typeNamed(token.text)
    if (!type) throw failure(token.offset, 'DTS_E_EXPREVALUNSUPPORTEDTYPE', { type: token.text.slice(0, 100) })
    this.#at += 1
    const parameters: number[] = []
    while (this.#accept(',')) {
      const negative = this.#accept('-')
      const value = this.#peek()
      if (value.kind === 'end') throw this.#unexpected(expressionText('operand'))
      if (value.kind !== 'number' || !/^\d{1,9}$/.test(value.text)) {
        const at = { number: parameters.length + 1, type }
        throw use === 'cast'
          ? failure(value.offset, 'DTS_E_EXPREVALINVALIDCASTPARAM', at)
          : failure(value.offset, 'DTS_E_EXPREVALINVALIDNULLPARAM', at)
      }
      this.#at += 1
      parameters.push(negative ? -Number(value.text) : Number(value.text))
    }
    return { type, parameters }
  }

  #primary(): Expression {
    const token = this.#peek()
    const { text, offset } = token
    const at = { offset, depth: 1 }
    switch (token.kind) {
      case 'string':
        this.#at += 1
        return { kind: 'string', value: text, ...at }
      case 'number':
        this.#at += 1
        return { kind: 'number', text, ...at }
      case 'variable':
        this.#at += 1
        return { kind: 'variable', name: text, ...at }
      case 'lineage':
        this.#at += 1
        return { kind: 'column', token: text, ...at }
      case 'name':
      case 'bracketed':
        return this.#named(token)
      default:
        if (!this.#accept('(')) throw this.#unexpected(expressionText('operand'))
        this.#checkNesting(offset)
        return this.#inParentheses()
    }
  }

  #inParentheses(): Expression {
    const inner = this.expression()
    this.#expect(')')
    return inner
  }

  #named(token: Token): Expression {
    const { text, offset } = token
    this.#at += 1
    if (this.#is('(')) return this.#call(text.toUpperCase(), offset)
    const word = text.toUpperCase()
    if (token.kind === 'name' && (word === 'TRUE' || word === 'FALSE'))
      return { kind: 'boolean', value: word === 'TRUE', offset, depth: 1 }
    let column = written(token)
    if (this.#accept('.')) {
      const second = this.#peek()
      if (second.kind !== 'name' && second.kind !== 'bracketed') throw this.#unexpected(expressionText('columnName'))
      this.#at += 1
      column += `.${written(second)}`
    }
    return { kind: 'column', token: column, offset, depth: 1 }
  }

  #call(name: string, offset: number): Expression {
    this.#at += 1
    this.#checkNesting(offset)
    if (name === 'NULL') {
      const of = this.#typeSpec('null')
      this.#expect(')')
      return { kind: 'null', of, offset, depth: 1 }
    }
    const args: Expression[] = []
    if (!this.#accept(')')) {
      do args.push(this.expression())
      while (this.#accept(','))
      this.#expect(')')
    }
    return { kind: 'call', name, args, offset, depth: this.#depth(offset, ...args) }
  }
}

const written = ({ kind, text }: Token) => (kind === 'bracketed' ? `[${text}]` : text)

function tooDeep(offset: number, limit: number) {
  return failure(offset, 'DTS_E_EXPREVALFAILEDTOPARSEEXPRESSION', { reason: expressionText('tooDeep', { limit }) })
}
