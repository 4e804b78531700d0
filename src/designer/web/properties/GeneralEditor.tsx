import { propertyText } from '../../../base/texts/designer-properties.js'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { EditorProps } from '../app/editors.js'
import { edit } from '../state/documents.js'
import { EventHandlersPage } from '../tasks/EventHandlersPage.js'
import { useDraft } from './draft.js'
import { EditorFrame } from './EditorFrame.js'
import { ExpressionsPage } from './ExpressionsPage.js'
import { PropertyGrid } from './PropertyGrid.js'
import { PropertyValue } from './property-value.js'

/** The editor of everything that has none of its own: all properties, their expressions, and its event handlers. */
export default function GeneralEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const { properties, eventHandlers } = object
  const general = [
    {
      id: 'general',
      title: propertyText('general'),
      content: (
        <PropertyGrid
          properties={properties}
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
  ]
  const expressions = [
    {
      id: 'expressions',
      title: propertyText('expressions'),
      content: <ExpressionsPage document={document} object={object} draft={draft} />,
    },
  ]
  const handlers = [
    {
      id: 'handlers',
      title: taskText('eventHandlers'),
      content: <EventHandlersPage document={document} object={object} />,
    },
  ]
  return (
    <EditorFrame
      title={object.name}
      pages={[
        ...general,
        ...(properties.some(({ canHaveExpression }) => canHaveExpression) ? expressions : []),
        ...(eventHandlers.length > 0 ? handlers : []),
      ]}
      apply={() => (draft.changed ? edit(document, draft.edit, { tell: false }) : Promise.resolve())}
      onClose={onClose}
    />
  )
}
