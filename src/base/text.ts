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

/** One text in both languages; `{name}` stands for a parameter. */
export type Text = Readonly<Record<Language, string>>

/** The parameters that a text names between braces. */
type ParameterNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never
type Parameters_<S extends string> = { readonly [Name in ParameterNames<S>]: string | number | bigint }

/** The values that a text's parameters need. */
export type TextParameters<T extends Text> = Parameters_<T['en']>

/** A text in the current language with its parameters filled in; unknown ones stay as written. */
export function formatText(text: Text, values: Readonly<Record<string, string | number | bigint>> = {}): string {
  return text[current].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/**
 * Makes the speaking function of one table of texts. Each room has its table in `src/base/texts/`.
 *
 * @returns `say(key, parameters)`, the text in the current language, and the table itself as `say.table`
 */
export function speaker<const Table extends Readonly<Record<string, Text>>>(table: Table) {
  type Key = keyof Table & string
  function say<K extends Key>(
    key: K,
    ...parameters: [ParameterNames<Table[K]['en']>] extends [never] ? [] : [Parameters_<Table[K]['en']>]
  ): string {
    const text = table[key]
    return text ? formatText(text, parameters[0] ?? {}) : ''
  }
  return Object.assign(say, { table })
}
