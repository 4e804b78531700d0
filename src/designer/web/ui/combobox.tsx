import * as Ariakit from '@ariakit/react'
import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { uiText } from '../../../base/texts/designer-ui.js'
import { Field, type FieldProps, Spinner } from './controls.js'
import styles from './ui.module.css'

export type ComboboxOption = string | { readonly value: string; readonly label: string; readonly detail?: string }

export interface ComboboxProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  onChange(value: string): void
  readonly options: readonly ComboboxOption[]
  readonly loading?: boolean
  readonly disabled?: boolean
  /** When the list opens: time to ask for the options. @param wanted it was called for, not only opened by typing */
  onOpen?(wanted: boolean): void
}

/** How many options are shown at a time; typing finds the others. */
const most = 200

/** A text with proposals: any other text is as good. */
export function Combobox({ value, onChange, options, loading = false, disabled, onOpen, ...field }: ComboboxProps) {
  // Until something is typed, all are shown: the value that is there is no search.
  const [searching, setSearching] = useState(false)
  const typed = searching ? value.toLowerCase() : ''
  const all = options.map(option => (typeof option === 'string' ? { value: option, label: option } : option))
  const fitting = all.filter(option => `${option.label} ${option.value}`.toLowerCase().includes(typed))
  const shown = (fitting.length > 0 ? fitting : all).slice(0, most)
  const input = useRef<HTMLInputElement>(null)
  const calledFor = useRef(false)
  const combobox = Ariakit.useComboboxStore({
    value,
    setValue: onChange,
    setOpen: open => {
      setSearching(false)
      if (open) onOpen?.(calledFor.current)
      calledFor.current = false
    },
  })
  // A question may have taken the focus while the options were asked for, and with it the list.
  const waited = useRef(false)
  useEffect(() => {
    if (waited.current && !loading && document.activeElement === input.current) combobox.show()
    waited.current = loading
  }, [loading, combobox])
  return (
    <Field {...field}>
      {control => (
        <div className={styles.combobox}>
          <Ariakit.Combobox
            ref={input}
            store={combobox}
            {...control}
            className={styles.input}
            disabled={disabled ?? false}
            autoComplete="none"
            spellCheck={false}
            onInput={() => setSearching(true)}
            onKeyDown={event => {
              calledFor.current = /^Arrow(Down|Up)$/.test(event.key)
              if (event.key !== 'Escape' || !combobox.getState().open) return
              // The list alone, not the dialog that it is in.
              event.preventDefault()
              event.stopPropagation()
              combobox.hide()
            }}
          />
          <Ariakit.ComboboxDisclosure
            store={combobox}
            disabled={disabled ?? false}
            className={styles.disclosure}
            aria-label={uiText('showList')}
            onClickCapture={() => {
              calledFor.current = true
            }}
          >
            <ChevronDown size={14} />
          </Ariakit.ComboboxDisclosure>
          {/* In its place, not at the end of the page: that is out of reach while a dialog is open. */}
          <Ariakit.ComboboxPopover
            store={combobox}
            gutter={4}
            sameWidth
            fixed
            portal={false}
            unmountOnHide
            className={styles.menu}
          >
            {loading && (
              <div className={styles.menuItem} role="status">
                <Spinner /> {uiText('loading')}
              </div>
            )}
            {shown.map(option => (
              <Ariakit.ComboboxItem key={option.value} value={option.value} className={styles.menuItem}>
                {option.label}
                {'detail' in option && option.detail !== undefined && (
                  <span className={styles.menuKeys}>{option.detail}</span>
                )}
              </Ariakit.ComboboxItem>
            ))}
            {!loading && shown.length === 0 && <div className={styles.menuItem}>{uiText('nothingFound')}</div>}
          </Ariakit.ComboboxPopover>
        </div>
      )}
    </Field>
  )
}
