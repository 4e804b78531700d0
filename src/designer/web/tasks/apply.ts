import type { Edit, EditOf } from '../../api/index.js'
import { edit } from '../state/documents.js'

type Single = EditOf<'several'>['edits'][number]

/** Does the edits as one step; nothing when there are none. */
export function applyAll(document: string, edits: readonly Single[]): Promise<unknown> {
  const [first, ...more] = edits
  if (!first) return Promise.resolve()
  const step: Edit = more.length === 0 ? first : { kind: 'several', edits: [first, ...more] }
  return edit(document, step, { tell: false })
}
