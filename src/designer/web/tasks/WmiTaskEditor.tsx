// The editors of the two WMI tasks: the same pages, each with the options of its task.
import { queryText } from '../../../base/texts/designer-query.js'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { EditorProps } from '../app/editors.js'
import { useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { edit, useDocument } from '../state/documents.js'
import { Field } from '../ui/index.js'
import { WqlEditor } from '../wql/WqlEditor.js'
import { ConnectionReference } from './ConnectionReference.js'
import { EventHandlersPage } from './EventHandlersPage.js'
import { NamePage } from './NamePage.js'
import { connectionOf, type PartProps, Property } from './references.js'
import { Sourced } from './Sourced.js'
import { useVariables } from './use-variables.js'

interface Kind {
  readonly title: 'readerTitle' | 'watcherTitle'
  readonly task: 'reader' | 'watcher'
  /** In the order of the documented dialog, after the query; the destination comes with its type. */
  readonly options: readonly string[]
}

const kinds: Readonly<Record<string, Kind>> = {
  WmiDataReaderTask: {
    title: 'readerTitle',
    task: 'reader',
    options: ['OutputType', 'OverwriteDestination', 'DestinationType'],
  },
  WmiEventWatcherTask: {
    title: 'watcherTitle',
    task: 'watcher',
    options: ['ActionAtEvent', 'AfterEvent', 'ActionAtTimeout', 'AfterTimeout', 'NumberOfEvents', 'Timeout'],
  },
}

/** The WMI Data Reader Task Editor and the WMI Event Watcher Task Editor. */
export default function WmiTaskEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const kind = kinds[object.type]
  const open = useDocument(document)
  if (!kind || !open) return null
  return (
    <EditorFrame
      title={queryText(kind.title)}
      onClose={onClose}
      apply={() => (draft.changed ? edit(document, draft.edit, { tell: false }) : Promise.resolve())}
      pages={[
        { id: 'general', title: queryText('general'), content: <NamePage draft={draft} /> },
        {
          id: 'options',
          title: queryText('options'),
          content: <Options document={document} open={open} object={object} draft={draft} kind={kind} />,
        },
        {
          id: 'expressions',
          title: queryText('expressions'),
          content: <ExpressionsPage document={document} object={object} draft={draft} />,
        },
        {
          id: 'handlers',
          title: taskText('eventHandlers'),
          content: <EventHandlersPage document={document} object={object} />,
        },
      ]}
    />
  )
}

interface OptionsProps extends PartProps {
  readonly document: string
  readonly kind: Kind
}

function Options({ document, open, object, draft, kind }: OptionsProps) {
  const variables = useVariables(document, object.key)
  const text = (name: string) => String(draft.value(name) ?? '')
  const connection = connectionOf(open, text('WmiConnection'), 'WMI')
  const parts = { document, object, draft, open }
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        <ConnectionReference name="WmiConnection" types={['WMI']} {...parts} />
        <Sourced
          place="WqlQuerySourceType"
          name="WqlQuerySource"
          variables={variables.read}
          direct={
            <Field label="WqlQuerySource">
              {() => (
                <WqlEditor
                  label={queryText('query')}
                  task={kind.task}
                  place={connection === undefined ? null : { document, connection }}
                  value={text('WqlQuerySource')}
                  onChange={value => draft.set('WqlQuerySource', value)}
                />
              )}
            </Field>
          }
          {...parts}
        />
        {kind.options.map(name =>
          name === 'DestinationType' ? (
            <Sourced key={name} place={name} name="Destination" variables={variables.write} {...parts} />
          ) : (
            <Property key={name} name={name} object={object} draft={draft} />
          ),
        )}
      </div>
    </div>
  )
}
