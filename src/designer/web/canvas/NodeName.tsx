import { useEffect, useRef } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import styles from './nodes.module.css'
import { useCanvas, useScope } from './scope.js'

/** The name of a node, and the field in its place while it is renamed. */
export function NodeName({ id, name }: { readonly id: string; readonly name: string }) {
  const renaming = useCanvas(state => state.renaming === id)
  return renaming ? (
    <NameField id={id} name={name} />
  ) : (
    <span className={styles.name} title={name}>
      {name}
    </span>
  )
}

function NameField({ id, name }: { readonly id: string; readonly name: string }) {
  const { actions, takeFocus } = useScope()
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => field.current?.select(), [])
  const end = (value: string | null) => {
    if (done.current) return
    done.current = true
    void actions.editing.rename(id, value)
  }
  return (
    <input
      ref={field}
      className={`${styles.nameField} nodrag nopan`}
      aria-label={canvasText('newName')}
      defaultValue={name}
      spellCheck={false}
      onBlur={event => end(event.currentTarget.value)}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        end(event.key === 'Enter' ? event.currentTarget.value : null)
        takeFocus()
      }}
    />
  )
}
