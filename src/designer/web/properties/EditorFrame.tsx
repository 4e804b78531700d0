import { type ReactNode, useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { Failure } from '../../api/index.js'
import { ApiError } from '../state/api.js'
import { Button, Dialog, Notice, Tabs } from '../ui/index.js'
import styles from './properties.module.css'

/** The frame of an editor: its pages, and OK that applies the draft as one step. */
export function EditorFrame({
  title,
  pages,
  apply,
  onClose,
}: {
  readonly title: string
  readonly pages: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[]
  /** Does nothing when nothing changed. A rejection keeps the editor open. */
  apply(): Promise<unknown>
  onClose(): void
}) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const accept = () => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    apply().then(onClose, error => {
      setBusy(false)
      if (error instanceof ApiError) setFailure(error.failure)
    })
  }
  return (
    <Dialog
      title={title}
      size="large"
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          {failure && (
            <div className={styles.failure}>
              <Notice tone="error">
                {failure.message} {failure.hint}
              </Notice>
            </div>
          )}
          <Button onClick={onClose}>{propertyText('cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={accept}>
            {propertyText('ok')}
          </Button>
        </>
      }
    >
      <Tabs label={propertyText('pages')} vertical tabs={pages} />
    </Dialog>
  )
}
