import { connectionText } from '../../../base/texts/designer-connections.js'
import type { Place } from '../../api/index.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, placeOf, useDraft } from '../properties/draft.js'
import { call } from '../state/api.js'
import { ConnectionEditor, Page } from './ConnectionEditor.js'
import { ConnectionTest } from './ConnectionTest.js'
import { DraftCheckbox, DraftSecret, DraftText, NameFields, textOf } from './fields.js'
import { NamespaceField } from './NamespaceField.js'
import { placeWith, type ServerDraft, useServerSettings } from './server-settings.js'
import { WmiAdvanced } from './WmiAdvanced.js'

/** The WMI Connection Manager Editor. */
export default function WmiConnectionEditor(props: EditorProps) {
  const { document, object } = props
  const draft = useDraft(object)
  const place = placeOf(document, object.key, draft)
  const server = useServerSettings(place)
  const { settings, changed } = server
  return (
    <ConnectionEditor
      {...props}
      also={async () => {
        if (changed && settings)
          await call('connection.configure', { place: { document, connection: object.key }, settings })
      }}
      title={connectionText('wmiTitle')}
      draft={draft}
      pages={[
        {
          id: 'general',
          title: connectionText('general'),
          content: <General object={object} draft={draft} place={place} server={server} />,
        },
        { id: 'advanced', title: connectionText('advanced'), content: <WmiAdvanced draft={draft} server={server} /> },
      ]}
    />
  )
}

function General(props: {
  readonly object: EditorProps['object']
  readonly draft: Draft
  readonly place: Place
  readonly server: ServerDraft
}) {
  const { object, draft, server } = props
  const place = placeWith(props.place, server)
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
        place={place}
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
      <ConnectionTest place={place} onPin={fingerprint => server.set({ fingerprint })} />
    </Page>
  )
}
