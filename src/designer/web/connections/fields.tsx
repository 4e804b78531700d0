// Controls of a connection manager's properties, each beside its label and on the editor's draft.
import { connectionText } from '../../../base/texts/designer-connections.js'
import type { ObjectView } from '../../api/index.js'
import type { Draft } from '../properties/draft.js'
import { Checkbox, NumberField, Select, type SelectOption, TextField } from '../ui/index.js'

interface Common {
  readonly draft: Draft
  /** Of the property. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly disabled?: boolean | undefined
}

/** The hint, and that an expression decides instead, where one does. */
function hintOf({ draft, name, hint }: Common): { readonly hint?: string } {
  const all = [draft.expression(name) === null ? '' : connectionText('byExpression'), hint ?? ''].filter(
    text => text !== '',
  )
  return all.length === 0 ? {} : { hint: all.join(' ') }
}

/** What a property is now, as text. */
export function textOf(draft: Draft, name: string): string {
  return String(draft.value(name) ?? '')
}

export function DraftText(props: Common & { readonly error?: string | undefined; readonly placeholder?: string }) {
  const { draft, name, label, disabled, error, placeholder } = props
  return (
    <TextField
      label={label}
      inline
      {...hintOf(props)}
      error={error}
      disabled={disabled}
      placeholder={placeholder}
      value={textOf(draft, name)}
      onChange={value => draft.set(name, value)}
    />
  )
}

export function DraftNumber(props: Common & { readonly min?: number; readonly max?: number }) {
  const { draft, name, label, disabled, min, max } = props
  return (
    <NumberField
      label={label}
      inline
      {...hintOf(props)}
      disabled={disabled}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      value={Number(draft.value(name))}
      onChange={value => draft.set(name, value)}
    />
  )
}

export function DraftCheckbox(props: Common) {
  const { draft, name, label, disabled } = props
  return (
    <Checkbox
      label={label}
      {...hintOf(props)}
      disabled={disabled}
      checked={draft.value(name) === true}
      onChange={checked => draft.set(name, checked)}
    />
  )
}

export function DraftSelect(props: Common & { readonly options: readonly SelectOption[] }) {
  const { draft, name, label, disabled, options } = props
  return (
    <Select
      label={label}
      inline
      {...hintOf(props)}
      disabled={disabled}
      value={textOf(draft, name)}
      onChange={value => draft.set(name, value)}
      options={options}
    />
  )
}

/** A password: it is typed, and never shown again. */
export function DraftSecret(props: Common & { readonly object: ObjectView }) {
  const { draft, name, label, disabled, object } = props
  const present = object.properties.some(property => property.name === name && property.present)
  return (
    <TextField
      label={label}
      inline
      {...hintOf(props)}
      type="password"
      disabled={disabled}
      placeholder={disabled ? '' : connectionText(present ? 'secretSet' : 'secretMissing')}
      value={textOf(draft, name)}
      onChange={value => draft.set(name, value)}
    />
  )
}

/** Name and description, as every manager has them. */
export function NameFields({ draft }: { readonly draft: Draft }) {
  return (
    <>
      <DraftText draft={draft} name="Name" label={connectionText('name')} />
      <DraftText draft={draft} name="Description" label={connectionText('description')} />
    </>
  )
}
