import { expressionText } from '../../base/texts/ssis-expressions.js'
import type { VariableScope } from '../variables.js'
import { type Expression, partsOf } from './ast.js'
import { bindExpression } from './bind.js'
import { failure, locate, located } from './errors.js'
import { limits, parseExpression } from './parser.js'
import { resultOf } from './results.js'
import type { TypeInfo } from './type-info.js'
import type { ExpressionOptions, ExpressionResult, ExpressionType } from './types.js'
import type { Bound, Frame, Value } from './values.js'
import { findVariable, readerOf, typeOfVariable, valueOfVariable } from './variables.js'

/** An expression whose variables are found and whose types are settled. */
export interface BoundExpression {
  readonly type: ExpressionType
  /** Evaluates it with the values that the variables have now. @throws ExpressionError */
  evaluate(): ExpressionResult
}

/** The closures for variables of certain types. */
interface Program {
  readonly bound: Bound
  readonly types: readonly TypeInfo[]
}

/** An expression that was read once and can be evaluated often. */
export class CompiledExpression {
  /** The text. It may hold passwords: not shown by util.inspect and JSON. */
  readonly #text: string
  readonly #root: Expression
  /** Where each variable is named first. */
  readonly #names = new Map<string, number>()
  /** The closures of the types that the variables had last. */
  #program: Program | undefined

  /** @throws ExpressionError */
  constructor(text: string, root: Expression = located(text, () => parseExpression(text))) {
    this.#text = text
    this.#root = root
    collect(root, this.#names)
  }

  get text(): string {
    return this.#text
  }

  /** The names of the variables, as they are written. */
  get variables(): readonly string[] {
    return [...this.#names.keys()]
  }

  /** Finds the variables and settles the types. @throws ExpressionError */
  bind(scope: VariableScope, options: ExpressionOptions = {}): BoundExpression {
    try {
      const { frame, program } = this.#prepare(scope, options)
      const { type, run } = program.bound
      const evaluate = () => {
        try {
          return resultOf(run(frame), type)
        } catch (error) {
          throw this.#told(error)
        }
      }
      return { type: type.type, evaluate }
    } catch (error) {
      throw this.#told(error)
    }
  }

  /** Evaluates it in a scope. @throws ExpressionError */
  evaluate(scope: VariableScope, options: ExpressionOptions = {}): ExpressionResult {
    try {
      const { frame, program } = this.#prepare(scope, options)
      return resultOf(program.bound.run(frame), program.bound.type)
    } catch (error) {
      throw this.#told(error)
    }
  }

  #told(error: unknown): unknown {
    if (!(error instanceof RangeError)) return locate(this.#text, error)
    // Variables that are evaluated by expressions stand on the stack of those that use them.
    const reason = expressionText('tooDeep', { limit: limits.depth })
    return locate(this.#text, failure(0, 'DTS_E_EXPREVALFAILEDTOPARSEEXPRESSION', { reason }))
  }

  #prepare(scope: VariableScope, options: ExpressionOptions): { frame: Frame; program: Program } {
    const readers: (() => unknown)[] = []
    const types: TypeInfo[] = []
    for (const [name, offset] of this.#names) {
      const variable = findVariable(scope, name, offset)
      const read = readerOf(variable, offset, options)
      types.push(typeOfVariable(variable, offset, read))
      readers.push(read)
    }
    return { frame: { readers, now: options.now ?? (() => new Date()) }, program: this.#programFor(types) }
  }

  #programFor(types: readonly TypeInfo[]): Program {
    const known = this.#program
    if (known && types.every((type, index) => sameType(type, known.types[index]))) return known
    const indexes = new Map([...this.#names.keys()].map((name, index) => [name, index]))
    const bound = bindExpression(this.#root, (name, offset) => {
      const index = indexes.get(name) ?? 0
      const type = types[index] as TypeInfo
      const plain = type.family !== 'exact' && type.family !== 'moment'
      const run = plain
        ? ({ readers }: Frame) => (readers[index]?.() ?? null) as Value
        : ({ readers }: Frame) => valueOfVariable(readers[index]?.(), type)
      return { type, run, offset }
    })
    this.#program = { bound, types }
    return this.#program
  }
}

const sameType = (a: TypeInfo, b: TypeInfo | undefined) => a === b || (a.type === b?.type && a.scale === b.scale)

function collect(node: Expression, names: Map<string, number>): void {
  if (node.kind === 'variable' && !names.has(node.name)) names.set(node.name, node.offset)
  for (const part of partsOf(node)) collect(part, names)
}

const cache = new Map<string, CompiledExpression>()
const cacheSize = 256
/** Longer texts are read anew each time, so that the cache stays small. */
const cacheLength = 4000

/** Reads an expression; the last ones are kept. @throws ExpressionError */
export function compileExpression(text: string): CompiledExpression {
  const known = cache.get(text)
  if (known) return known
  const compiled = new CompiledExpression(text)
  if (text.length > cacheLength) return compiled
  if (cache.size >= cacheSize)
    for (const oldest of cache.keys()) {
      cache.delete(oldest)
      break
    }
  cache.set(text, compiled)
  return compiled
}
