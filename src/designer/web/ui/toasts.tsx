import { X } from 'lucide-react'
import { uiText } from '../../../base/texts/designer-ui.js'
import { dismiss, useToasts } from '../state/toasts.js'
import { IconButton } from './controls.js'
import styles from './ui.module.css'

/** What is said in passing, for eyes and for screen readers. */
export function Toasts() {
  const { toasts } = useToasts()
  return (
    <section className={styles.toasts} aria-label={uiText('messages')} aria-live="polite">
      {toasts.map(({ id, kind, text, hint }) => (
        <div key={id} className={styles.toast} data-kind={kind}>
          <div className={styles.toastText}>
            <div>{text}</div>
            {hint ? <div className={styles.hint}>{hint}</div> : null}
          </div>
          <IconButton label={uiText('dismiss')} icon={<X size={14} />} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  )
}
