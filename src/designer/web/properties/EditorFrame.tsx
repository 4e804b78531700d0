import { createContext, type ReactNode, useContext, useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { Failure } from '../../api/index.js'
import { ApiError } from '../state/api.js'
import { Button, Dialog, Notice, Tabs } from '../ui/index.js'
import styles from './properties.module.css'

const Accept = createContext<(then: () => unknown) => void>(() => {})

/** What a page of an editor calls to leave it as OK does, and to go on with something else. */
export function useAccept(): (then: () => unknown) => void {
  return useContext(Accept)
}

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
  const acceptThen = async (then: () => unknown) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await apply()
      await then()
      onClose()
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiError) setFailure(error.failure)
    }
  }
  const accept = () => void acceptThen(() => {})
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
      <Accept value={then => void acceptThen(then)}>
        <Tabs label={propertyText('pages')} vertical tabs={pages} />
      </Accept>
    </Dialog>
  )
}
