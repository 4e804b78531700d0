import { castIsLegal, converter } from '../casts.js'
import { failure } from '../errors.js'
import { bool } from '../type-info.js'
import type { Bound, Run } from '../values.js'
import { argument, type Call, type FunctionRow, wrongType } from './call.js'
import { dateFunctions } from './dates.js'
import { numberFunctions } from './numbers.js'
import { textFunctions } from './texts.js'

/** The second value, as a value of the first one's type, where the first is NULL. */
function bindReplaceNull(call: Call): Bound {
  const [value, replacement] = [argument(call.args, 0), argument(call.args, 1)]
  const { type } = value
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

/** Binds a use of a function. @throws ExpressionFailure for an unknown name, and for a wrong number or type of parameters */
export function bindCall(call: Call): Bound {
  const { name, args, offset } = call
  const row = functions.get(name)
  if (!row) throw failure(offset, 'DTS_E_EXPREVALINVALIDFUNCTION', { name: name.slice(0, 100) })
  if (args.length === row.parameters) return row.bind(call)
  const counts = { function: name, expected: row.parameters, given: args.length }
  if (row.parameters === 1) throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSSINGULARPLURAL', counts)
  if (args.length === 1) throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALSINGULAR', counts)
  throw failure(offset, 'DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALPLURAL', counts)
}
