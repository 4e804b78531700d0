import { Pencil, Plus } from 'lucide-react'
import { useContext, useState } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import { NestedEditor } from '../app/nested-editor.js'
import styles from '../properties/properties.module.css'
import { edit } from '../state/documents.js'
import { Button, IconButton } from '../ui/index.js'
import { connectionOf, connections, type PartProps, Reference } from './references.js'

/** A property that names a connection manager: one that is there, or a new one, which is made at once. */
export function ConnectionReference(
  props: PartProps & {
    readonly document: string
    readonly name: string
    readonly label?: string
    /** `HTTP`, `WMI` … */
    readonly types: readonly string[]
  },
) {
  const { document, name, types, draft, open } = props
  const [editing, setEditing] = useState<string>()
  const Editor = useContext(NestedEditor)
  const chosen = connectionOf(open, String(draft.value(name) ?? ''))
  const view = chosen === undefined ? undefined : open.connections.get(chosen)
  const add = (type: string) =>
    edit(document, { kind: 'addConnection', type }).then(
      ({ made: [key] }) => {
        if (key === undefined) return
        draft.set(name, key)
        setEditing(key)
      },
      () => {},
    )
  return (
    <div className={styles.picker}>
      <Reference {...props} choices={connections(open, ...types)} />
      {view && !view.project && (
        <IconButton
          label={taskText('editConnection', { name: view.name })}
          icon={<Pencil size={14} />}
          variant="default"
          onClick={() => setEditing(chosen)}
        />
      )}
      {types.map(type => (
        <Button
          key={type}
          icon={<Plus size={14} />}
          title={taskText('newConnection', { type })}
          aria-label={taskText('newConnection', { type })}
          onClick={() => void add(type)}
        >
          {type}
        </Button>
      ))}
      {editing !== undefined && <Editor document={document} target={editing} onClose={() => setEditing(undefined)} />}
    </div>
  )
}
