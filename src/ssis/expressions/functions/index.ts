import { castIsLegal, converter } from '../casts.js'
import { failure } from '../errors.js'
import { bool, wstr } from '../type-info.js'
import type { Bound, Run } from '../values.js'
import { argument, type Call, type FunctionRow, wrongType } from './call.js'
import { dateFunctions } from './dates.js'
import { numberFunctions } from './numbers.js'
import { textFunctions } from './texts.js'

/** The second value, as a value of the first one's type, where the first is NULL. */
function bindReplaceNull(call: Call): Bound {
  const [value, replacement] = [argument(call.args, 0), argument(call.args, 1)]
  for (const [index, arg] of call.args.entries()) if (arg.type.family === 'blob') throw wrongType(call, index)
  // DT_STR is a type of whole expressions only.
  const type = value.type.family === 'text' ? wstr : value.type
  if (!castIsLegal(replacement.type, type)) throw wrongType(call, 1)
  const convert = converter(replacement.type, type, Number.POSITIVE_INFINITY, replacement.offset)
  const run: Run = frame => {
    const found = value.run(frame)
    if (found !== null) return found
    const other = replacement.run(frame)
    return other === null ? null : convert(other, frame)
  }
  return { type, run, offset: call.offset }
}

const functions = new Map<string, FunctionRow>(
  Object.entries({
    ...textFunctions,
    ...numberFunctions,
    ...dateFunctions,
    ISNULL: {
      parameters: 1,
      bind: ({ args, offset }: Call): Bound => {
        const { run } = argument(args, 0)
        return { type: bool, run: frame => run(frame) === null, offset }
      },
    },
    REPLACENULL: { parameters: 2, bind: bindReplaceNull },
  }),
)

/** The names of all functions, in upper case. */
export const functionNames: readonly string[] = [...functions.keys()]

/** The function of a name, if it takes so many parameters. @throws ExpressionFailure for an unknown name or another number */
export function functionOf(name: string, given: number, offset: number): FunctionRow {
  const row = functions.get(name)
  if (!row) throw failure(offset, 'DTS_E_EXPREVALINVALIDFUNCTION', { name: name.slice(0, 100) })
  if (given === row.parameters) return row
  const counts = { function: name, expected: row.parameters, given }
  if (row.parameters === 1) throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSSINGULARPLURAL', counts)
  if (given === 1) throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALSINGULAR', counts)
  throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALPLURAL', counts)
}

/** What a call gives. @throws ExpressionFailure for parameters of types that the function does not take */
export function bindCall(
  row: FunctionRow,
  { function: name, offset }: { readonly function: string; readonly offset: number },
  args: readonly Bound[],
): Bound {
  return row.bind({ name, args, offset })
}
