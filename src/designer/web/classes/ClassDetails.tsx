import { classText } from '../../../base/texts/designer-classes.js'
import type { ClassView, Place } from '../../api/index.js'
import { openEditor } from '../app/open.js'
import { edit, useDocument } from '../state/documents.js'
import { Badge, Button, Tabs } from '../ui/index.js'
import styles from './classes.module.css'
import { Instances } from './Instances.js'
import { Methods } from './Methods.js'

export interface ClassDetailsProps {
  readonly place: Place
  readonly view: ClassView
  onChoose(name: string): void
  onClose(): void
}

/** One class with everything that its server tells. */
export function ClassDetails({ place, view, onChoose, onClose }: ClassDetailsProps) {
  const root = useDocument(place.document)?.nodes.values().next().value?.key
  const makeTask = () => {
    if (root === undefined) return
    const values = { WmiConnection: place.connection, WqlQuerySource: `SELECT * FROM ${view.name}` }
    const step = { kind: 'addExecutable', parent: root, moniker: 'STOCK:WmiDataReaderTask', values } as const
    void edit(place.document, step).then(
      ({ made: [task] }) => {
        onClose()
        if (task !== undefined) openEditor(place.document, task)
      },
      () => {},
    )
  }
  return (
    <div className={styles.detail}>
      <div className={styles.head}>
        <h3>{view.name}</h3>
        <Button onClick={makeTask}>{classText('useQuery')}</Button>
      </div>
      {view.description !== '' && <p className={styles.text}>{view.description}</p>}
      <Links title={classText('inherits')} names={view.superclasses} onChoose={onChoose} />
      <Links title={classText('below')} names={view.subclasses} onChoose={onChoose} />
      <div className={styles.tabs}>
        <Tabs
          label={classText('parts')}
          tabs={[
            {
              id: 'properties',
              title: classText('properties'),
              content: <Properties view={view} />,
              badge: view.properties.length,
            },
            {
              id: 'methods',
              title: classText('methods'),
              content: <Methods place={place} view={view} />,
              badge: view.methods.length,
            },
            { id: 'instances', title: classText('instances'), content: <Instances place={place} name={view.name} /> },
            { id: 'qualifiers', title: classText('qualifiers'), content: <Qualifiers view={view} /> },
          ]}
        />
      </div>
    </div>
  )
}

function Links({
  title,
  names,
  onChoose,
}: {
  readonly title: string
  readonly names: readonly string[]
  onChoose(name: string): void
}) {
  if (names.length === 0) return null
  return (
    <p className={styles.links}>
      {title}{' '}
      {names.map(name => (
        <button key={name} type="button" className={styles.link} onClick={() => onChoose(name)}>
          {name}
        </button>
      ))}
    </p>
  )
}

function Properties({ view }: { readonly view: ClassView }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(['name', 'type', 'origin', 'description'] as const).map(column => (
            <th key={column} scope="col">
              {classText(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.properties.map(({ name, type, isKey, writable, origin, description, values }) => (
          <tr key={name}>
            <th scope="row">
              {name} {isKey && <Badge tone="info">{classText('key')}</Badge>}
              {writable && <Badge>{classText('writable')}</Badge>}
            </th>
            <td>{type}</td>
            <td>{origin}</td>
            <td>
              {description}
              {values.length > 0 && (
                <details>
                  <summary>{classText('value')}</summary>
                  {values.map(({ value, label }) => (
                    <div key={value}>
                      {value} {label}
                    </div>
                  ))}
                </details>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Qualifiers({ view }: { readonly view: ClassView }) {
  return (
    <table className={styles.table}>
      <tbody>
        {view.qualifiers.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
