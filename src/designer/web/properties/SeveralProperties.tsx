import { useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { PropertyView } from '../../api/index.js'
import { edit } from '../state/documents.js'
import { EmptyState, Select, Spinner, TextField } from '../ui/index.js'
import { commonProperties, useObjects } from './common.js'
import { PropertyGrid } from './PropertyGrid.js'
import styles from './properties.module.css'
import { CommittedValue, type Value } from './property-value.js'

/** What several objects have in common; a change is one step for all of them. */
export function SeveralProperties({ document, keys }: { readonly document: string; readonly keys: readonly string[] }) {
  const objects = useObjects(document, keys)
  const title = propertyText('several', { count: keys.length })
  if (!objects) return <EmptyState title={title} action={<Spinner />} />
  const common = commonProperties(objects)
  const mixed = new Set(common.filter(each => each.mixed).map(({ property }) => property.name))
  const set = (name: string, value: Value) =>
    void edit(document, { kind: 'setMany', objects: [...keys], values: { [name]: value } }).catch(() => {})
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.kind}>{[...new Set(objects.map(({ type }) => type))].join(', ')}</div>
      </div>
      {common.length === 0 ? (
        <EmptyState title={propertyText('nothingCommon')} />
      ) : (
        <PropertyGrid
          properties={common.map(({ property }) => property)}
          cell={property => {
            const Control = mixed.has(property.name) ? MixedValue : CommittedValue
            return (
              <Control
                key={`${keys.join(' ')} ${property.name}`}
                property={property}
                onCommit={value => set(property.name, value)}
              />
            )
          }}
        />
      )}
    </div>
  )
}

/** A property of which the objects have different values, until one is set for all. */
function MixedValue({ property, onCommit }: { readonly property: PropertyView; onCommit(value: Value): void }) {
  const { name, type, members } = property
  const [text, setText] = useState('')
  if (type === 'Boolean' || type === 'Enum') {
    const choices = type === 'Boolean' ? ['True', 'False'] : members
    return (
      <Select
        label={name}
        hideLabel
        value=""
        onChange={value => {
          if (value !== '') onCommit(type === 'Boolean' ? value === 'True' : value)
        }}
        options={[{ value: '', label: propertyText('mixed') }, ...choices.map(value => ({ value, label: value }))]}
      />
    )
  }
  const commit = () => {
    if (text !== '') onCommit(text)
  }
  return (
    <TextField
      label={name}
      hideLabel
      placeholder={propertyText('mixed')}
      value={text}
      onChange={setText}
      onBlur={commit}
      onEnter={commit}
    />
  )
}
