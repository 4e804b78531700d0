import type { ReactNode } from 'react'
import { connectionText } from '../../../base/texts/designer-connections.js'
import type { EditorProps } from '../app/editors.js'
import type { Draft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { edit } from '../state/documents.js'

/** The frame of an editor of a connection manager: its pages, the one of expressions, and OK that is one step. */
export function ConnectionEditor(
  props: EditorProps & {
    readonly title: string
    readonly draft: Draft
    readonly pages: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[]
    /** What else OK does, after the edit. */
    also?(): Promise<unknown>
  },
) {
  const { document, object, onClose, title, draft, pages, also } = props
  const expressions = <ExpressionsPage document={document} object={object} draft={draft} />
  const apply = async () => {
    if (draft.changed) await edit(document, draft.edit, { tell: false })
    await also?.()
  }
  return (
    <EditorFrame
      title={title}
      onClose={onClose}
      apply={apply}
      pages={[...pages, { id: 'expressions', title: connectionText('expressions'), content: expressions }]}
    />
  )
}

/** The controls of one page. */
export function Page({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.page}>
      <div className={styles.stack}>{children}</div>
    </div>
  )
}
