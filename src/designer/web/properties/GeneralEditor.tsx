import { propertyText } from '../../../base/texts/designer-properties.js'
import type { EditorProps } from '../app/editors.js'
import { edit } from '../state/documents.js'
import { useDraft } from './draft.js'
import { EditorFrame } from './EditorFrame.js'
import { ExpressionsPage } from './ExpressionsPage.js'
import { PropertyGrid } from './PropertyGrid.js'
import { PropertyValue } from './property-value.js'

/** The editor of everything that has none of its own: all properties, and their expressions. */
export default function GeneralEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const pages = [
    {
      id: 'general',
      title: propertyText('general'),
      content: (
        <PropertyGrid
          properties={object.properties}
          cell={property => (
            <PropertyValue
              property={property}
              value={draft.value(property.name)}
              onChange={value => draft.set(property.name, value)}
            />
          )}
        />
      ),
    },
    {
      id: 'expressions',
      title: propertyText('expressions'),
      content: <ExpressionsPage document={document} object={object} draft={draft} />,
    },
  ]
  return (
    <EditorFrame
      title={object.name}
      pages={object.properties.some(({ canHaveExpression }) => canHaveExpression) ? pages : pages.slice(0, 1)}
      apply={() => (draft.changed ? edit(document, draft.edit, { tell: false }) : Promise.resolve())}
      onClose={onClose}
    />
  )
}
