import { SquareFunction } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { PropertyView } from '../../api/index.js'
import { TextField } from '../ui/index.js'
import styles from './properties.module.css'

const groups = ['identification', 'task', 'execution', 'other'] as const

/** Properties by group, with a search; `cell` makes the control of each. */
export function PropertyGrid({
  properties,
  cell,
}: {
  readonly properties: readonly PropertyView[]
  cell(property: PropertyView): ReactNode
}) {
  const [search, setSearch] = useState('')
  const wanted = search.toLowerCase()
  const found = properties.filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <div>
      <div className={styles.search}>
        <TextField
          label={propertyText('search')}
          hideLabel
          type="search"
          placeholder={propertyText('search')}
          value={search}
          onChange={setSearch}
        />
      </div>
      {groups.map(group => {
        const rows = found.filter(property => (groups.find(each => each === property.group) ?? 'other') === group)
        return (
          rows.length > 0 && (
            <section key={group} aria-label={propertyText(group)}>
              <h3 className={styles.group}>{propertyText(group)}</h3>
              {rows.map(property => (
                <div key={property.name} className={styles.row}>
                  <div className={styles.name} title={property.name}>
                    <span className={styles.nameText}>{property.name}</span>
                    {property.expression !== null && (
                      <SquareFunction
                        size={14}
                        role="img"
                        aria-label={propertyText('expressionOf', { name: property.name })}
                      />
                    )}
                  </div>
                  <div className={styles.value}>{cell(property)}</div>
                </div>
              ))}
            </section>
          )
        )
      })}
    </div>
  )
}
