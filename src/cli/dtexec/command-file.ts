// Command files of dtexec: options as on the command line, over as many lines as one likes.
import { readFileSync, statSync } from 'node:fs'
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { UsageError } from '../errors.js'

const largest = 1_048_576

/** Reads a command file: UTF-8, or UTF-16 with a byte order mark. @throws UsageError */
export function readCommandFile(path: string, written: string): string {
  const hint = dtexecText('commandFileHint')
  try {
    const facts = statSync(path)
    if (!facts.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' })
    if (facts.size > largest) throw Object.assign(new Error('too large'), { code: 'EFBIG' })
    const bytes = readFileSync(path)
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new UsageError(dtexecText('commandFile', { file: written, reason }), { hint, cause: error })
  }
}

/**
 * The words of a command file. Blanks and line ends separate outside quotes. A word with `\"` in it is escaped as for a Windows command
 * line and loses one layer of quotes; any other keeps its quotes for whoever reads its value.
 *
 * @throws UsageError for a quote that does not close, with its line
 */
export function wordsOfCommandFile(text: string, file: string): string[] {
  const words: string[] = []
  const blank = /\s/
  for (let at = 0; at < text.length; ) {
    if (blank.test(text[at] ?? '')) {
      at += 1
      continue
    }
    const start = at
    let quote = -1
    for (; at < text.length && (quote >= 0 || !blank.test(text[at] ?? '')); at += 1) {
      if (text[at] === '\\' && text[at + 1] === '"') at += 1
      else if (text[at] === '"') quote = quote < 0 ? at : -1
    }
    if (quote >= 0) throw unclosed(text, quote, file)
    words.push(layerOff(text.slice(start, at)))
  }
  return words
}

function layerOff(word: string): string {
  if (!word.includes('\\"')) return word
  return word.replace(/\\"|"/g, quote => (quote === '"' ? '' : '"'))
}

function unclosed(text: string, at: number, file: string): UsageError {
  const line = text.slice(0, at).split('\n').length
  return new UsageError(dtexecText('commandQuotes', { file, line }), { hint: dtexecText('commandQuotesHint') })
}
