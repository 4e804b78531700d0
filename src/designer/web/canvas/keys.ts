// Which key means what on the canvas. The page looks it up here, and menus show it.
import type { Direction } from './neighbour.js'

/** Everything that a menu or a key can do to the selection. */
export const commandIds = [
  'open',
  'rename',
  'cut',
  'copy',
  'paste',
  'duplicate',
  'remove',
  'selectAll',
  'connect',
  'toggleDisabled',
  'runOnly',
  'moveOut',
  'moveInto',
  'toggleCollapsed',
  'arrange',
  'zoomIn',
  'zoomOut',
  'zoomReset',
  'fit',
] as const
export type CommandId = (typeof commandIds)[number]

/** What a key asks for. */
export type KeyAction =
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'focus'; readonly direction: Direction; readonly extend: boolean }
  | { readonly kind: 'nudge'; readonly direction: Direction; readonly resize: boolean }
  | { readonly kind: 'into' | 'outOf' | 'first' | 'last' | 'constraint' | 'toggle' | 'escape' | 'menu' }

/** What of a keyboard event counts. */
export interface Key {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

const arrows: ReadonlyMap<string, Direction> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
])

/** By modifiers and key; letters without case. */
const plain: ReadonlyMap<string, KeyAction> = new Map(
  Object.entries<KeyAction>({
    Enter: { kind: 'command', id: 'open' },
    F2: { kind: 'command', id: 'rename' },
    Delete: { kind: 'command', id: 'remove' },
    Backspace: { kind: 'command', id: 'remove' },
    c: { kind: 'command', id: 'connect' },
    m: { kind: 'command', id: 'moveInto' },
    x: { kind: 'command', id: 'toggleCollapsed' },
    l: { kind: 'constraint' },
    f: { kind: 'command', id: 'fit' },
    '+': { kind: 'command', id: 'zoomIn' },
    '=': { kind: 'command', id: 'zoomIn' },
    '-': { kind: 'command', id: 'zoomOut' },
    '0': { kind: 'command', id: 'zoomReset' },
    Home: { kind: 'first' },
    End: { kind: 'last' },
    Escape: { kind: 'escape' },
    ContextMenu: { kind: 'menu' },
    'Shift+F10': { kind: 'menu' },
    'Shift++': { kind: 'command', id: 'zoomIn' },
    'Ctrl+a': { kind: 'command', id: 'selectAll' },
    'Ctrl+c': { kind: 'command', id: 'copy' },
    'Ctrl+x': { kind: 'command', id: 'cut' },
    'Ctrl+d': { kind: 'command', id: 'duplicate' },
    'Ctrl+e': { kind: 'command', id: 'toggleDisabled' },
    'Ctrl+ArrowUp': { kind: 'outOf' },
    'Ctrl+ArrowDown': { kind: 'into' },
    'Ctrl+Shift+ArrowUp': { kind: 'command', id: 'moveOut' },
    'Ctrl+ ': { kind: 'toggle' },
  }),
)

/** What a key means; undefined when the canvas does not want it. Ctrl+V is no key here but the browser's paste event. */
export function keyAction({ key, ctrl, shift, alt }: Key): KeyAction | undefined {
  const direction = arrows.get(key)
  if (direction && !ctrl && alt) return { kind: 'nudge', direction, resize: shift }
  if (direction && !ctrl) return { kind: 'focus', direction, extend: shift }
  if (alt) return undefined
  const name = key.length === 1 ? key.toLowerCase() : key
  return plain.get(`${ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`)
}

/** The key that a menu shows beside a command, in the notation of `aria-keyshortcuts`. */
export const shortcuts: Readonly<Partial<Record<CommandId, string>>> = {
  open: 'Enter',
  rename: 'F2',
  cut: 'Control+X',
  copy: 'Control+C',
  paste: 'Control+V',
  duplicate: 'Control+D',
  remove: 'Delete',
  selectAll: 'Control+A',
  connect: 'C',
  toggleDisabled: 'Control+E',
  moveOut: 'Control+Shift+ArrowUp',
  moveInto: 'M',
  toggleCollapsed: 'X',
  zoomIn: '+',
  zoomOut: '-',
  zoomReset: '0',
  fit: 'F',
}
