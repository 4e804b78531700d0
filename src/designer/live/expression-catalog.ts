// Everything that the expression language has, for the expression builder. Templates are those of SSIS: what is to be filled in
// stands between « and ».
import { functionText } from '../../base/texts/designer-functions.js'
import { functionNames } from '../../ssis/expressions/functions/index.js'
import { kinds, type Parameter } from '../../ssis/expressions/type-info.js'
import type { Output } from '../api/index.js'

type Entry = Output<'expression.catalog'>['entries'][number]
type TextKey = keyof typeof functionText.table & string
/** Texts that name nothing. */
type PlainKey = Exclude<TextKey, 'nullOf' | 'castTo'>

/** Parameters of functions by the group that they belong to, in the order of the builder of SSIS. */
const functions = {
  mathematical: {
    ABS: ['numeric_expression'],
    CEILING: ['numeric_expression'],
    EXP: ['numeric_expression'],
    FLOOR: ['numeric_expression'],
    LN: ['numeric_expression'],
    LOG: ['numeric_expression'],
    POWER: ['numeric_expression', 'power'],
    ROUND: ['numeric_expression', 'length'],
    SIGN: ['numeric_expression'],
    SQUARE: ['numeric_expression'],
    SQRT: ['numeric_expression'],
  },
  string: {
    CODEPOINT: ['character_expression'],
    FINDSTRING: ['character_expression', 'searchstring', 'occurrence'],
    HEX: ['integer_expression'],
    LEFT: ['character_expression', 'number'],
    LEN: ['character_expression'],
    LOWER: ['character_expression'],
    LTRIM: ['character_expression'],
    REPLACE: ['character_expression', 'searchstring', 'replacementstring'],
    REPLICATE: ['character_expression', 'times'],
    REVERSE: ['character_expression'],
    RIGHT: ['character_expression', 'number'],
    RTRIM: ['character_expression'],
    SUBSTRING: ['character_expression', 'start', 'length'],
    TOKEN: ['character_expression', 'delimiter_string', 'occurrence'],
    TOKENCOUNT: ['character_expression', 'delimiter_string'],
    TRIM: ['character_expression'],
    UPPER: ['character_expression'],
  },
  date: {
    DATEADD: ['"datepart"', 'number', 'date'],
    DATEDIFF: ['"datepart"', 'startdate', 'enddate'],
    DATEPART: ['"datepart"', 'date'],
    DAY: ['date'],
    GETDATE: [],
    GETUTCDATE: [],
    MONTH: ['date'],
    YEAR: ['date'],
  },
  null: { ISNULL: ['expression'], REPLACENULL: ['expression', 'replacement'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const operators: readonly (readonly [label: string, insert: string, text: PlainKey])[] = [
  ['( )', '( «expression» )', 'group'],
  ['+', ' + ', 'add'],
  ['+ (concatenate)', ' + ', 'concatenate'],
  ['-', ' - ', 'subtract'],
  ['- (negate)', '-', 'negate'],
  ['*', ' * ', 'multiply'],
  ['/', ' / ', 'divide'],
  ['%', ' % ', 'modulo'],
  ['||', ' || ', 'or'],
  ['&&', ' && ', 'and'],
  ['!', '!', 'not'],
  ['==', ' == ', 'equal'],
  ['!=', ' != ', 'unequal'],
  ['>', ' > ', 'greater'],
  ['<', ' < ', 'less'],
  ['>=', ' >= ', 'greaterOrEqual'],
  ['<=', ' <= ', 'lessOrEqual'],
  ['&', ' & ', 'bitAnd'],
  ['|', ' | ', 'bitOr'],
  ['^', ' ^ ', 'bitXor'],
  ['~', '~', 'bitNot'],
  ['? :', '«boolean_expression» ? «expression1» : «expression2»', 'conditional'],
]

const parameterNames: Readonly<Record<Parameter, string>> = {
  length: '«length»',
  codePage: '«code_page»',
  precision: '«precision»',
  scale: '«scale»',
}

/** All entries in the current language, group by group. */
export function catalog(): Entry[] {
  return [
    ...groupOf('mathematical'),
    ...groupOf('string'),
    ...groupOf('date'),
    ...groupOf('null'),
    ...Object.entries(kinds).map(([type, { parameters = [] }]) => nullEntry(type, parameters)),
    ...Object.entries(kinds).map(([type, { parameters = [] }]) => castEntry(type, parameters)),
    ...operators.map(([label, insert, text]) => ({
      group: functionText('operators'),
      label,
      insert,
      description: functionText(text),
    })),
  ]
}

function groupOf(group: keyof typeof functions): Entry[] {
  return Object.entries<readonly string[]>(functions[group])
    .filter(([name]) => functionNames.includes(name))
    .map(([name, parameters]) => {
      const filled = parameters.map(each => (each.startsWith('"') ? each : `«${each}»`)).join(', ')
      const text = parameters.length === 0 ? `${name}()` : `${name}( ${filled} )`
      return { group: functionText(group), label: text, insert: text, description: functionText(keyOf(name)) }
    })
}

/** Functions have texts of their own names. */
function keyOf(name: string): PlainKey {
  return name as PlainKey
}

function castEntry(type: string, parameters: readonly Parameter[]): Entry {
  const text = `(${typed(type, parameters)})`
  return { group: functionText('casts'), label: text, insert: text, description: functionText('castTo', { type }) }
}

function nullEntry(type: string, parameters: readonly Parameter[]): Entry {
  const text = `NULL(${typed(type, parameters)})`
  return { group: functionText('null'), label: text, insert: text, description: functionText('nullOf', { type }) }
}

function typed(type: string, parameters: readonly Parameter[]): string {
  return [type, ...parameters.map(each => parameterNames[each])].join(', ')
}
