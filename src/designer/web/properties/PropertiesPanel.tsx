import { propertyText } from '../../../base/texts/designer-properties.js'
import { edit, useDocument, useObject } from '../state/documents.js'
import { useSelection } from '../state/selection.js'
import { EmptyState } from '../ui/index.js'
import { PropertyGrid } from './PropertyGrid.js'
import styles from './properties.module.css'
import { CommittedValue } from './property-value.js'
import { SeveralProperties } from './SeveralProperties.js'

/** The properties of what is selected; with nothing selected, those of the package. */
export default function PropertiesPanel({ document }: { readonly document: string }) {
  const open = useDocument(document)
  const selection = [...useSelection(document)]
  const root = open?.nodes.values().next().value?.key
  const [first = root] = selection
  const { object, failure } = useObject(document, selection.length > 1 ? undefined : first)
  if (selection.length > 1) return <SeveralProperties document={document} keys={selection} />
  if (!object)
    return (
      <EmptyState
        title={propertyText('nothingSelected')}
        text={failure?.kind === 'notFound' || !failure ? propertyText('nothingSelectedText') : failure.message}
      />
    )
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{object.name}</h2>
        <div className={styles.kind}>{object.type}</div>
      </div>
      <PropertyGrid
        properties={object.properties}
        cell={property => (
          <CommittedValue
            key={`${object.key} ${property.name}`}
            property={property}
            onCommit={value =>
              void edit(document, { kind: 'set', object: object.key, values: { [property.name]: value } }).catch(
                () => {},
              )
            }
          />
        )}
      />
    </div>
  )
}
