import type { Edit } from '../../api/index.js'
import type { EditHandler } from './edit-handler.js'

/** Several edits in their order. When one of them fails, none is done. */
export function several(handlerOf: <K extends Edit['kind']>(kind: K) => EditHandler<K>): EditHandler<'several'> {
  return (document, { edits }, context) =>
    edits.flatMap(edit => (handlerOf(edit.kind) as EditHandler<Edit['kind']>)(document, edit, context))
}
