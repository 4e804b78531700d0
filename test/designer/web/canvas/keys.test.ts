import { describe, expect, it } from 'vitest'
import { keyAction } from '../../../../src/designer/web/canvas/keys.js'

function press(text: string) {
  const parts = text.split('+')
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '')
  return keyAction({ key, ctrl: parts.includes('Ctrl'), shift: parts.includes('Shift'), alt: parts.includes('Alt') })
}

describe('keys of the canvas', () => {
  it.each([
    ['ArrowDown', { kind: 'focus', direction: 'down', extend: false }],
    ['Shift+ArrowLeft', { kind: 'focus', direction: 'left', extend: true }],
    ['Alt+ArrowRight', { kind: 'nudge', direction: 'right', resize: false }],
    ['Alt+Shift+ArrowUp', { kind: 'nudge', direction: 'up', resize: true }],
    ['Ctrl+ArrowUp', { kind: 'outOf' }],
    ['Ctrl+ArrowDown', { kind: 'into' }],
    ['Ctrl+Shift+ArrowUp', { kind: 'command', id: 'moveOut' }],
    ['Enter', { kind: 'command', id: 'open' }],
    ['F2', { kind: 'command', id: 'rename' }],
    ['c', { kind: 'command', id: 'connect' }],
    ['Ctrl+C', { kind: 'command', id: 'copy' }],
    ['Shift+F10', { kind: 'menu' }],
    ['ContextMenu', { kind: 'menu' }],
    ['Escape', { kind: 'escape' }],
    ['+', { kind: 'command', id: 'zoomIn' }],
  ])('%s', (text, action) => {
    expect(press(text)).toEqual(action)
  })

  it.each(['Ctrl+v', 'Ctrl+s', 'Ctrl+z', 'Alt+c', 'q', 'Tab', 'Ctrl+ArrowLeft', 'Ctrl+Alt+ArrowUp', 'constructor'])(
    '%s is for others',
    text => {
      expect(press(text)).toBeUndefined()
    },
  )
})
