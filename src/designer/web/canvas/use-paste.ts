import { type RefObject, useEffect } from 'react'
import { pastedText } from './clipboard.js'
import type { Point } from './geometry.js'
import { useScope } from './scope.js'

/**
 * Pastes what the browser hands over while an element has the keyboard. The event goes to where a text was selected last,
 * not to what has the focus, which is why the whole document listens.
 *
 * @param place where the pointer rests on the canvas, when it is to be pasted there
 */
export function usePaste(surface: RefObject<HTMLElement | null>, place?: () => Point | undefined): void {
  const { actions } = useScope()
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (surface.current === null || window.document.activeElement !== surface.current) return
      event.preventDefault()
      void actions.editing.paste(pastedText(event.clipboardData?.getData('text/plain') ?? ''), place?.())
    }
    window.document.addEventListener('paste', onPaste)
    return () => window.document.removeEventListener('paste', onPaste)
  }, [actions, surface, place])
}
