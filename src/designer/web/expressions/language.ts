// Expressions of SSIS for the editor: names, texts, numbers and casts in their colours.
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const patterns: readonly (readonly [RegExp, string])[] = [
  [/^\s+/, ''],
  [/^"(?:[^"\\]|\\.)*"?/, 'string'],
  [/^@\[[^\]]*\]?/, 'variableName'],
  [/^@\w+/, 'variableName'],
  [/^«[^»]*»?/, 'comment'],
  [/^(?:DT|dt)_\w+/, 'typeName'],
  [/^(?:TRUE|FALSE|true|false|True|False)\b/, 'atom'],
  [/^[A-Za-z_]\w*/, 'keyword'],
  [/^(?:0[xX][\dA-Fa-f]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\w*/, 'number'],
]

const stream = StreamLanguage.define<null>({
  name: 'ssis',
  startState: () => null,
  token(input) {
    for (const [pattern, style] of patterns) if (input.match(pattern)) return style === '' ? null : style
    input.next()
    return 'operator'
  },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: [tags.number, tags.atom], color: 'var(--warning)' },
  { tag: tags.typeName, color: 'var(--info)' },
  { tag: tags.comment, color: 'var(--fg-muted)', fontStyle: 'italic' },
  { tag: tags.operator, color: 'var(--fg-muted)' },
])

export const expressionLanguage = [stream, syntaxHighlighting(colours)]
