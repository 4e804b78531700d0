import { canvasText } from '../../../base/texts/designer-canvas.js'

/** Keys that are not called by their letter; arrows and others are called alike in all languages. */
const called: ReadonlyMap<string, () => string> = new Map([
  ['Control', () => canvasText('keyControl')],
  ['Shift', () => canvasText('keyShift')],
  ['Enter', () => canvasText('keyEnter')],
  ['Delete', () => canvasText('keyDelete')],
  ['ArrowUp', () => '↑'],
])

/** Keys as people read them: `Control+Shift+ArrowUp` becomes `Ctrl+Shift+↑`. */
export function keysText(keys: string): string {
  if (keys === '+') return keys
  return keys
    .split('+')
    .map(key => called.get(key)?.() ?? key)
    .join('+')
}
