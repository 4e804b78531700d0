import { connectionText } from '../../../base/texts/designer-connections.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, placeOf, useDraft } from '../properties/draft.js'
import { Notice } from '../ui/index.js'
import { ConnectionEditor, Page } from './ConnectionEditor.js'
import { ConnectionTest } from './ConnectionTest.js'
import { DraftCheckbox, DraftNumber, DraftSecret, DraftText, NameFields, textOf } from './fields.js'

/** The HTTP Connection Manager Editor. */
export default function HttpConnectionEditor(props: EditorProps) {
  const draft = useDraft(props.object)
  return (
    <ConnectionEditor
      {...props}
      title={connectionText('httpTitle')}
      draft={draft}
      pages={[
        { id: 'server', title: connectionText('server'), content: <ServerPage {...props} draft={draft} /> },
        { id: 'proxy', title: connectionText('proxy'), content: <ProxyPage {...props} draft={draft} /> },
      ]}
    />
  )
}

type PageProps = EditorProps & { readonly draft: Draft }

function ServerPage({ document, object, draft }: PageProps) {
  const url = textOf(draft, 'ServerURL').trim()
  const credentials = draft.value('UseServerCredentials') === true
  const plain = /^http:/i.test(url)
  return (
    <Page>
      <NameFields draft={draft} />
      <DraftText
        draft={draft}
        name="ServerURL"
        label={connectionText('serverUrl')}
        placeholder="https://server/service?wsdl"
        error={url !== '' && !isHttp(url) ? connectionText('badUrl') : undefined}
      />
      <DraftCheckbox draft={draft} name="UseServerCredentials" label={connectionText('useCredentials')} />
      <Credentials object={object} draft={draft} of="Server" disabled={!credentials} />
      {credentials && plain && <Notice tone="warning">{connectionText('clearPassword')}</Notice>}
      <DraftText
        draft={draft}
        name="CertificateIdentifier"
        label={connectionText('certificate')}
        hint={connectionText('certificateHint')}
      />
      <DraftCheckbox
        draft={draft}
        name="UseSecureConnection"
        label={connectionText('secure')}
        hint={connectionText('secureHint')}
      />
      <DraftNumber
        draft={draft}
        name="Timeout"
        label={connectionText('timeout')}
        hint={connectionText('timeoutHint')}
        min={0}
      />
      <DraftNumber
        draft={draft}
        name="ChunkSize"
        label={connectionText('chunkSize')}
        hint={connectionText('chunkSizeHint')}
        min={1}
      />
      <ConnectionTest place={placeOf(document, object.key, draft)} label={connectionText('testConnection')} />
    </Page>
  )
}

function ProxyPage({ object, draft }: PageProps) {
  const off = draft.value('UseProxy') !== true
  const url = textOf(draft, 'ProxyURL').trim()
  return (
    <Page>
      <DraftCheckbox draft={draft} name="UseProxy" label={connectionText('useProxy')} />
      <DraftText
        draft={draft}
        name="ProxyURL"
        label={connectionText('proxyUrl')}
        hint={connectionText('proxyUrlHint')}
        disabled={off}
        error={!off && /:\/\//.test(url) && !isHttp(url) ? connectionText('badUrl') : undefined}
      />
      <DraftCheckbox draft={draft} name="BypassProxyOnLocal" label={connectionText('bypassLocal')} disabled={off} />
      <DraftCheckbox draft={draft} name="UseProxyCredentials" label={connectionText('useCredentials')} disabled={off} />
      <Credentials
        object={object}
        draft={draft}
        of="Proxy"
        disabled={off || draft.value('UseProxyCredentials') !== true}
      />
    </Page>
  )
}

function Credentials(props: {
  readonly object: EditorProps['object']
  readonly draft: Draft
  readonly of: 'Server' | 'Proxy'
  readonly disabled: boolean
}) {
  const { object, draft, of, disabled } = props
  return (
    <>
      <DraftText draft={draft} name={`${of}UserName`} label={connectionText('userName')} disabled={disabled} />
      <DraftSecret
        draft={draft}
        object={object}
        name={`${of}Password`}
        label={connectionText('password')}
        disabled={disabled}
      />
      <DraftText draft={draft} name={`${of}Domain`} label={connectionText('domain')} disabled={disabled} />
    </>
  )
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
