import { binaryPrecedence, type Expression, type TypeSpec } from './ast.js'
import { escapes } from './lexer.js'

const conditional = 0
const unary = 10
const primary = 11

const escaped = new Map(Object.entries(escapes).map(([letter, character]) => [character, `\\${letter}`]))
const plainName = /^[\p{L}_][\p{L}\p{Nd}_@$#]*$/u

/** Writes an expression with no more parentheses than it needs; reading that text gives the same expression again. */
export function printExpression(expression: Expression): string {
  return print(expression, conditional)
}

function print(node: Expression, needed: number): string {
  const text = printNode(node)
  return precedenceOf(node) < needed ? `(${text})` : text
}

function precedenceOf(node: Expression): number {
  if (node.kind === 'conditional') return conditional
  if (node.kind === 'binary') return binaryPrecedence[node.operator]
  return node.kind === 'unary' || node.kind === 'cast' ? unary : primary
}

function printNode(node: Expression): string {
  switch (node.kind) {
    case 'string':
      return printString(node.value)
    case 'number':
      return node.text
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE'
    case 'variable':
      return plainName.test(node.name) ? `@${node.name}` : `@[${node.name}]`
    case 'column':
      return node.token
    case 'unary':
      return `${node.operator}${print(node.operand, unary)}`
    case 'binary': {
      const own = binaryPrecedence[node.operator]
      return `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`
    }
    case 'conditional':
      return `${print(node.condition, 1)} ? ${print(node.then, conditional)} : ${print(node.otherwise, conditional)}`
    case 'cast':
      return `(${printType(node.to)})${print(node.operand, unary)}`
    case 'null':
      return `NULL(${printType(node.of)})`
    case 'call':
      return `${node.name}(${node.args.map(arg => print(arg, conditional)).join(', ')})`
  }
}

const printType = ({ type, parameters }: TypeSpec) => [type, ...parameters].join(',')

function printString(value: string): string {
  const inner = value.replace(/["\\\p{Cc}\p{Cs}]/gu, character => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0')
    return escaped.get(character) ?? `\\x${code}`
  })
  return `"${inner}"`
}
