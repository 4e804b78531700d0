// The layout follows what happens to the objects: it names them by their refIds.
import type { OpenDocument } from '../workspace/index.js'
import { Layout } from './layout.js'

/** RefIds of containers and constraints by their keys. */
export function refIdsOf(document: OpenDocument): Map<string, string> {
  const { objects } = document
  const all = [...objects.containers, ...objects.constraints]
  return new Map(all.map(object => [objects.keyOf(object) ?? '', object.refId]))
}

/** After an edit: entries of what was renamed are renamed, entries of what is gone go. */
export function followLayout(document: OpenDocument, before: ReadonlyMap<string, string>): void {
  const now = refIdsOf(document)
  const changed = [...before].filter(([key, refId]) => now.get(key) !== refId)
  if (changed.length === 0) return
  const layout = Layout.of(document.package)
  for (const [key, refId] of changed) {
    const after = now.get(key)
    if (after === undefined) layout.removeBox(refId)
    else layout.rename(refId, after)
  }
  layout.save()
}
