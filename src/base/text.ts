/** The languages in which wmilink speaks to people. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

let current: Language = 'en'

/** Chooses the language of messages made from now on, in this process. Codes, symbols, JSON and files never change. */
export function setLanguage(language: Language): void {
  current = language
}

export function language(): Language {
  return current
}

/** One text in both languages; `{name}` stands for a parameter, `{count:row|rows}` for the word that goes with a number of that name. */
export type Text = Readonly<Record<Language, string>>

/** The parameters that a text names between braces. */
type ParameterNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Counted}:${string}` ? Counted : Name) | ParameterNames<Rest>
  : never

/** The values that a text's parameters need. */
export type TextParameters<T extends Text> = { readonly [Name in ParameterNames<T['en']>]: string | number | bigint }

/** How many characters are told of a name that somebody gave, and of the path of an object. */
const longestName = 100
const longestObject = 400
const names = [
  'alias',
  'class',
  'connection',
  'container',
  'element',
  'from',
  'key',
  'method',
  'name',
  'namespace',
  'part',
  'property',
  'superclass',
  'task',
  'to',
]
/** By the parameter that carries it. */
const longest: ReadonlyMap<string, number> = new Map([
  ...names.map(name => [name, longestName] as const),
  ['object', longestObject],
])

function shown(parameter: string, value: string | number | bigint | undefined): string {
  const text = String(value)
  const limit = longest.get(parameter) ?? Number.POSITIVE_INFINITY
  if (text.length <= limit) return text
  // Not through the middle of a surrogate pair.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`
}

const plurals = new Map(languages.map(each => [each, new Intl.PluralRules(each)]))

/** The first form for what a language counts as one, the second for all others. French counts 0 as one. */
function plural(count: string | number | bigint | undefined, forms: string): string {
  const [one = '', many = one] = forms.split('|')
  // A number that is already written for people has blanks or commas in it.
  const number = Number(String(count).replace(/[^\d.-]/g, ''))
  return plurals.get(current)?.select(number) === 'one' ? one : many
}

/** A text in the current language with its parameters filled in; unknown ones stay as written, long names are cut. */
export function formatText(text: Text, values: Readonly<Record<string, string | number | bigint>> = {}): string {
  return text[current].replace(/\{(\w+)(?::([^{}]*))?\}/g, (whole, name: string, forms?: string) => {
    if (!Object.hasOwn(values, name)) return whole
    return forms === undefined ? shown(name, values[name]) : plural(values[name], forms)
  })
}

/** Says a text of one table in the current language; the parameters are those that the text names. */
export interface Speaker<Table extends Readonly<Record<string, Text>>> {
  <Key extends keyof Table & string>(
    key: Key,
    ...parameters: [keyof TextParameters<Table[Key]>] extends [never] ? [] : [TextParameters<Table[Key]>]
  ): string
  readonly table: Table
}

/** Makes the speaking function of one table of texts. Each room has its tables in `src/base/texts/`. */
export function speaker<const Table extends Readonly<Record<string, Text>>>(table: Table): Speaker<Table> {
  const say = (key: keyof Table, values?: Readonly<Record<string, string | number | bigint>>): string => {
    const text = table[key]
    return text ? formatText(text, values) : ''
  }
  return Object.assign(say, { table })
}
