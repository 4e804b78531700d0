import { useEffect, useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { PropertyView } from '../../api/index.js'
import { Checkbox, Select, TextField } from '../ui/index.js'

export type Value = string | number | boolean | null

/** Texts that are worth more than one line. */
const long = /Query|Expression|Description|Arguments/

/** A control for the value of one property. It tells a new value when the person is done with it. */
export function PropertyValue({
  property,
  value,
  onChange,
  onCommit,
}: {
  readonly property: PropertyView
  readonly value: Value
  onChange(value: Value): void
  onCommit?(): void
}) {
  const { name, type, members, writable, secret, present } = property
  if (type === 'Boolean' && typeof value === 'boolean')
    return <Checkbox label={name} hideLabel checked={value} disabled={!writable} onChange={onChange} />
  if (type === 'Enum')
    return (
      <Select
        label={name}
        hideLabel
        value={String(value ?? '')}
        disabled={!writable}
        onChange={onChange}
        options={members.map(member => ({ value: member, label: member }))}
      />
    )
  return (
    <TextField
      label={name}
      hideLabel
      type={secret ? 'password' : 'text'}
      multiline={!secret && type === 'String' && (long.test(name) || String(value ?? '').includes('\n'))}
      value={String(value ?? '')}
      readOnly={!writable}
      placeholder={secret ? propertyText(present ? 'secretSet' : 'secretMissing') : undefined}
      onChange={onChange}
      {...(onCommit ? { onBlur: onCommit, onEnter: onCommit } : {})}
    />
  )
}

/** {@link PropertyValue} with a draft: texts are told on Enter and when the focus leaves, choices at once. */
export function CommittedValue({
  property,
  onCommit,
}: {
  readonly property: PropertyView
  onCommit(value: Value): void
}) {
  const [draft, setDraft] = useState<Value>(property.value)
  useEffect(() => setDraft(property.value), [property.value])
  const atOnce = property.type === 'Boolean' || property.type === 'Enum'
  const commit = (value: Value) => {
    if (value !== property.value && !(property.secret && value === '')) onCommit(value)
  }
  return (
    <PropertyValue
      property={property}
      value={draft}
      onChange={value => {
        setDraft(value)
        if (atOnce) commit(value)
      }}
      {...(atOnce ? {} : { onCommit: () => commit(draft ?? '') })}
    />
  )
}
