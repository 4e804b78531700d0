import type { ExpressionType } from './types.js'

/** Binary operators by how tightly they bind; a greater number binds tighter ("Operator Precedence and Associativity"). */
export const binaryPrecedence = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
  '%': 9,
} as const

export type BinaryOperator = keyof typeof binaryPrecedence
export type UnaryOperator = '-' | '!' | '~'

/** A data type with the parameters that stand after it in casts and in NULL(). */
export interface TypeSpec {
  readonly type: ExpressionType
  readonly parameters: readonly number[]
}

interface Node {
  /** Where it starts, for operators where the operator stands: UTF-16 units from 0. */
  readonly offset: number
  /** How many levels of nodes it has, itself included. */
  readonly depth: number
}

export interface StringLiteral extends Node {
  readonly kind: 'string'
  readonly value: string
}
/** A number as it is written, without its sign. */
export interface NumberLiteral extends Node {
  readonly kind: 'number'
  readonly text: string
}
export interface BooleanLiteral extends Node {
  readonly kind: 'boolean'
  readonly value: boolean
}
export interface VariableReference extends Node {
  readonly kind: 'variable'
  readonly name: string
}
/** A column of a data flow, as it is written, or `#123`. */
export interface ColumnReference extends Node {
  readonly kind: 'column'
  readonly token: string
}
export interface Unary extends Node {
  readonly kind: 'unary'
  readonly operator: UnaryOperator
  readonly operand: Expression
}
export interface Binary extends Node {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export interface Conditional extends Node {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly otherwise: Expression
}
export interface Cast extends Node {
  readonly kind: 'cast'
  readonly to: TypeSpec
  readonly operand: Expression
}
export interface NullOf extends Node {
  readonly kind: 'null'
  readonly of: TypeSpec
}
export interface Call extends Node {
  readonly kind: 'call'
  /** In upper case. */
  readonly name: string
  readonly args: readonly Expression[]
}

export type Expression =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | VariableReference
  | ColumnReference
  | Unary
  | Binary
  | Conditional
  | Cast
  | NullOf
  | Call

/** `@Variable = expression`. */
export interface Assignment {
  readonly target: VariableReference
  readonly value: Expression
}

/** The expressions directly below one, from left to right. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
    case 'cast':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'conditional':
      return [node.condition, node.then, node.otherwise]
    case 'call':
      return node.args
    default:
      return []
  }
}
