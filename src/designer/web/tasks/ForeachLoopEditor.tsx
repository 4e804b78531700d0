import { useState } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { EditOf, ObjectView } from '../../api/index.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { type OpenDocument, useDocument } from '../state/documents.js'
import { Notice, Select } from '../ui/index.js'
import { applyAll } from './apply.js'
import { EventHandlersPage } from './EventHandlersPage.js'
import { ForeachItems, type Items } from './ForeachItems.js'
import { foreachSettings } from './ForeachSettings.js'
import { NamePage } from './NamePage.js'
import tables from './tasks.module.css'
import { type SeenVariables, useVariables } from './use-variables.js'
import { type Mapping, VariableMappings } from './VariableMappings.js'

type Foreach = NonNullable<ObjectView['foreach']>

const noForeach: Foreach = {
  enumerator: null,
  supported: true,
  properties: [],
  items: [],
  itemTypes: [],
  mappings: [],
  choices: [],
  columnTypes: [],
}

/** The Foreach Loop Editor. */
export default function ForeachLoopEditor({ document, object, onClose }: EditorProps) {
  const open = useDocument(document)
  const variables = useVariables(document, object.key)
  const draft = useDraft(object)
  const loop = useForeachDraft(object)
  if (!object.foreach || !open) return null
  const apply = () => applyAll(document, [...(draft.changed ? [draft.edit] : []), ...(loop.edit ? [loop.edit] : [])])
  return (
    <EditorFrame
      title={taskText('foreachTitle')}
      onClose={onClose}
      apply={apply}
      pages={[
        { id: 'general', title: taskText('general'), content: <NamePage draft={draft} /> },
        {
          id: 'collection',
          title: taskText('collection'),
          content: <Collection document={document} open={open} variables={variables.read} loop={loop} />,
        },
        {
          id: 'mappings',
          title: taskText('mappings'),
          content: (
            <VariableMappings mappings={loop.mappings} variables={variables.write} onChange={loop.setMappings} />
          ),
        },
        {
          id: 'expressions',
          title: taskText('expressions'),
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

interface ForeachDraft {
  readonly foreach: Foreach
  readonly enumerator: string | null
  setEnumerator(enumerator: string): void
  /** Of the enumerator; undefined for one that cannot be edited. */
  readonly type: string | undefined
  /** The enumerator as an object with properties, and the draft of them. */
  readonly collection: ObjectView
  readonly settings: Draft
  readonly items: Items
  setItems(items: Items): void
  readonly mappings: readonly Mapping[]
  setMappings(mappings: readonly Mapping[]): void
  /** Undefined: nothing changed. */
  readonly edit: EditOf<'setForeach'> | undefined
}

/** A loop's enumerator and mappings as they would be. What was set for one enumerator comes back with it. */
function useForeachDraft(object: ObjectView): ForeachDraft {
  const foreach = object.foreach ?? noForeach
  const [enumerator, setEnumerator] = useState(foreach.enumerator)
  const [items, setItems] = useState<Items>({ rows: foreach.items, types: foreach.itemTypes })
  const [mappings, setMappings] = useState<readonly Mapping[]>(foreach.mappings)
  const kept = enumerator === foreach.enumerator
  const choice = foreach.choices.find(each => each.enumerator === enumerator)
  const collection = { ...object, properties: (kept ? foreach.properties : choice?.properties) ?? [] }
  const settings = useDraft(collection)
  const ofItems = choice?.type === 'ForEachItemEnumerator'
  const changed =
    !kept ||
    settings.changed ||
    (ofItems && differs(items, { rows: foreach.items, types: foreach.itemTypes })) ||
    differs(mappings, foreach.mappings)
  const { values, expressions } = settings.edit
  const edit: EditOf<'setForeach'> = {
    kind: 'setForeach',
    loop: object.key,
    enumerator,
    values,
    ...(expressions ? { expressions } : {}),
    ...(ofItems ? { items: items.rows.map(row => [...row]), itemTypes: [...items.types] } : {}),
    mappings: [...mappings],
  }
  return {
    foreach,
    enumerator,
    setEnumerator,
    type: choice?.type,
    collection,
    settings,
    items,
    setItems,
    mappings,
    setMappings,
    edit: changed ? edit : undefined,
  }
}

function differs(now: unknown, before: unknown): boolean {
  return JSON.stringify(now) !== JSON.stringify(before)
}

function Collection(props: {
  readonly document: string
  readonly open: OpenDocument
  readonly variables: SeenVariables['read']
  readonly loop: ForeachDraft
}) {
  const { document, open, variables, loop } = props
  const { foreach, enumerator, type = '', collection, settings } = loop
  const Settings = foreachSettings[type]
  const choices = foreach.choices.map(each => ({ value: each.enumerator, label: each.title }))
  return (
    <div className={`${styles.page} ${tables.wide}`}>
      <div className={styles.stack}>
        <Select
          label={taskText('enumerator')}
          inline
          value={enumerator ?? ''}
          onChange={loop.setEnumerator}
          options={
            enumerator === null ? [{ value: '', label: taskText('choose'), disabled: true }, ...choices] : choices
          }
        />
        {enumerator !== null && type === '' && <Notice>{taskText('unsupported')}</Notice>}
        {Settings && (
          <Settings document={document} variables={variables} object={collection} draft={settings} open={open} />
        )}
        {type === 'ForEachItemEnumerator' && (
          <ForeachItems items={loop.items} choices={foreach.columnTypes} onChange={loop.setItems} />
        )}
      </div>
      {collection.properties.length > 0 && (
        <section aria-label={taskText('enumeratorExpressions')}>
          <h3 className={tables.title}>{taskText('enumeratorExpressions')}</h3>
          <ExpressionsPage document={document} object={collection} draft={settings} />
        </section>
      )}
    </div>
  )
}
