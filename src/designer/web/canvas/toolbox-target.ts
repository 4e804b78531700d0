// Where the toolbox puts things: the canvas of its document that was opened last.
import type { CanvasActions } from './actions.js'

const targets = new Map<string, CanvasActions[]>()

/** Lets the toolbox of a document add to a canvas. Answers how to end it. */
export function placeDropTarget(document: string, actions: CanvasActions): () => void {
  targets.set(document, [...(targets.get(document) ?? []), actions])
  return () => {
    const others = (targets.get(document) ?? []).filter(each => each !== actions)
    if (others.length > 0) targets.set(document, others)
    else targets.delete(document)
  }
}

/** Undefined when no canvas of the document is there. */
export function dropTargetOf(document: string): CanvasActions | undefined {
  return targets.get(document)?.at(-1)
}

/** The type under which a dragged entry of the toolbox tells its moniker. */
export const monikerType = 'application/x-wmilink-moniker'
