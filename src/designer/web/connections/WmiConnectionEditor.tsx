import { ListTree } from 'lucide-react'
import { useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { EditorProps } from '../app/editors.js'
import { useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { ApiError, call } from '../state/api.js'
import { edit } from '../state/documents.js'
import { Checkbox, Combobox, IconButton, TextField, toast } from '../ui/index.js'
import { ConnectionTest } from './ConnectionTest.js'

/** The WMI Connection Manager Editor. */
export default function WmiConnectionEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const apply = () => (draft.changed ? edit(document, draft.edit) : Promise.resolve())
  return (
    <EditorFrame
      title={propertyText('wmiTitle')}
      onClose={onClose}
      apply={apply}
      pages={[
        {
          id: 'general',
          title: propertyText('general'),
          content: <General document={document} object={object} draft={draft} apply={apply} />,
        },
        {
          id: 'expressions',
          title: propertyText('expressions'),
          content: <ExpressionsPage document={document} object={object} draft={draft} />,
        },
      ]}
    />
  )
}

type GeneralProps = Pick<EditorProps, 'document' | 'object'> & {
  readonly draft: ReturnType<typeof useDraft>
  apply(): Promise<unknown>
}

function General({ document, object, draft, apply }: GeneralProps) {
  const text = (name: string) => String(draft.value(name) ?? '')
  const windows = draft.value('UseWindowsAuth') === true
  const password = object.properties.find(({ name }) => name === 'Password')
  const field = (name: string, label: string) => ({
    label,
    value: text(name),
    onChange: (value: string) => draft.set(name, value),
    inline: true,
  })
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        <TextField {...field('Name', propertyText('name'))} />
        <TextField {...field('Description', propertyText('description'))} />
        <TextField {...field('ServerName', propertyText('serverName'))} hint={propertyText('serverHint')} />
        <NamespaceField
          document={document}
          connection={object.key}
          value={text('Namespace')}
          onChange={value => draft.set('Namespace', value)}
          apply={apply}
        />
        <Checkbox
          label={propertyText('windowsAuth')}
          checked={windows}
          onChange={checked => draft.set('UseWindowsAuth', checked)}
        />
        <TextField {...field('UserName', propertyText('userName'))} disabled={windows} />
        <TextField
          {...field('Password', propertyText('password'))}
          type="password"
          disabled={windows}
          placeholder={windows ? '' : propertyText(password?.present ? 'secretSet' : 'secretMissing')}
        />
        <ConnectionTest document={document} connection={object.key} apply={apply} />
      </div>
    </div>
  )
}

/** The namespaces of the server: listed at once when it was agreed to connect, otherwise after a click that asks. */
function NamespaceField(props: {
  readonly document: string
  readonly connection: string
  readonly value: string
  onChange(value: string): void
  apply(): Promise<unknown>
}) {
  const { document, connection, value, onChange, apply } = props
  const [options, setOptions] = useState<readonly string[]>([])
  const [loading, setLoading] = useState(false)
  const load = async (ask: boolean) => {
    if (loading) return
    setLoading(true)
    try {
      if (ask) await apply()
      const { namespaces } = await call('schema.namespaces', { document, connection, namespace: 'root' }, { ask })
      setOptions(['\\root', ...namespaces.map(name => `\\root\\${name}`)])
    } catch (error) {
      // Without the server any text can be typed.
      if (ask && error instanceof ApiError && error.failure.kind !== 'cancelled')
        toast({ kind: 'error', text: error.failure.message, hint: error.failure.hint })
    } finally {
      setLoading(false)
    }
  }
  return (
    <div className={styles.picker}>
      <Combobox
        label={propertyText('namespace')}
        inline
        value={value}
        onChange={onChange}
        options={options}
        loading={loading}
        onOpen={() => {
          if (options.length === 0) void load(false)
        }}
      />
      <IconButton
        label={propertyText('listNamespaces')}
        icon={<ListTree size={15} />}
        busy={loading}
        onClick={() => void load(true)}
      />
    </div>
  )
}
