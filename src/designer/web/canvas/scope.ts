// What every part of a canvas finds around it.
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { CanvasActions } from './actions.js'
import type { CanvasState, CanvasStore } from './canvas-store.js'

export interface CanvasScope {
  readonly document: string
  readonly store: CanvasStore
  readonly actions: CanvasActions
  /** The id of the element of a node, for the focus of the canvas. */
  elementId(key: string): string
  /** Opens the menu of the node or constraint with the focus. */
  openMenu(at: { readonly x: number; readonly y: number }, place?: { readonly x: number; readonly y: number }): void
  /** Takes the keyboard back to the canvas. */
  takeFocus(): void
}

const Scope = createContext<CanvasScope | undefined>(undefined)
export const CanvasScopeProvider = Scope.Provider

/** @throws Error outside a canvas */
export function useScope(): CanvasScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('no canvas around this part')
  return scope
}

/** A part of the canvas's state; drawn again only when that part changes. */
export function useCanvas<T>(select: (state: CanvasState) => T): T {
  return useStore(useScope().store, select)
}
