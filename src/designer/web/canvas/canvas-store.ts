// What one canvas knows besides the document: where the focus is, what is chosen, what is folded.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Point } from './geometry.js'
import type { Marks } from './marks.js'

/** A target that is being chosen by keyboard. */
export interface Picking {
  readonly purpose: 'connect' | 'moveInto'
  readonly from: readonly string[]
  readonly choices: readonly string[]
  readonly target: string
}

/** A menu that is open. */
export interface OpenMenu {
  readonly kind: 'nodes' | 'constraint' | 'pane' | 'events'
  /** On the page. */
  readonly at: Point
  /** On the canvas, where a paste goes; absent when it was opened by keyboard. */
  readonly place?: Point
}

export interface CanvasState {
  /** The node or constraint that has the focus of the canvas. */
  readonly focus: string | null
  readonly renaming: string | null
  readonly picking: Picking | null
  /** The container into which what is dragged would fall; the root has no mark. */
  readonly dropTarget: string | null
  readonly collapsed: ReadonlySet<string>
  readonly menu: OpenMenu | null
  readonly editable: boolean
  readonly marks: ReadonlyMap<string, Marks>
  /** The last announcement; the number tells equal ones apart. */
  readonly said: { readonly text: string; readonly n: number }
}

export type CanvasStore = StoreApi<CanvasState>

/** Folded containers stay so while the page is there, by document. */
const folded = new Map<string, ReadonlySet<string>>()

/** Makes the state of the canvas of a document. */
export function makeCanvasStore(document: string): CanvasStore {
  const store = createStore<CanvasState>(() => ({
    focus: null,
    renaming: null,
    picking: null,
    dropTarget: null,
    collapsed: folded.get(document) ?? new Set<string>(),
    menu: null,
    editable: true,
    marks: new Map(),
    said: { text: '', n: 0 },
  }))
  store.subscribe(({ collapsed }) => folded.set(document, collapsed))
  return store
}

/** Says something to screen readers. */
export function announce(store: CanvasStore, text: string): void {
  store.setState(({ said }) => ({ said: { text, n: said.n + 1 } }))
}
