import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { create } from 'zustand'
import { uiText } from '../../../base/texts/designer-ui.js'
import { Button, IconButton, TextField } from './controls.js'
import styles from './ui.module.css'

export interface DialogProps {
  readonly title: string
  onClose(): void
  readonly size?: 'small' | 'medium' | 'large'
  readonly children: ReactNode
  readonly footer?: ReactNode
  /** Ctrl+Enter, from anywhere in the dialog. */
  onAccept?(): void
}

/** A modal dialog: the page behind it is out of reach, Escape closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, size = 'medium', children, footer, onAccept }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (element && !element.open) {
      element.showModal()
      // React's own autoFocus comes while the dialog is still closed.
      element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${styles[size]}`}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
        // A dialog inside of this one answers for itself.
        event.stopPropagation()
        if (!onAccept) return
        event.preventDefault()
        onAccept()
      }}
    >
      <header className={styles.dialogHead}>
        <h2 id={titleId} className={styles.dialogTitle}>
          {title}
        </h2>
        <IconButton label={uiText('close')} icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={styles.dialogBody}>{children}</div>
      {footer !== undefined && <footer className={styles.dialogFoot}>{footer}</footer>}
    </dialog>
  )
}

interface Question {
  readonly id: number
  readonly title: string
  readonly text: ReactNode
  readonly action: string
  readonly danger: boolean
  /** Present when a text is asked for. */
  readonly field?: { readonly label: string; readonly value: string }
  answer(value: string | null): void
}

const useQuestions = create<{ open: readonly Question[] }>(() => ({ open: [] }))
let next = 1

function ask(question: Omit<Question, 'id' | 'answer'>): Promise<string | null> {
  const id = next
  next += 1
  return new Promise(resolve => {
    const answer = (value: string | null) => {
      useQuestions.setState(({ open }) => ({ open: open.filter(each => each.id !== id) }))
      resolve(value)
    }
    useQuestions.setState(({ open }) => ({ open: [...open, { ...question, id, answer }] }))
  })
}

/** Asks whether to go on. */
export async function confirm(
  text: ReactNode,
  options: { readonly title: string; readonly action: string; readonly danger?: boolean },
): Promise<boolean> {
  return (await ask({ text, title: options.title, action: options.action, danger: options.danger ?? false })) !== null
}

/** Asks for a text; null when the person went back. */
export function askText(options: {
  readonly title: string
  readonly label: string
  readonly value: string
  readonly action: string
}): Promise<string | null> {
  const { title, label, value, action } = options
  return ask({ title, text: null, action, danger: false, field: { label, value } })
}

/** Where questions appear. */
export function Questions() {
  const { open } = useQuestions()
  return open.map(question => <QuestionDialog key={question.id} question={question} />)
}

function QuestionDialog({ question }: { readonly question: Question }) {
  const { title, text, action, danger, field, answer } = question
  const [value, setValue] = useState(field?.value ?? '')
  const accept = () => answer(value)
  return (
    <Dialog
      title={title}
      size="small"
      onClose={() => answer(null)}
      onAccept={accept}
      footer={
        <>
          <Button onClick={() => answer(null)}>{uiText('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} onClick={accept} autoFocus={!field}>
            {action}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {text}
        {field && <TextField label={field.label} value={value} onChange={setValue} onEnter={accept} autoFocus />}
      </div>
    </Dialog>
  )
}
