import { Panel } from '@xyflow/react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import styles from './canvas.module.css'
import { useCanvas } from './scope.js'

const mostShown = 3

/** The problems of the node with the focus, to be read without a pointer. */
export function FocusDetails() {
  const marks = useCanvas(({ focus, marks }) => (focus === null ? undefined : marks.get(focus)))
  if (!marks) return null
  const more = marks.errors + marks.warnings - mostShown
  return (
    <Panel position="bottom-left" className={styles.details ?? ''} data-tone={marks.errors > 0 ? 'error' : 'warning'}>
      <ul>
        {marks.messages.slice(0, mostShown).map((message, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same message may come twice
          <li key={at} title={message}>
            {message}
          </li>
        ))}
        {more > 0 && <li>{canvasText('moreMessages', { count: more })}</li>}
      </ul>
    </Panel>
  )
}
