import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { history } from '@codemirror/commands'
import { linter, lintKeymap, type Diagnostic as Mark } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useId, useRef, useState } from 'react'
import { queryText } from '../../../base/texts/designer-query.js'
import type { Diagnostic, Place } from '../../api/index.js'
import { call } from '../state/api.js'
import { textKeys, typedOver } from '../ui/code-text.js'
import { Button, Notice } from '../ui/index.js'
import { wqlLanguage } from './language.js'
import { QueryPreview } from './QueryPreview.js'
import styles from './wql.module.css'

export interface WqlEditorProps {
  readonly value: string
  onChange(value: string): void
  readonly task: 'reader' | 'watcher'
  /** The connection whose schema is known; null: only the words of WQL. */
  readonly place: Place | null
  readonly label: string
}

/** Marks by a line of the browser: the images of the default are data: URLs, which the page does not load. */
const underlines = EditorView.theme({
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--error)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warning)' },
  '.cm-lintRange-info': { backgroundImage: 'none', textDecoration: 'underline dotted var(--info)' },
})

/** Milliseconds after the last key before the query is looked at. */
const settled = 300

/** A query with colours, completion from the live schema, its problems, what it does, and its first rows. */
export function WqlEditor({ value, onChange, task, place, label }: WqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const current = useRef({ onChange, task, place })
  current.current = { onChange, task, place }
  const hintId = useId()
  const [problems, setProblems] = useState<readonly Diagnostic[]>([])
  const [sentences, setSentences] = useState<readonly string[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once and told of changes
  useEffect(() => {
    if (!host.current) return
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="wmilink-nonce"]')?.content ?? ''
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(nonce),
          wqlLanguage,
          history(),
          keymap.of([...completionKeymap, ...lintKeymap]),
          textKeys,
          typedOver,
          underlines,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': hintId }),
          placeholder('SELECT … FROM …'),
          autocompletion({ override: [context => complete(context, current.current)], icons: true }),
          linter(
            async ({ state }) => {
              const text = state.doc.toString()
              const { task, place } = current.current
              const input = { text, task, place }
              const [{ diagnostics }, explained] = await Promise.all([
                call('wql.check', input, { ask: false }),
                call('wql.explain', input, { ask: false }),
              ])
              setProblems(diagnostics)
              setSentences(explained.sentences)
              return diagnostics.map(each => markOf(each, text.length))
            },
            { delay: settled },
          ),
          EditorView.updateListener.of(update => {
            if (update.docChanged) current.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  const jump = (position: number) => {
    view.current?.focus()
    view.current?.dispatch({ selection: { anchor: Math.min(position, view.current.state.doc.length) } })
  }
  return (
    <div className={styles.editor}>
      <div ref={host} className={styles.text} />
      <div id={hintId} className={styles.hint}>
        {queryText('keys')}
      </div>
      {place === null && <Notice>{queryText('chooseConnection')}</Notice>}
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label={queryText('problems')}>
          {problems.map(each => (
            <li key={`${each.from} ${each.message}`} data-severity={each.severity}>
              <button type="button" onClick={() => jump(each.from)}>
                {each.message} <span className={styles.hint}>{each.hint}</span>
              </button>
              {each.corrected !== null && (
                <Button onClick={() => onChange(each.corrected ?? value)}>{queryText('correct')}</Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sentences.length > 0 && (
        <details className={styles.meaning}>
          <summary>{queryText('meaning')}</summary>
          {sentences.map(sentence => (
            <p key={sentence}>{sentence}</p>
          ))}
        </details>
      )}
      {place !== null && <QueryPreview place={place} text={value} task={task} />}
    </div>
  )
}

type Asked = Pick<WqlEditorProps, 'task' | 'place'>

const kinds = {
  keyword: 'keyword',
  class: 'class',
  property: 'property',
  value: 'constant',
  namespace: 'namespace',
  function: 'function',
  snippet: 'text',
}

async function complete(context: CompletionContext, { task, place }: Asked): Promise<CompletionResult | null> {
  const text = context.state.doc.toString()
  if (!context.explicit && !/[\w.']$/.test(text.slice(0, context.pos))) return null
  const stop = new AbortController()
  context.addEventListener('abort', () => stop.abort())
  const input = { text, position: context.pos, task, place }
  const { from, options, needsConsent } = await call('wql.complete', input, { ask: false, signal: stop.signal })
  const connect = {
    label: queryText('connect'),
    type: 'namespace',
    boost: -99,
    apply: (view: EditorView) => {
      // Asking for the namespaces asks whether to connect.
      if (place)
        void call('schema.namespaces', place).then(
          () => startCompletion(view),
          () => {},
        )
    },
  }
  return {
    from,
    filter: false,
    options: [
      ...options.map(({ label, kind, detail, description, insert }) => ({
        label,
        type: kinds[kind],
        detail,
        ...(description === '' ? {} : { info: description }),
        ...(insert === undefined ? {} : { apply: insert }),
      })),
      ...(needsConsent && place ? [connect] : []),
    ],
  }
}

function markOf({ from, to, severity, message, hint, corrected }: Diagnostic, length: number): Mark {
  const start = Math.min(from, length)
  return {
    from: start,
    to: Math.max(start, Math.min(to, length)),
    severity: severity === 'information' ? 'info' : severity,
    message: hint === '' ? message : `${message}\n${hint}`,
    ...(corrected === null
      ? {}
      : {
          actions: [
            {
              name: queryText('correct'),
              apply: (view: EditorView) =>
                view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: corrected } }),
            },
          ],
        }),
  }
}
