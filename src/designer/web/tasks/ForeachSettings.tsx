// What each enumerator goes through, by the names of its documented dialog.
import type { ComponentType } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import { Checkbox, Select, TextField } from '../ui/index.js'
import { type PartProps, Property, Reference } from './references.js'
import { Sourced } from './Sourced.js'
import type { SeenVariables } from './use-variables.js'

export interface ForeachSettingsProps extends PartProps {
  readonly document: string
  readonly variables: SeenVariables['read']
}

/** By the type of the enumerator; the one of items has none. */
export const foreachSettings: Readonly<Record<string, ComponentType<ForeachSettingsProps> | undefined>> = {
  ForEachFileEnumerator: FileSettings,
  ForEachADOEnumerator: AdoSettings,
  ForEachFromVarEnumerator: VariableSettings,
  ForEachNodeListEnumerator: NodeListSettings,
}

/** By the numbers of FileNameRetrieval. */
const retrievals = ['fullyQualified', 'nameAndExtension', 'nameOnly'] as const

function FileSettings({ draft }: ForeachSettingsProps) {
  const field = (name: string, label: string) => ({
    label,
    inline: true,
    value: String(draft.value(name) ?? ''),
    onChange: (value: string) => draft.set(name, value),
    ...(draft.expression(name) === null ? {} : { hint: taskText('byExpression') }),
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

function AdoSettings({ draft, open, object, variables }: ForeachSettingsProps) {
  return (
    <>
      <Reference
        name="DataObjectVariable"
        label={taskText('adoVariable')}
        choices={variables}
        object={object}
        draft={draft}
        open={open}
      />
      <Property
        name="Type"
        label={taskText('enumerationMode')}
        members={{
          EnumerateRowsInFirstTable: taskText('rowsInFirstTable'),
          EnumerateAllRows: taskText('rowsInAllTables'),
          EnumerateTables: taskText('allTables'),
        }}
        object={object}
        draft={draft}
      />
    </>
  )
}

function VariableSettings({ draft, open, object, variables }: ForeachSettingsProps) {
  return (
    <Reference
      name="VariableName"
      label={taskText('variable')}
      choices={variables}
      object={object}
      draft={draft}
      open={open}
    />
  )
}

function NodeListSettings(props: ForeachSettingsProps) {
  const { draft, object } = props
  return (
    <>
      <Sourced
        {...props}
        place="SourceType"
        placeLabel="DocumentSourceType"
        name="SourceDocument"
        label={taskText('documentSource')}
      />
      <Property name="EnumerationType" object={object} draft={draft} />
      <Sourced
        {...props}
        place="OuterXPathSourceType"
        placeLabel="OuterXPathStringSourceType"
        name="OuterXPathString"
      />
      {draft.value('EnumerationType') === 'ElementCollection' && (
        <>
          <Property name="InnerElementType" object={object} draft={draft} />
          <Sourced
            {...props}
            place="InnerXPathSourceType"
            placeLabel="InnerXPathStringSourceType"
            name="InnerXPathString"
          />
        </>
      )}
    </>
  )
}
