import { useEffect } from 'react'
import { redo, undo, useDocuments } from '../state/documents.js'
import { cancelRun } from '../state/runs.js'
import { runPackage, savePackage } from './packages.js'

/** What keys do anywhere on the page; `keys` as people read them. */
const shortcuts: readonly {
  readonly key: string
  readonly control?: boolean
  readonly shift?: boolean
  /** Texts have an undo of their own. */
  readonly inTexts: boolean
  run(document: string): Promise<unknown>
}[] = [
  { key: 's', control: true, inTexts: true, run: document => savePackage(document) },
  { key: 's', control: true, shift: true, inTexts: true, run: document => savePackage(document, true) },
  { key: 'z', control: true, inTexts: false, run: undo },
  { key: 'z', control: true, shift: true, inTexts: false, run: redo },
  { key: 'y', control: true, inTexts: false, run: redo },
  { key: 'f5', inTexts: true, run: document => runPackage(document) },
  { key: 'f5', shift: true, inTexts: true, run: async document => cancelRun(document) },
]

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      const inText = target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
      const inDialog = target instanceof Element && target.closest('dialog') !== null
      const found = shortcuts.find(
        each =>
          each.key === event.key.toLowerCase() &&
          (each.control ?? false) === (event.ctrlKey || event.metaKey) &&
          (each.shift ?? false) === event.shiftKey,
      )
      const { current } = useDocuments.getState()
      if (!found || inDialog || current === null || (inText && !found.inTexts)) return
      event.preventDefault()
      void found.run(current).catch(() => {})
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
