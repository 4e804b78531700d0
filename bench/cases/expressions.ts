import { compileExpression, evaluateExpression } from '../../src/ssis/expressions/index.js'
import { Package } from '../../src/ssis/index.js'
import type { Variable } from '../../src/ssis/variable.js'
import { typeOfValue } from '../../src/ssis/variable-types.js'
import type { VariableScope } from '../../src/ssis/variables.js'
import { pair, type Row } from '../measure.js'

const rounds = 200_000

interface Values {
  count: number
  limit: number
  name: string
  price: number
  open: boolean
}

/** The same in JavaScript, written as one would; reading from an object stands for the variables. */
const cases: readonly { what: string; text: string; script: (values: Values) => unknown }[] = [
  {
    what: 'whole numbers: (@Count + 1) * 3 - @Limit / 2',
    text: '(@Count + 1) * 3 - @Limit / 2',
    script: values => (values.count + 1) * 3 - Math.trunc(values.limit / 2),
  },
  {
    what: 'a condition: @Count < @Limit && @Open || @Name == "x"',
    text: '@Count < @Limit && @Open || @Name == "x"',
    script: values => (values.count < values.limit && values.open) || values.name === 'x',
  },
  {
    what: 'texts: "out_" + UPPER(@Name) + "_" + (DT_WSTR,10)@Count + ".csv"',
    text: '"out_" + UPPER(@Name) + "_" + (DT_WSTR,10)@Count + ".csv"',
    script: values => `out_${values.name.toUpperCase()}_${String(values.count).slice(0, 10)}.csv`,
  },
  {
    what: 'a choice: @Price > 100.5L ? SQRT(@Price) : ABS(@Price) * 2',
    text: '@Price > 100.5L ? SQRT(@Price) : ABS(@Price) * 2',
    script: values => (values.price > 100.5 ? Math.sqrt(values.price) : Math.abs(values.price) * 2),
  },
  {
    what: 'exact numbers, beside inexact ones: 19.99 * @Count / 1.19',
    text: '19.99 * @Count / 1.19',
    script: values => (19.99 * values.count) / 1.19,
  },
]

/** Variables in memory, as cheap to read as the properties beside. */
function scopeOf(values: Values): VariableScope {
  const find = (name: string) => {
    const key = name.toLowerCase() as keyof Values
    const variable = {
      dataType: typeOfValue(key === 'price' ? 0.5 : values[key]),
      get value() {
        return values[key]
      },
    }
    return variable as Variable
  }
  return { find, get: find, contains: () => true }
}

const perSecond = (times: number, milliseconds: number) => {
  const speed = (times / milliseconds) * 1000
  return speed < 1e6 ? `${Math.round(speed / 1000)} k/s` : `${(speed / 1e6).toFixed(1)} M/s`
}

/** Expressions compiled once and evaluated often, beside JavaScript on the same values; and what a text costs each time. */
export async function run(): Promise<Row[]> {
  const values: Values = { count: 5, limit: 40, name: 'inventory', price: 144.5, open: true }
  const scope = scopeOf(values)
  const rows: Row[] = []
  for (const { what, text, script } of cases) {
    const bound = compileExpression(text).bind(scope)
    let last: unknown
    // Other values each time, so that nothing is computed ahead.
    const often = (work: () => unknown) => () => {
      for (let round = 0; round < rounds; round += 1) {
        values.count = round % 1000
        values.price = round % 300
        last = work()
      }
      return last
    }
    const time = await pair(
      often(() => bound.evaluate()),
      often(() => script(values)),
    )
    const row = { ours: perSecond(rounds, time.a), beside: perSecond(rounds, time.b) }
    rows.push({ what, ...row, ratio: `${(1 / time.ratio).toFixed(2)} × its speed` })
  }
  const { variables } = new Package()
  for (const [name, value] of Object.entries(values))
    variables.add(`${name.charAt(0).toUpperCase()}${name.slice(1)}`, false, 'User', value)
  const text = '@Count < @Limit && @Open || @Name == "x"'
  const fewer = rounds / 10
  const bound = compileExpression(text).bind(variables)
  const time = await pair(
    () => {
      for (let round = 0; round < fewer; round += 1) evaluateExpression(text, variables)
    },
    () => {
      for (let round = 0; round < fewer; round += 1) bound.evaluate()
    },
  )
  rows.push({
    what: "a condition on a package's variables, from its text beside bound once",
    ours: perSecond(fewer, time.a),
    beside: perSecond(fewer, time.b),
    ratio: `${(1 / time.ratio).toFixed(2)} × its speed`,
  })
  return rows
}
