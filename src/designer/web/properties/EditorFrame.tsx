import { type ReactNode, useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import { Button, Dialog, Tabs } from '../ui/index.js'

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
  const accept = () => {
    setBusy(true)
    apply().then(onClose, () => setBusy(false))
  }
  return (
    <Dialog
      title={title}
      size="large"
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
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
