import { Suspense } from 'react'
import { useObject } from '../state/documents.js'
import { editorFor } from './editors.js'
import { closeEditor, useShown } from './open.js'

/** The editor that is open. */
export function EditorDialog() {
  const editor = useShown(shown => shown.editor)
  return (
    editor && <OpenEditor key={`${editor.document} ${editor.key}`} document={editor.document} target={editor.key} />
  )
}

function OpenEditor({ document, target }: { readonly document: string; readonly target: string }) {
  const { object } = useObject(document, target)
  if (!object) return null
  const Editor = editorFor(object)
  return (
    <Suspense>
      <Editor document={document} object={object} onClose={closeEditor} />
    </Suspense>
  )
}
