import { type ComponentType, createContext } from 'react'

/** What an editor needs to open another one inside of it. */
export interface NestedEditorProps {
  readonly document: string
  /** Key of the object. */
  readonly target: string
  onClose(): void
}

/** The editor of any object. Editors get it from above, for the table of editors knows them, not they the table. */
export const NestedEditor = createContext<ComponentType<NestedEditorProps>>(() => null)
