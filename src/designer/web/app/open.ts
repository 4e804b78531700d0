// What anything on the page can ask the shell to show.
import { create } from 'zustand'
import { select } from '../state/selection.js'

export type PanelName = 'problems' | 'run' | 'variables' | 'parameters' | 'explorer' | 'toolbox'

interface Shown {
  readonly classes: { readonly document: string; readonly connection: string; readonly className?: string } | null
  readonly editor: { readonly document: string; readonly key: string } | null
  /** The part of a document in front: `flow` or `handlers`. */
  readonly part: string
  /** The event handler that is looked at. */
  readonly handler: { readonly document: string; readonly executable: string; readonly event: string } | null
  readonly dock: string
  readonly side: string
  /** Asks the canvas to bring a node into view; `n` tells one wish from the next. */
  readonly reveal: { readonly document: string; readonly key: string; readonly n: number } | null
}

export const useShown = create<Shown>(() => ({
  classes: null,
  editor: null,
  part: 'flow',
  handler: null,
  dock: 'problems',
  side: 'explorer',
  reveal: null,
}))

/** Opens the editor of any object of a document. */
export function openEditor(document: string, key: string): void {
  useShown.setState({ editor: { document, key } })
}

export function closeEditor(): void {
  useShown.setState({ editor: null })
}

/** Opens the classes of a WMI connection. */
export function openClassExplorer(document: string, connection: string, className?: string): void {
  useShown.setState({ classes: { document, connection, ...(className === undefined ? {} : { className }) } })
}

export function closeClassExplorer(): void {
  useShown.setState({ classes: null })
}

/** Shows the control flow of a document, or its event handlers. */
export function focusPart(part: string): void {
  useShown.setState({ part })
}

/** Chooses the handler of an event; what has none yet can get one there. */
export function chooseHandler(document: string, executable: string, event: string): void {
  useShown.setState({ handler: { document, executable, event } })
}

export function focusPanel(panel: PanelName): void {
  useShown.setState(panel === 'explorer' || panel === 'toolbox' ? { side: panel } : { dock: panel })
}

/** Selects a node and shows it on the canvas. */
export function reveal(document: string, key: string): void {
  select(document, [key])
  useShown.setState(({ reveal: before }) => ({ reveal: { document, key, n: (before?.n ?? 0) + 1 } }))
}
