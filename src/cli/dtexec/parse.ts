import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { UsageError } from '../errors.js'
import { wordsOfCommandFile } from './command-file.js'
import { type DtexecOption, dtexecOption, refusal } from './options.js'
import { Draft, type DtexecRequest } from './request.js'
import { unquote } from './values.js'

/** What the parser needs of the world around it. */
export interface ParseContext {
  /** The text of a command file. @throws UsageError */
  readCommandFile(path: string): string
}

export type DtexecCommand =
  | { readonly kind: 'run'; readonly request: DtexecRequest }
  /** @param option what help was asked about; undefined: all */
  | { readonly kind: 'help'; readonly option: string | undefined }

/** A command file that names another is read within it, so many deep. */
const deepest = 8
const mostWords = 10_000

/**
 * Reads a command line of dtexec.
 *
 * @throws UsageError for what cannot be read, and for options that cannot be honoured here. Values are never told: they may be secret
 */
export function parseDtexec(words: readonly string[], context: ParseContext): DtexecCommand {
  return new Parser(context).parse(words)
}

interface Help {
  readonly option: string | undefined
}

class Parser {
  readonly #context: ParseContext
  readonly #draft = new Draft()
  #words = 0

  constructor(context: ParseContext) {
    this.#context = context
  }

  parse(words: readonly string[]): DtexecCommand {
    const help = this.#read(words, 0)
    return help ? { kind: 'help', ...help } : { kind: 'run', request: this.#draft.finish() }
  }

  #read(words: readonly string[], depth: number): Help | undefined {
    this.#words += words.length
    if (this.#words > mostWords) throw new UsageError(dtexecText('tooManyWords'), { hint: dtexecText('fewerHint') })
    for (let at = 0; at < words.length; ) {
      const word = words[at] ?? ''
      const option = this.#option(word, at)
      const taken = valueAfter(option, word, words[at + 1])
      at += taken === undefined ? 1 : 2
      if (option.help) return { option: taken }
      const help = this.#apply(option, word, taken ?? '', depth)
      if (help) return help
    }
    return undefined
  }

  #option(word: string, at: number): DtexecOption {
    if (/^--?help$/i.test(word)) return this.#known('?', word)
    if (!/^[/-]./.test(word))
      throw new UsageError(dtexecText('stray', { number: at + 1 }), { hint: dtexecText('strayHint') })
    return this.#known(word.slice(1), word)
  }

  #known(name: string, word: string): DtexecOption {
    const option = dtexecOption(name)
    if (option) return option
    // A word that is no name of an option may be a secret that lost its option.
    const shown = /^[/-]{1,2}\w{1,30}$/.test(word) ? word : word.slice(0, 1)
    throw new UsageError(dtexecText('unknown', { option: shown }), { hint: dtexecText('unknownHint') })
  }

  #apply(option: DtexecOption, word: string, value: string, depth: number): Help | undefined {
    const { read, text } = option
    if (!read) throw refusal(word, text)
    if (option.name === 'CommandFile') return this.#commandFile(unquote(value), depth + 1)
    this.#draft.visible = depth === 0
    read(this.#draft, value, word)
    return undefined
  }

  #commandFile(file: string, depth: number): Help | undefined {
    if (depth > deepest)
      throw new UsageError(dtexecText('commandDepth', { file }), { hint: dtexecText('commandFileHint') })
    return this.#read(wordsOfCommandFile(this.#context.readCommandFile(file), file), depth)
  }
}

/**
 * The value that follows an option. A word that names an option is none, unless quotes stand around it; a path may begin with `/`.
 *
 * @throws UsageError when a value is needed and there is none
 */
function valueAfter(option: DtexecOption, word: string, next: string | undefined): string | undefined {
  if (option.value === 'none') return undefined
  if (option.value === 'maybe') return next === undefined || /^[/-]{1,2}[a-z?]\w*$/i.test(next) ? undefined : next
  if (next === undefined || (/^[/-]./.test(next) && dtexecOption(next.slice(1)) !== undefined))
    throw new UsageError(dtexecText('valueMissing', { option: word }), { hint: dtexecText('valueMissingHint') })
  return next
}
