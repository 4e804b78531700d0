import { history } from '@codemirror/commands'
import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import { textKeys, typedOver } from '../ui/code-text.js'
import styles from './expressions.module.css'
import { expressionLanguage } from './language.js'

/** What the builder does to the text besides typing. */
export interface ExpressionTextHandle {
  /** Puts a text in place of the selection, selects what is to be filled in, and takes the focus. */
  insert(text: string): void
  /** Puts the cursor to a position, with the focus. */
  go(position: number): void
  /** Marks where the expression is wrong; undefined takes the mark away. */
  mark(failure: { readonly position: number; readonly message: string } | undefined): void
}

/** The default has an image by a data: URL, which the page does not load. */
const underline = EditorView.theme({
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--error)' },
})

/** The text of an expression, in colours. */
export function ExpressionText(props: {
  readonly initial: string
  readonly label: string
  onChange(text: string): void
  readonly handle: RefObject<ExpressionTextHandle | null>
}) {
  const { initial, label, onChange, handle } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const changed = useRef(onChange)
  changed.current = onChange

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once
  useEffect(() => {
    if (!host.current) return
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="wmilink-nonce"]')?.content ?? ''
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initial,
        selection: { anchor: initial.length },
        extensions: [
          EditorView.cspNonce.of(nonce),
          expressionLanguage,
          history(),
          drawSelection(),
          textKeys,
          underline,
          typedOver,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of(update => {
            if (update.docChanged) changed.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    // The dialog takes the focus when it opens, which is after this.
    const frame = requestAnimationFrame(() => editor.focus())
    return () => {
      cancelAnimationFrame(frame)
      editor.destroy()
    }
  }, [])

  useImperativeHandle(handle, () => ({
    insert(text) {
      const editor = view.current
      if (!editor) return
      const { from, to } = editor.state.selection.main
      const blank = /«[^»]*»/.exec(text)
      const anchor = from + (blank ? blank.index : text.length)
      editor.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor, head: anchor + (blank?.[0].length ?? 0) },
        scrollIntoView: true,
      })
      editor.focus()
    },
    go(position) {
      const editor = view.current
      if (!editor) return
      editor.dispatch({ selection: { anchor: Math.min(position, editor.state.doc.length) }, scrollIntoView: true })
      editor.focus()
    },
    mark(failure) {
      const editor = view.current
      if (!editor) return
      const { length } = editor.state.doc
      const from = Math.max(0, Math.min(failure?.position ?? 0, length - 1))
      const marks =
        failure && length > 0
          ? [{ from, to: Math.min(length, from + 1), severity: 'error' as const, message: failure.message }]
          : []
      editor.dispatch(setDiagnostics(editor.state, marks))
    },
  }))

  return <div ref={host} className={styles.editor} />
}
