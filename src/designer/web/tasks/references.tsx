// Properties of tasks, and those that name connections and variables.
import { queryText } from '../../../base/texts/designer-query.js'
import type { EditorProps } from '../app/editors.js'
import type { Draft } from '../properties/draft.js'
import styles from '../properties/properties.module.css'
import { PropertyValue } from '../properties/property-value.js'
import type { OpenDocument } from '../state/documents.js'
import { Select } from '../ui/index.js'

/** What the parts of a task's editor work on. */
export interface PartProps {
  readonly object: EditorProps['object']
  readonly draft: Draft
  readonly open: OpenDocument
}

/** One property of a task beside its documented name. */
export function Property({
  name,
  label = name,
  object,
  draft,
  members,
}: Omit<PartProps, 'open'> & {
  readonly name: string
  readonly label?: string
  /** What people call the members of an enumeration. */
  readonly members?: Readonly<Record<string, string>>
}) {
  const property = object.properties.find(each => each.name === name)
  if (!property) return null
  if (property.type === 'Enum')
    return (
      <Select
        label={label}
        inline
        value={String(draft.value(name) ?? '')}
        disabled={!property.writable}
        onChange={value => draft.set(name, value)}
        options={property.members.map(member => ({ value: member, label: members?.[member] ?? member }))}
      />
    )
  return (
    <div className={styles.option}>
      <span aria-hidden="true">{label}</span>
      <PropertyValue property={property} value={draft.value(name)} onChange={value => draft.set(name, value)} />
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
}

/** A property that names a connection or a variable. */
export function Reference({
  name,
  choices,
  draft,
  open,
  label = name,
}: PartProps & { readonly name: string; readonly choices: readonly Choice[]; readonly label?: string }) {
  const stored = String(draft.value(name) ?? '')
  // Files name connections by ID, by refId or by name.
  const value = choices.some(choice => choice.value === stored) ? stored : (connectionOf(open, stored) ?? stored)
  return (
    <Select
      label={label}
      inline
      value={value}
      onChange={each => draft.set(name, each)}
      options={[{ value: '', label: queryText('none') }, ...choices]}
    />
  )
}

/** The connections of these types. */
export function connections(open: OpenDocument, ...types: readonly string[]): Choice[] {
  return [...open.connections.values()]
    .filter(each => types.includes(each.type.toUpperCase()))
    .map(({ key, name }) => ({ value: key, label: name }))
}

/** The key of the connection that a property names, of one of these types or, without them, of any. */
export function connectionOf(open: OpenDocument, reference: string, ...types: readonly string[]): string | undefined {
  const wanted = reference.toUpperCase()
  const found = [...open.connections.values()].find(
    ({ key, name }) =>
      key.toUpperCase() === wanted ||
      name === reference ||
      wanted === `PACKAGE.CONNECTIONMANAGERS[${name.toUpperCase()}]`,
  )
  return found && (types.length === 0 || types.includes(found.type.toUpperCase())) ? found.key : undefined
}
