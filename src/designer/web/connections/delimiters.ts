// Delimiters of flat files as the dialogs of SSIS write them: `{CR}{LF}`, `{t}`, everything else as it is.
import { connectionText } from '../../../base/texts/designer-connections.js'

const names: ReadonlyMap<string, string> = new Map([
  ['\r', '{CR}'],
  ['\n', '{LF}'],
  ['\t', '{t}'],
])
const characters: ReadonlyMap<string, string> = new Map([...names].map(([character, name]) => [name, character]))

/** The text that a person sees for a delimiter. */
export function shownDelimiter(delimiter: string): string {
  return delimiter.replace(/[\r\n\t]/g, character => names.get(character) ?? character)
}

/** The delimiter that a person means. */
export function meantDelimiter(shown: string): string {
  return shown.replace(/\{(?:CR|LF|t)\}/g, name => characters.get(name) ?? name)
}

const usual = [
  ['\r\n', 'crLf'],
  ['\r', 'cr'],
  ['\n', 'lf'],
  [';', 'semicolon'],
  [':', 'colon'],
  [',', 'comma'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const

/** The delimiters that the dialog proposes, with what they are called. */
export function usualDelimiters(): { readonly value: string; readonly label: string; readonly detail: string }[] {
  return usual.map(([delimiter, key]) => {
    const value = shownDelimiter(delimiter)
    return { value, label: value, detail: connectionText(key) }
  })
}
