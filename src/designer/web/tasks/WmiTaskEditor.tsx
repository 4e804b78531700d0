// The editors of the two WMI tasks: the same pages, each with the options of its task.
import { queryText } from '../../../base/texts/designer-query.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { edit, type OpenDocument, useDocument } from '../state/documents.js'
import { Field } from '../ui/index.js'
import { WqlEditor } from '../wql/WqlEditor.js'
import { NamePage } from './NamePage.js'
import { connectionOf, connections, Property, Reference, variables } from './references.js'

interface Kind {
  readonly title: 'readerTitle' | 'watcherTitle'
  readonly task: 'reader' | 'watcher'
  /** In the order of the documented dialog, after the query. */
  readonly options: readonly string[]
}

const kinds: Readonly<Record<string, Kind>> = {
  WmiDataReaderTask: {
    title: 'readerTitle',
    task: 'reader',
    options: ['OutputType', 'OverwriteDestination', 'DestinationType', 'Destination'],
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
      apply={() => (draft.changed ? edit(document, draft.edit) : Promise.resolve())}
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
      ]}
    />
  )
}

interface OptionsProps {
  readonly document: string
  readonly open: OpenDocument
  readonly object: EditorProps['object']
  readonly draft: Draft
  readonly kind: Kind
}

function Options({ document, open, object, draft, kind }: OptionsProps) {
  const text = (name: string) => String(draft.value(name) ?? '')
  const connection = connectionOf(open, text('WmiConnection'), 'WMI')
  const place = connection === undefined ? null : { document, connection }
  const source = text('WqlQuerySourceType')
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        <Reference name="WmiConnection" choices={connections(open, 'WMI')} draft={draft} open={open} />
        <Property name="WqlQuerySourceType" object={object} draft={draft} />
        {source === 'DirectInput' ? (
          <Field label="WqlQuerySource">
            {() => (
              <WqlEditor
                label={queryText('query')}
                task={kind.task}
                place={place}
                value={text('WqlQuerySource')}
                onChange={value => draft.set('WqlQuerySource', value)}
              />
            )}
          </Field>
        ) : (
          <Reference
            name="WqlQuerySource"
            choices={source === 'Variable' ? variables(open) : connections(open, 'FILE')}
            draft={draft}
            open={open}
          />
        )}
        {kind.options.map(name =>
          name === 'Destination' ? (
            <Reference
              key={name}
              name={name}
              choices={text('DestinationType') === 'Variable' ? variables(open) : connections(open, 'FILE')}
              draft={draft}
              open={open}
            />
          ) : (
            <Property key={name} name={name} object={object} draft={draft} />
          ),
        )}
      </div>
    </div>
  )
}
