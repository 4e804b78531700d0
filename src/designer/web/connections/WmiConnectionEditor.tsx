import { connectionText } from '../../../base/texts/designer-connections.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, placeOf, useDraft } from '../properties/draft.js'
import { ConnectionEditor, Page } from './ConnectionEditor.js'
import { ConnectionTest } from './ConnectionTest.js'
import { DraftCheckbox, DraftSecret, DraftText, NameFields, textOf } from './fields.js'
import { NamespaceField } from './NamespaceField.js'
import { WmiAdvanced } from './WmiAdvanced.js'

/** The WMI Connection Manager Editor. */
export default function WmiConnectionEditor(props: EditorProps) {
  const draft = useDraft(props.object)
  return (
    <ConnectionEditor
      {...props}
      title={connectionText('wmiTitle')}
      draft={draft}
      pages={[
        { id: 'general', title: connectionText('general'), content: <General {...props} draft={draft} /> },
        { id: 'advanced', title: connectionText('advanced'), content: <WmiAdvanced draft={draft} /> },
      ]}
    />
  )
}

function General({ document, object, draft }: EditorProps & { readonly draft: Draft }) {
  const windows = draft.value('UseWindowsAuth') === true
  return (
    <Page>
      <NameFields draft={draft} />
      <DraftText
        draft={draft}
        name="ServerName"
        label={connectionText('serverName')}
        hint={connectionText('serverHint')}
      />
      <NamespaceField
        place={placeOf(document, object.key, draft)}
        value={textOf(draft, 'Namespace')}
        onChange={value => draft.set('Namespace', value)}
      />
      <DraftCheckbox draft={draft} name="UseWindowsAuth" label={connectionText('windowsAuth')} />
      <DraftText draft={draft} name="UserName" label={connectionText('userName')} disabled={windows} />
      <DraftSecret
        draft={draft}
        object={object}
        name="Password"
        label={connectionText('password')}
        disabled={windows}
      />
      <ConnectionTest document={document} connection={object.key} draft={draft} />
    </Page>
  )
}
