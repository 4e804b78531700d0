import { lazy, Suspense } from 'react'
import { useObject } from '../state/documents.js'
import { editorFor } from './editors.js'
import { NestedEditor, type NestedEditorProps } from './nested-editor.js'
import { closeClassExplorer, closeEditor, useShown } from './open.js'

const ClassExplorer = lazy(() => import('../classes/ClassExplorer.js'))

/** The editor and the class explorer, when they are open. */
export function EditorDialog() {
  const { editor, classes } = useShown()
  return (
    <NestedEditor.Provider value={ObjectEditor}>
      {editor && (
        <ObjectEditor
          key={`${editor.document} ${editor.key}`}
          document={editor.document}
          target={editor.key}
          onClose={closeEditor}
        />
      )}
      {classes && (
        <Suspense>
          <ClassExplorer {...classes} onClose={closeClassExplorer} />
        </Suspense>
      )}
    </NestedEditor.Provider>
  )
}

/** The editor of any object of a document, as soon as that is known. */
function ObjectEditor({ document, target, onClose }: NestedEditorProps) {
  const { object } = useObject(document, target)
  if (!object) return null
  const Editor = editorFor(object)
  return (
    <Suspense>
      <Editor document={document} object={object} onClose={onClose} />
    </Suspense>
  )
}
