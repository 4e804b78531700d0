import { useState } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { ObjectView } from '../../api/index.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { type OpenDocument, useDocument } from '../state/documents.js'
import { Checkbox, Notice, Select, TextField } from '../ui/index.js'
import { applyAll } from './apply.js'
import { ForeachItems } from './ForeachItems.js'
import { NamePage } from './NamePage.js'
import { connections, Property, Reference, variables } from './references.js'
import tables from './tasks.module.css'
import { type Mapping, VariableMappings } from './VariableMappings.js'

type Foreach = NonNullable<ObjectView['foreach']>

const itemEnumerator = 'Microsoft.ForEachItemEnumerator'

/** The Foreach Loop Editor. */
export default function ForeachLoopEditor({ document, object, onClose }: EditorProps) {
  const { foreach } = object
  const open = useDocument(document)
  const draft = useDraft(object)
  const [enumerator, setEnumerator] = useState(foreach?.enumerator ?? '')
  const [items, setItems] = useState<Foreach['items']>(foreach?.items ?? [])
  const [mappings, setMappings] = useState<readonly Mapping[]>(foreach?.mappings ?? [])
  const kept = enumerator === (foreach?.enumerator ?? '')
  const properties = kept
    ? foreach?.properties
    : foreach?.choices.find(choice => choice.enumerator === enumerator)?.properties
  const collection: ObjectView = { ...object, properties: properties ?? [] }
  const settings = useDraft(collection)
  if (!foreach || !open) return null
  const changed = !kept || settings.changed || differs(items, foreach.items) || differs(mappings, foreach.mappings)
  const apply = () =>
    applyAll(document, [
      ...(draft.changed ? [draft.edit] : []),
      ...(changed && enumerator !== ''
        ? [
            {
              kind: 'setForeach' as const,
              loop: object.key,
              enumerator,
              values: settings.edit.values,
              ...(settings.edit.expressions ? { expressions: settings.edit.expressions } : {}),
              ...(enumerator === itemEnumerator ? { items } : {}),
              mappings: [...mappings],
            },
          ]
        : []),
    ])
  const choices = foreach.choices.map(each => ({ value: each.enumerator, label: each.title }))
  const page = (
    <div className={styles.page}>
      <div className={styles.stack}>
        <Select
          label={taskText('enumerator')}
          inline
          value={enumerator}
          onChange={setEnumerator}
          options={enumerator === '' ? [{ value: '', label: taskText('choose') }, ...choices] : choices}
        />
        {kept && enumerator !== '' && !foreach.supported ? (
          <Notice>{taskText('unsupported')}</Notice>
        ) : (
          <>
            <Settings enumerator={enumerator} object={collection} open={open} draft={settings} />
            {enumerator === itemEnumerator && <ForeachItems items={items} onChange={each => setItems(copied(each))} />}
            {collection.properties.length > 0 && (
              <fieldset className={tables.nested}>
                <legend className={tables.legend}>{taskText('enumeratorExpressions')}</legend>
                <ExpressionsPage document={document} object={collection} draft={settings} />
              </fieldset>
            )}
          </>
        )}
      </div>
    </div>
  )
  return (
    <EditorFrame
      title={taskText('foreachTitle')}
      onClose={onClose}
      apply={apply}
      pages={[
        { id: 'general', title: taskText('general'), content: <NamePage draft={draft} /> },
        { id: 'collection', title: taskText('collection'), content: page },
        {
          id: 'mappings',
          title: taskText('mappings'),
          content: <VariableMappings mappings={mappings} variables={variables(open)} onChange={setMappings} />,
        },
        {
          id: 'expressions',
          title: taskText('expressions'),
          content: <ExpressionsPage document={document} object={object} draft={draft} />,
        },
      ]}
    />
  )
}

function differs(now: unknown, before: unknown): boolean {
  return JSON.stringify(now) !== JSON.stringify(before)
}

function copied(rows: readonly (readonly string[])[]): string[][] {
  return rows.map(row => [...row])
}

interface SettingsProps {
  readonly enumerator: string
  readonly object: ObjectView
  readonly open: OpenDocument
  readonly draft: Draft
}

/** What an enumerator goes through, by the names of its documented dialog. */
function Settings(props: SettingsProps) {
  const Own = settingsOf[props.enumerator]
  if (Own) return <Own {...props} />
  return props.object.properties.map(({ name }) => (
    <Property key={name} name={name} object={props.object} draft={props.draft} />
  ))
}

const settingsOf: Readonly<Record<string, ((props: SettingsProps) => React.ReactNode) | undefined>> = {
  'Microsoft.ForEachFileEnumerator': FileSettings,
  'Microsoft.ForEachADOEnumerator': AdoSettings,
  'Microsoft.ForEachFromVarEnumerator': ({ draft, open }) => (
    <Reference name="VariableName" label={taskText('variable')} choices={variables(open)} draft={draft} open={open} />
  ),
  'Microsoft.ForEachNodeListEnumerator': NodeListSettings,
}

/** By the numbers of FileNameRetrieval. */
const retrievals = ['fullyQualified', 'nameAndExtension', 'nameOnly'] as const

function FileSettings({ draft }: SettingsProps) {
  const field = (name: string, label: string) => ({
    label,
    inline: true,
    value: String(draft.value(name) ?? ''),
    onChange: (value: string) => draft.set(name, value),
  })
  return (
    <>
      <TextField {...field('Directory', taskText('folder'))} />
      <TextField {...field('FileSpec', taskText('files'))} />
      <Select
        {...field('FileNameRetrieval', taskText('retrieve'))}
        onChange={value => draft.set('FileNameRetrieval', Number(value))}
        options={retrievals.map((name, number) => ({ value: String(number), label: taskText(name) }))}
      />
      <Checkbox
        label={taskText('traverse')}
        checked={draft.value('Recurse') === true}
        onChange={checked => draft.set('Recurse', checked)}
      />
    </>
  )
}

function AdoSettings({ draft, open, object }: SettingsProps) {
  return (
    <>
      <Reference
        name="DataObjectVariable"
        label={taskText('adoVariable')}
        choices={variables(open)}
        draft={draft}
        open={open}
      />
      <Property name="Type" label={taskText('enumerationMode')} object={object} draft={draft} />
    </>
  )
}

/** A document or an XPath: typed in, of a variable, or of a file. */
const sourced = [
  ['SourceType', 'SourceDocument'],
  ['OuterXPathSourceType', 'OuterXPathString'],
  ['InnerXPathSourceType', 'InnerXPathString'],
] as const

function NodeListSettings({ draft, open, object }: SettingsProps) {
  return (
    <>
      <Property name="EnumerationType" object={object} draft={draft} />
      {sourced.map(([type, name]) => {
        const source = String(draft.value(type) ?? '')
        return (
          <div key={name} className={styles.stack}>
            <Property name={type} object={object} draft={draft} />
            {source === 'DirectInput' ? (
              <Property name={name} object={object} draft={draft} />
            ) : (
              <Reference
                name={name}
                choices={source === 'Variable' ? variables(open) : connections(open, 'FILE')}
                draft={draft}
                open={open}
              />
            )}
          </div>
        )
      })}
      <Property name="InnerElementType" object={object} draft={draft} />
    </>
  )
}
