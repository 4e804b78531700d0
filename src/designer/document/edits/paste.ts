import { pasteInto } from '../clipboard.js'
import type { EditHandler } from './edit-handler.js'

/** What `document.copy` gave, put into a container. */
export const paste: EditHandler<'paste'> = (document, edit) => pasteInto(document, edit)
