// WQL for the editor: words, texts and numbers in their colours.
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const keywords = new Set(
  'select from where and or not like is null isa within group by having associators references of class assocclass classdefsonly keysonly requiredassocqualifier requiredqualifier resultclass resultrole role true false __class __this'.split(
    ' ',
  ),
)

const stream = StreamLanguage.define<{ quote: string }>({
  name: 'wql',
  startState: () => ({ quote: '' }),
  token(input, state) {
    if (state.quote !== '') {
      while (!input.eol()) {
        const next = input.next()
        if (next === '\\') input.next()
        else if (next === state.quote) {
          state.quote = ''
          break
        }
      }
      return 'string'
    }
    if (input.eatSpace()) return null
    const next = input.next() ?? ''
    if (next === "'" || next === '"') {
      state.quote = next
      return 'string'
    }
    if (/[0-9]/.test(next)) {
      input.eatWhile(/[\w.]/)
      return 'number'
    }
    if (/[A-Za-z_]/.test(next)) {
      input.eatWhile(/[\w.]/)
      const word = input.current().toLowerCase()
      if (keywords.has(word)) return 'keyword'
      return word.startsWith('__') ? 'typeName' : 'variableName'
    }
    return 'operator'
  },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: tags.number, color: 'var(--warning)' },
  { tag: tags.typeName, color: 'var(--info)' },
  { tag: tags.operator, color: 'var(--fg-muted)' },
])

export const wqlLanguage = [stream, syntaxHighlighting(colours)]
