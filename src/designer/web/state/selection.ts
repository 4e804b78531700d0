import { create } from 'zustand'

const nothing: ReadonlySet<string> = new Set()
const useSelections = create<Readonly<Record<string, ReadonlySet<string>>>>(() => ({}))

/** Keys of the objects that are selected in a document. */
export function useSelection(document: string): ReadonlySet<string> {
  return useSelections(all => all[document] ?? nothing)
}

/** The same, for code that is no component. */
export function selectionOf(document: string): ReadonlySet<string> {
  return useSelections.getState()[document] ?? nothing
}

export function select(document: string, keys: Iterable<string>): void {
  useSelections.setState({ [document]: new Set(keys) })
}
