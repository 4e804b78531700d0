// "String Functions and Other Functions (SSIS Expression)".
import { expressionText } from '../../../base/texts/ssis-expressions.js'
import { encodeText } from '../code-pages.js'
import { failure } from '../errors.js'
import { textLimit } from '../operators.js'
import { i4, kinds, typeInfo, wstr } from '../type-info.js'
import type { Bound, Run } from '../values.js'
import { argument, type Call, countArg, type FunctionRow, map, map2, map3, textArg, wrongType } from './call.js'

/** Character by character where Windows maps differently: one that would become two stays. */
function mapCase(text: string, map: (text: string) => string): string {
  const mapped = map(text)
  if (mapped.length === text.length) return mapped
  let all = ''
  for (const character of text) {
    const other = map(character)
    all += other.length === character.length ? other : character
  }
  return all
}

const ofText = (work: (text: string) => string): FunctionRow => ({
  parameters: 1,
  bind: call => map(wstr, call, textArg(call, 0), work),
})

/** LEFT and RIGHT. */
const part = (work: (text: string, length: number) => string): FunctionRow => ({
  parameters: 2,
  bind: call =>
    map2(wstr, call, textArg(call, 0), countArg(call, 1), (text, length) => {
      if (length < 0) throw failure(call.offset, 'DTS_E_EXPREVALFNRIGHTINVALIDLENGTH', { length, function: call.name })
      return work(text, length)
    }),
})

function checkSearch({ name, offset }: Call, search: string): void {
  if (search !== '') return
  const reason = expressionText('emptySearch')
  throw failure(offset, 'DTS_E_EXPREVALFUNCTIONCOMPUTEFAILED', { function: name, reason })
}

const overflow = ({ name, offset }: Call) =>
  failure(offset, 'DTS_E_EXPREVALFUNCTIONOVERFLOW', { function: name, type: wstr.type })

/** Where the nth occurrence starts, from 1; 0 when there is none. Occurrences may overlap. */
function findOccurrence(text: string, search: string, occurrence: number): number {
  let at = -1
  for (let count = 0; count < occurrence; count += 1) {
    at = text.indexOf(search, at + 1)
    if (at < 0) return 0
  }
  return at + 1
}

/** The pieces between characters of which each is a delimiter; empty pieces do not count. */
function tokensOf(text: string, delimiters: string): string[] {
  const marks = new Set(delimiters)
  const tokens: string[] = []
  let token = ''
  for (const character of text)
    if (marks.has(character)) {
      if (token !== '') tokens.push(token)
      token = ''
    } else token += character
  if (token !== '') tokens.push(token)
  return tokens
}

/** Characters of texts, bytes of large objects. */
function bindLength(call: Call): Bound {
  const { type, run } = argument(call.args, 0)
  if (type.family !== 'blob') return map(i4, call, textArg(call, 0), text => text.length)
  if (type.type === 'DT_IMAGE') return map(i4, call, run as Run<Uint8Array>, bytes => bytes.length)
  const { codePage } = type
  const bytes =
    type.type === 'DT_TEXT' ? (text: string) => encodeText(text, codePage).length : (text: string) => text.length * 2
  return map(i4, call, run as Run<string>, bytes)
}

function checkOccurrence({ name, offset }: Call, count: number): void {
  if (count < 1) throw failure(offset, 'DTS_E_EXPREVALFNFINDSTRINGINVALIDOCCURRENCECOUNT', { count, function: name })
}

export const textFunctions: Readonly<Record<string, FunctionRow>> = {
  CODEPOINT: {
    parameters: 1,
    bind: call => map(typeInfo('DT_UI2'), call, textArg(call, 0), text => (text === '' ? null : text.charCodeAt(0))),
  },
  FINDSTRING: {
    parameters: 3,
    bind: call =>
      map3(i4, call, [textArg(call, 0), textArg(call, 1), countArg(call, 2)], (text, search, count) => {
        checkOccurrence(call, count)
        checkSearch(call, search)
        return findOccurrence(text, search, count)
      }),
  },
  HEX: {
    parameters: 1,
    bind: call => {
      const { type, run } = argument(call.args, 0)
      if (type.family !== 'integer') throw wrongType(call, 0)
      const { bits = 64, signed } = kinds[type.type]
      return map(wstr, call, run as Run<number | bigint>, value => {
        const whole = BigInt(value)
        return (signed ? BigInt.asUintN(bits, whole) : whole).toString(16).toUpperCase()
      })
    },
  },
  LEFT: part((text, length) => text.slice(0, length)),
  RIGHT: part((text, length) => (length === 0 ? '' : text.slice(-length))),
  LEN: { parameters: 1, bind: bindLength },
  LOWER: ofText(text => mapCase(text, value => value.toLowerCase())),
  UPPER: ofText(text => mapCase(text, value => value.toUpperCase())),
  // Spaces only: other white space stays.
  LTRIM: ofText(text => text.replace(/^ +/, '')),
  RTRIM: ofText(text => trimEnd(text)),
  TRIM: ofText(text => trimEnd(text.replace(/^ +/, ''))),
  REVERSE: ofText(text => [...text].reverse().join('')),
  REPLACE: {
    parameters: 3,
    bind: call =>
      map3(wstr, call, [textArg(call, 0), textArg(call, 1), textArg(call, 2)], (text, search, replacement) => {
        checkSearch(call, search)
        const pieces = text.split(search)
        if (text.length + (pieces.length - 1) * (replacement.length - search.length) > textLimit) throw overflow(call)
        return pieces.join(replacement)
      }),
  },
  REPLICATE: {
    parameters: 2,
    bind: call =>
      map2(wstr, call, textArg(call, 0), countArg(call, 1), (text, count) => {
        if (count < 0)
          throw failure(call.offset, 'DTS_E_EXPREVALFNREPLICATEINVALIDREPEATCOUNT', { count, function: call.name })
        if (text.length * count > textLimit) throw overflow(call)
        return text.repeat(count)
      }),
  },
  SUBSTRING: {
    parameters: 3,
    bind: call =>
      map3(wstr, call, [textArg(call, 0), countArg(call, 1), countArg(call, 2)], (text, position, length) => {
        const at = { function: call.name }
        if (position < 1) throw failure(call.offset, 'DTS_E_EXPREVALFNSUBSTRINGINVALIDSTARTINDEX', { position, ...at })
        if (length < 0) throw failure(call.offset, 'DTS_E_EXPREVALFNSUBSTRINGINVALIDLENGTH', { length, ...at })
        return text.slice(position - 1, position - 1 + length)
      }),
  },
  TOKEN: {
    parameters: 3,
    bind: call =>
      map3(wstr, call, [textArg(call, 0), textArg(call, 1), countArg(call, 2)], (text, delimiters, count) => {
        checkOccurrence(call, count)
        return tokensOf(text, delimiters)[count - 1] ?? null
      }),
  },
  TOKENCOUNT: {
    parameters: 2,
    bind: call => {
      const [text, delimiters] = [textArg(call, 0), textArg(call, 1)]
      const run: Run<number> = frame => {
        const a = text(frame)
        const b = delimiters(frame)
        return a === null || b === null ? 0 : tokensOf(a, b).length
      }
      return { type: i4, run: run as Run, offset: call.offset }
    },
  },
}

/** Without the spaces at the end; a regular expression would look at each run of spaces again and again. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === ' ') end -= 1
  return text.slice(0, end)
}
