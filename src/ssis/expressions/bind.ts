// An expression with the types of its variables becomes closures; types are checked here, values when they run.
import type { Cast, Expression } from './ast.js'
import { castIsLegal, converter } from './casts.js'
import { failure } from './errors.js'
import { bindCall, functionOf } from './functions/index.js'
import { numberLiteral } from './literals.js'
import { bindBinary, bindConditional, bindUnary } from './operators.js'
import { bool, wstr } from './type-info.js'
import { targetOf } from './type-spec.js'
import type { Bound, Run } from './values.js'

/** Gives the variables of an expression. */
export type BindVariable = (name: string, offset: number) => Bound

/** Settles the types of an expression. @throws ExpressionFailure where types do not fit */
export function bindExpression(node: Expression, variable: BindVariable): Bound {
  const bind = (inner: Expression) => bindExpression(inner, variable)
  const { offset } = node
  switch (node.kind) {
    case 'string': {
      const { value } = node
      return { type: wstr, run: () => value, offset, literal: value }
    }
    case 'number': {
      const { type, value } = numberLiteral(node.text, offset)
      return { type, run: () => value, offset }
    }
    case 'boolean': {
      const { value } = node
      return { type: bool, run: () => value, offset }
    }
    case 'variable':
      return variable(node.name, offset)
    case 'column':
      throw unknownToken(node.token, offset)
    case 'unary':
      return bindUnary(node.operator, bind(node.operand), offset)
    case 'binary':
      return bindBinary(node.operator, bind(node.left), bind(node.right), offset)
    case 'conditional':
      return bindConditional(bind(node.condition), bind(node.then), bind(node.otherwise), offset)
    case 'cast':
      return bindCast(node, bind(node.operand))
    case 'null':
      return { type: targetOf(node.of, 'null', offset).type, run: () => null, offset }
    case 'call': {
      const kind = functionOf(node.name, node.args.length, offset)
      return bindCall(kind, { function: node.name, offset }, node.args.map(bind))
    }
  }
}

/** Columns are part of data flows. */
function unknownToken(token: string, offset: number) {
  if (token.startsWith('#'))
    return failure(offset, 'DTS_E_EXPREVALNOINPUTCOLUMNCOLLECTIONFORCOLUMNID', { id: token.slice(1, 40) })
  return failure(offset, 'DTS_E_EXPREVALNOINPUTCOLUMNCOLLECTIONFORCOLUMNNAME', { token: token.slice(0, 100) })
}

function bindCast({ to, offset }: Cast, operand: Bound): Bound {
  const { type, length } = targetOf(to, 'cast', offset)
  if (!castIsLegal(operand.type, type))
    throw failure(offset, 'DTS_E_EXPREVALINVALIDCAST', { from: operand.type.type, to: type.type })
  const convert = converter(operand.type, type, length, offset)
  const inner = operand.run
  const run: Run = frame => {
    const value = inner(frame)
    return value === null ? null : convert(value, frame)
  }
  return { type, run, offset, cast: true }
}
