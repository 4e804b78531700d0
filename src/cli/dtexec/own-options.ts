// Options of `wmilink run` between those of dtexec: what Windows does not need to be told, such as where a drive letter leads.
import { type OptionName, optionTable, packageOptions } from '../options.js'

/** What dtexec says in its own way, and formats of output that it does not have. */
const theirs: ReadonlySet<OptionName> = new Set<OptionName>(['connection', 'set'])

/** Whether a value follows, by flag. */
const flags: ReadonlyMap<string, boolean> = new Map(
  packageOptions
    .filter(name => !theirs.has(name))
    .map(name => {
      const [, flag = '', value] = /(--[\w-]+)(\s+[<[])?/.exec(optionTable[name].flags) ?? []
      return [flag, value !== undefined] as const
    }),
)

/** The words of a command line, without and with the options of `wmilink run`. */
export interface SplitLine {
  readonly own: readonly string[]
  readonly theirs: readonly string[]
}

/** Takes the options of `wmilink run`, with their values, out of a command line of dtexec. */
export function splitOwn(words: readonly string[]): SplitLine {
  const own: string[] = []
  const theirs: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const needsValue = flags.get(word.split('=', 1)[0] ?? '')
    if (needsValue === undefined) theirs.push(word)
    else {
      own.push(word)
      if (needsValue && !word.includes('=')) own.push(...words.slice(++at, at + 1))
    }
  }
  return { own, theirs }
}
