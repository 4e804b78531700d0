// Cells of the windows of variables and parameters: what is typed is one step when the person is done with it.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { variableText } from '../../../base/texts/designer-variables.js'
import { ExpressionField } from '../expressions/ExpressionField.js'
import { ApiError, call } from '../state/api.js'
import { Checkbox, Select, TextField } from '../ui/index.js'

/** Types of variables, as the server knows them. */
export function useVariableTypes(): readonly string[] {
  const [types, setTypes] = useState<readonly string[]>([])
  useEffect(() => {
    call('toolbox.list', {}).then(
      ({ variableTypes }) => setTypes(variableTypes),
      () => {},
    )
  }, [])
  return types
}

interface CellProps {
  readonly label: string
  readonly value: string
  readonly disabled?: boolean | undefined
  /** Rejects when the value is refused: it stays, with the reason. */
  onCommit(text: string): Promise<unknown>
}

/** A draft of one value: told when it is committed, and why it was refused. */
function useCell({ value, onCommit }: Pick<CellProps, 'value' | 'onCommit'>) {
  const [draft, setDraft] = useState(value)
  const [error, setError] = useState<string>()
  const tried = useRef<string>(undefined)
  useEffect(() => {
    setDraft(value)
    setError(undefined)
    tried.current = undefined
  }, [value])
  const commit = (text = draft) => {
    // Leaving the field does not try again what Enter has tried.
    if (text === value || text === tried.current) return
    tried.current = text
    onCommit(text).then(
      () => setError(undefined),
      failure => setError(failure instanceof ApiError ? failure.failure.message : String(failure)),
    )
  }
  const change = (text: string) => {
    setDraft(text)
    if (text === value) setError(undefined)
    tried.current = undefined
  }
  return { draft, change, error, commit }
}

/** The cell of a row that gets the focus: of one that was made just now, or made anew. */
export function useWanted(column: string | undefined): RefObject<HTMLTableRowElement | null> {
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (column === undefined) return
    const control = row.current?.querySelector(`[data-column="${CSS.escape(column)}"] :is(input, select)`)
    if (control instanceof HTMLInputElement) control.select()
    if (control instanceof HTMLElement) control.focus()
  }, [column])
  return row
}

export function TextCell(props: CellProps & { readonly placeholder?: string }) {
  const { label, disabled, placeholder } = props
  const { draft, change, error, commit } = useCell(props)
  return (
    <TextField
      label={label}
      hideLabel
      disabled={disabled}
      placeholder={placeholder}
      error={error}
      value={draft}
      onChange={change}
      onBlur={() => commit()}
      onEnter={() => commit()}
    />
  )
}

/** Yes or no; shown at once, taken back where it is refused. */
export function FlagCell(props: {
  readonly label: string
  readonly checked: boolean
  onCommit(checked: boolean): Promise<unknown>
}) {
  const { label, checked, onCommit } = props
  const [draft, setDraft] = useState(checked)
  useEffect(() => setDraft(checked), [checked])
  return (
    <Checkbox
      label={label}
      hideLabel
      checked={draft}
      onChange={value => {
        setDraft(value)
        onCommit(value).catch(() => setDraft(checked))
      }}
    />
  )
}

/** A value in the way of its type. */
export function ValueCell(props: CellProps & { readonly type: string }) {
  const { label, type, value, disabled, onCommit } = props
  if (type === 'Object') return <TextCell {...props} disabled placeholder={variableText('object')} />
  if (type !== 'Boolean') return <TextCell {...props} />
  return (
    <Select
      label={label}
      hideLabel
      disabled={disabled}
      value={value.toLowerCase()}
      onChange={text => void onCommit(text).catch(() => {})}
      options={[
        { value: 'true', label: variableText('isTrue') },
        { value: 'false', label: variableText('isFalse') },
      ]}
    />
  )
}

/** An expression with its builder. */
export function ExpressionCell(props: CellProps & { readonly document: string; readonly scope: string }) {
  const { label, document, scope, disabled } = props
  const { draft, change, error, commit } = useCell(props)
  return (
    <ExpressionField
      document={document}
      scope={scope}
      label={label}
      hideLabel
      disabled={disabled}
      error={error}
      value={draft}
      onChange={change}
      onBlur={() => commit()}
      onEnter={() => commit()}
      onBuilt={commit}
    />
  )
}
