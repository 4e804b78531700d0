import { connectionText } from '../../../base/texts/designer-connections.js'
import type { EditorProps } from '../app/editors.js'
import { placeOf, useDraft } from '../properties/draft.js'
import { ConnectionEditor, Page } from './ConnectionEditor.js'
import { ConnectionTest } from './ConnectionTest.js'
import { DraftSelect, DraftText, NameFields, textOf } from './fields.js'

/** In the order of the documented dialog, by the members of DTSFileConnectionUsageType. */
const usages = {
  CreateFile: 'createFile',
  FileExists: 'existingFile',
  CreateFolder: 'createFolder',
  FolderExists: 'existingFolder',
} as const

/** The File Connection Manager Editor. */
export default function FileConnectionEditor(props: EditorProps) {
  const { document, object } = props
  const draft = useDraft(object)
  const folder = textOf(draft, 'FileUsageType').includes('Folder')
  const empty = textOf(draft, 'ConnectionString').trim() === '' && draft.expression('ConnectionString') === null
  const general = (
    <Page>
      <NameFields draft={draft} />
      <DraftSelect
        draft={draft}
        name="FileUsageType"
        label={connectionText('usageType')}
        options={Object.entries(usages).map(([value, key]) => ({ value, label: connectionText(key) }))}
      />
      <DraftText
        draft={draft}
        name="ConnectionString"
        label={connectionText(folder ? 'folder' : 'file')}
        hint={connectionText('pathHint')}
        error={empty ? connectionText('pathNeeded') : undefined}
      />
      <ConnectionTest place={placeOf(document, object.key, draft)} />
    </Page>
  )
  return (
    <ConnectionEditor
      {...props}
      title={connectionText('fileTitle')}
      draft={draft}
      pages={[{ id: 'general', title: connectionText('general'), content: general }]}
    />
  )
}
