import { CircleAlert, TriangleAlert } from 'lucide-react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import type { NodeView } from '../../api/index.js'
import { marksText } from './labels.js'
import type { Marks } from './marks.js'
import styles from './nodes.module.css'

/** What stands to the right of a name: problems of validation, expressions. */
export function NodeMarks({ view, marks }: { readonly view: NodeView; readonly marks: Marks | undefined }) {
  return (
    <span className={styles.marks} aria-hidden="true">
      {view.hasExpressions && (
        <span className={styles.fx} title={canvasText('expressions')}>
          fx
        </span>
      )}
      {marks && (
        <span className={styles.mark} data-tone={marks.errors > 0 ? 'error' : 'warning'} title={messagesOf(marks)}>
          {marks.errors > 0 ? <CircleAlert size={15} /> : <TriangleAlert size={15} />}
        </span>
      )}
    </span>
  )
}

function messagesOf(marks: Marks): string {
  return [marksText(marks), ...marks.messages].join('\n')
}

/** Labels on the border of a node that will not run. */
export function NodeTags({ view }: { readonly view: NodeView }) {
  if (!view.disabled && view.unsupported === null) return null
  return (
    <>
      {view.disabled && (
        <span className={`${styles.tag} ${styles.above}`} aria-hidden="true">
          {canvasText(view.kind === 'taskHost' ? 'disabled' : 'disabledContainer')}
        </span>
      )}
      {view.unsupported !== null && (
        <span
          className={`${styles.tag} ${styles.below}`}
          data-tone="warning"
          title={view.unsupported}
          aria-hidden="true"
        >
          {canvasText('unsupported')}
        </span>
      )}
    </>
  )
}
