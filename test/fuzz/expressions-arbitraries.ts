// Expressions made at random, as syntax trees.
import fc from 'fast-check'
import {
  type BinaryOperator,
  binaryPrecedence,
  type Expression,
  type UnaryOperator,
} from '../../src/ssis/expressions/ast.js'
import { functionNames } from '../../src/ssis/expressions/functions/index.js'
import { kinds, largest, type Parameter } from '../../src/ssis/expressions/type-info.js'
import type { ExpressionType } from '../../src/ssis/expressions/types.js'

const at = { offset: 0, depth: 1 }
const types = Object.keys(kinds) as ExpressionType[]

const parameter = (type: ExpressionType, name: Parameter): fc.Arbitrary<number> =>
  name === 'codePage' ? fc.constantFrom(1252, 65001, 932) : fc.integer({ min: 1, max: largest[type]?.[name] ?? 1 })

const typeSpec = fc
  .constantFrom(...types)
  .chain(type =>
    fc
      .tuple(...(kinds[type].parameters ?? []).map(name => parameter(type, name)))
      .map(parameters => ({ type, parameters })),
  )

const numbers = fc.oneof(
  fc.nat(100).map(String),
  fc.nat().map(value => `${value}L`),
  fc.nat(1000).map(value => `${value}U`),
  fc.nat().map(value => `0x${(value % 0x7fffffff).toString(16)}`),
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(fc.nat(99), fc.integer({ min: -20, max: 20 })).map(([value, power]) => `${value}e${power}L`),
  fc.constantFrom('.5', '6.', '1.5f', '0x7FFFFFFFu'),
)

const dateParts = fc.constantFrom('yy', 'qq', 'mm', 'dd', 'wk', 'dw', 'hh', 'mi', 'ss', 'ms')
const someTexts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }).filter(text => !text.includes('\0')),
  fc.constantFrom('2024-03-31', '8/6/2003 2:00 PM', '12:30:00', '5', 'True', '{AABBCCDD-0011-2233-4455-66778899AABB}'),
)

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  someTexts.map(value => ({ kind: 'string' as const, value, ...at })),
  numbers.map(text => ({ kind: 'number' as const, text, ...at })),
  fc.boolean().map(value => ({ kind: 'boolean' as const, value, ...at })),
  fc
    .constantFrom('Text', 'User::Text', 'Number', 'Long', 'Double', 'Decimal', 'Yes', 'Day', 'My Name', 'Byte')
    .map(name => ({ kind: 'variable' as const, name, ...at })),
  typeSpec.map(of => ({ kind: 'null' as const, of, ...at })),
)

const unaries: readonly UnaryOperator[] = ['-', '!', '~']
const binaries = Object.keys(binaryPrecedence) as BinaryOperator[]
const counts: Readonly<Record<string, number>> = { GETDATE: 0, GETUTCDATE: 0 }

/** Any expression; most do not fit together by their types. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>(tie => {
  const node = tie('node')
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom(...unaries), node)
        .map(([operator, operand]) => ({ kind: 'unary' as const, operator, operand, ...at })),
      fc
        .tuple(fc.constantFrom(...binaries), node, node)
        .map(([operator, left, right]) => ({ kind: 'binary' as const, operator, left, right, ...at })),
      fc
        .tuple(node, node, node)
        .map(([condition, then, otherwise]) => ({ kind: 'conditional' as const, condition, then, otherwise, ...at })),
      fc.tuple(typeSpec, node).map(([to, operand]) => ({ kind: 'cast' as const, to, operand, ...at })),
      fc
        .tuple(fc.constantFrom(...functionNames), fc.array(node, { maxLength: 3 }), dateParts)
        .map(([name, args, part]) => {
          const first = name.startsWith('DATE') ? [{ kind: 'string' as const, value: part, ...at }] : []
          return { kind: 'call' as const, name, args: [...first, ...args].slice(0, counts[name] ?? 3), ...at }
        }),
    ),
  }
}).node

const arithmetic: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '&', '|', '^']
const comparisons: readonly BinaryOperator[] = ['==', '!=', '<', '>', '<=', '>=']
const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, args, ...at })

/** Expressions whose types fit: most of them have a value. */
export const typedExpressions: fc.Arbitrary<Expression> = fc.letrec<{
  number: Expression
  text: Expression
  truth: Expression
}>(tie => {
  const [number, text, truth] = [tie('number'), tie('text'), tie('truth')]
  const both = (operators: readonly BinaryOperator[], of: fc.Arbitrary<Expression>) =>
    fc
      .tuple(fc.constantFrom(...operators), of, of)
      .map(([operator, left, right]) => ({ kind: 'binary' as const, operator, left, right, ...at }))
  const either = (of: fc.Arbitrary<Expression>) =>
    fc
      .tuple(truth, of, of)
      .map(([condition, then, otherwise]) => ({ kind: 'conditional' as const, condition, then, otherwise, ...at }))
  const small = { depthSize: 'small', withCrossShrink: true } as const
  const count = fc.nat(20).map(value => ({ kind: 'number' as const, text: String(value), ...at }))
  return {
    number: fc.oneof(
      small,
      numbers.map(value => ({ kind: 'number' as const, text: value, ...at })),
      fc.constantFrom('Number', 'Long', 'Double', 'Decimal').map(name => ({ kind: 'variable' as const, name, ...at })),
      both(arithmetic, number),
      either(number),
      number.map(operand => ({ kind: 'unary' as const, operator: '-' as const, operand, ...at })),
      text.map(of => call('LEN', of)),
      number.map(of => call('ABS', of)),
    ),
    text: fc.oneof(
      small,
      someTexts.map(value => ({ kind: 'string' as const, value, ...at })),
      fc.constant({ kind: 'variable' as const, name: 'Text', ...at }),
      both(['+'], text),
      either(text),
      fc.tuple(text, count).map(args => call('LEFT', ...args)),
      text.map(of => call('UPPER', of)),
      number.map(operand => ({
        kind: 'cast' as const,
        to: { type: 'DT_WSTR' as const, parameters: [40] },
        operand,
        ...at,
      })),
    ),
    truth: fc.oneof(
      small,
      fc.boolean().map(value => ({ kind: 'boolean' as const, value, ...at })),
      fc.constant({ kind: 'null' as const, of: { type: 'DT_BOOL' as const, parameters: [] }, ...at }),
      both(comparisons, number),
      both(comparisons, text),
      both(['&&', '||'], truth),
      truth.map(operand => ({ kind: 'unary' as const, operator: '!' as const, operand, ...at })),
    ),
  }
}).text

/** Pieces of the language in any order. */
export const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        '(',
        ')',
        '[',
        ']',
        '@',
        '@[',
        '"',
        '\\',
        '\\x',
        "'",
        '#1',
        ',',
        '.',
        '?',
        ':',
        '=',
        '==',
        '!',
        '!=',
        '~',
        '-',
        '+',
      ],
      ...[
        '&&',
        '||',
        '(DT_WSTR,5)',
        '(DT_I4)',
        'NULL(',
        'DT_NUMERIC',
        'True',
        'LEN(',
        'DATEADD("dd",',
        '@Number',
        '@Text',
      ],
      ...['1', '1.5', '1e5', '2147483648', '0x', '0xFF', '99L', '"a"', '""', ' ', '\n', 'é', '😀', '\u0000'],
    ),
    { maxLength: 30 },
  )
  .map(parts => parts.join(''))
