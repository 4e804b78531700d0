// What several selected objects have in common.
import { useEffect, useState } from 'react'
import type { ObjectView, PropertyView } from '../../api/index.js'
import { call } from '../state/api.js'
import { useDocument } from '../state/documents.js'

/** A property that all of the objects have. */
export interface CommonProperty {
  /** As the first object has it. */
  readonly property: PropertyView
  /** The objects have different values. */
  readonly mixed: boolean
}

/** What belongs to one object alone. */
const own = new Set(['Name', 'ID', 'ConnectionString'])

/** The properties that all objects have in the same way, and that can be set. */
export function commonProperties([first, ...others]: readonly ObjectView[]): CommonProperty[] {
  if (!first) return []
  return first.properties.flatMap(property => {
    const { name, type, writable, secret, value } = property
    if (!writable || secret || own.has(name)) return []
    const same = others.map(({ properties }) =>
      properties.find(
        each =>
          each.name === name && each.type === type && each.writable && each.members.length === property.members.length,
      ),
    )
    if (same.includes(undefined)) return []
    return [{ property, mixed: same.some(each => each?.value !== value) }]
  })
}

/** Objects that are asked for at a time. */
const atOnce = 16

/** Several objects with all their properties, as they are after each change; undefined until all are known. */
export function useObjects(document: string, keys: readonly string[]): readonly ObjectView[] | undefined {
  const revision = useDocument(document)?.state.revision
  const wanted = JSON.stringify(keys)
  const [found, setFound] = useState<{ readonly wanted: string; readonly objects: readonly ObjectView[] }>()
  useEffect(() => {
    if (revision === undefined) return
    const stop = new AbortController()
    const all: string[] = JSON.parse(wanted)
    const ask = async () => {
      const objects: ObjectView[] = []
      for (let at = 0; at < all.length; at += atOnce)
        objects.push(
          ...(await Promise.all(
            all
              .slice(at, at + atOnce)
              .map(object => call('document.object', { document, object }, { signal: stop.signal })),
          )),
        )
      setFound({ wanted, objects })
    }
    // What was deleted meanwhile is no longer selected soon.
    ask().catch(() => {})
    return () => stop.abort()
  }, [document, wanted, revision])
  return found?.wanted === wanted ? found.objects : undefined
}
