import { documentText } from '../../../base/texts/designer-document.js'
import type { Edit, EditOf } from '../../api/index.js'
import { DesignerError } from '../../failure.js'
import type { OpenDocument, SessionSecrets } from '../../workspace/index.js'

/** What edits need besides the document. */
export interface EditContext {
  readonly secrets: SessionSecrets
}

/**
 * Does one kind of edit to the package of a document.
 *
 * @returns the objects that it made
 */
export type EditHandler<K extends Edit['kind']> = (
  document: OpenDocument,
  edit: EditOf<K>,
  context: EditContext,
) => readonly object[]

/** For an object that an edit cannot be done to. */
export function notFor(name: string): DesignerError {
  return new DesignerError({ kind: 'invalid', message: documentText('notFor', { name }) })
}

/** For an object that the files of the project hold. */
export function projectObject(name: string): DesignerError {
  return new DesignerError({ kind: 'invalid', message: documentText('projectObject', { name }) })
}
