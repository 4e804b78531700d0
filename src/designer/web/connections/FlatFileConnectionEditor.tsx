import { connectionText } from '../../../base/texts/designer-connections.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, placeOf, useDraft } from '../properties/draft.js'
import { Combobox } from '../ui/combobox.js'
import { Notice } from '../ui/index.js'
import { ConnectionEditor, Page } from './ConnectionEditor.js'
import { ConnectionTest } from './ConnectionTest.js'
import { meantDelimiter, shownDelimiter, usualDelimiters } from './delimiters.js'
import { DraftCheckbox, DraftNumber, DraftSelect, DraftText, NameFields, textOf } from './fields.js'

const formats = { Delimited: 'delimited', FixedWidth: 'fixedWidth', RaggedRight: 'raggedRight' } as const

/** The Flat File Connection Manager Editor. */
export default function FlatFileConnectionEditor(props: EditorProps) {
  const { document, object } = props
  const draft = useDraft(object)
  const unicode = draft.value('Unicode') === true
  const empty = textOf(draft, 'ConnectionString').trim() === '' && draft.expression('ConnectionString') === null
  const general = (
    <Page>
      <NameFields draft={draft} />
      <DraftText
        draft={draft}
        name="ConnectionString"
        label={connectionText('fileName')}
        hint={connectionText('pathHint')}
        error={empty ? connectionText('pathNeeded') : undefined}
      />
      <DraftNumber draft={draft} name="LocaleID" label={connectionText('localeId')} min={0} />
      <DraftCheckbox draft={draft} name="Unicode" label={connectionText('unicode')} />
      <DraftNumber
        draft={draft}
        name="CodePage"
        label={connectionText('codePage')}
        min={0}
        disabled={unicode}
        hint={unicode ? connectionText('codePageUnused') : undefined}
      />
      <DraftSelect
        draft={draft}
        name="Format"
        label={connectionText('format')}
        options={Object.entries(formats).map(([value, key]) => ({ value, label: connectionText(key) }))}
      />
      <Delimiter
        draft={draft}
        name="TextQualifier"
        label={connectionText('textQualifier')}
        options={['<none>', '"', "'"]}
      />
      <Delimiter draft={draft} name="HeaderRowDelimiter" label={connectionText('headerRowDelimiter')} />
      <DraftNumber draft={draft} name="HeaderRowsToSkip" label={connectionText('headerRowsToSkip')} min={0} />
      <DraftCheckbox draft={draft} name="ColumnNamesInFirstDataRow" label={connectionText('columnNames')} />
      <Delimiter draft={draft} name="RowDelimiter" label={connectionText('rowDelimiter')} />
      <DraftNumber draft={draft} name="DataRowsToSkip" label={connectionText('dataRowsToSkip')} min={0} />
      <Notice>{connectionText('columnsKept')}</Notice>
      <ConnectionTest place={placeOf(document, object.key, draft)} />
    </Page>
  )
  return (
    <ConnectionEditor
      {...props}
      title={connectionText('flatFileTitle')}
      draft={draft}
      pages={[{ id: 'general', title: connectionText('general'), content: general }]}
    />
  )
}

function Delimiter(props: {
  readonly draft: Draft
  readonly name: string
  readonly label: string
  readonly options?: readonly string[]
}) {
  const { draft, name, label, options } = props
  return (
    <Combobox
      label={label}
      inline
      value={shownDelimiter(textOf(draft, name))}
      onChange={shown => draft.set(name, meantDelimiter(shown))}
      options={options ?? usualDelimiters()}
    />
  )
}
