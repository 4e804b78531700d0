import {
  ArrowRight,
  Check,
  ClipboardPaste,
  Copy,
  CopyPlus,
  LayoutGrid,
  Pencil,
  Play,
  Power,
  Scissors,
  Spline,
  TextCursorInput,
  Trash2,
  X,
  Zap,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { ContextMenu, type MenuItem } from '../ui/index.js'
import type { CanvasActions } from './actions.js'
import type { OpenMenu } from './canvas-store.js'
import { type CommandId, shortcuts } from './keys.js'
import { constraintValues } from './labels.js'
import type { Scene } from './scene.js'
import { useCanvas, useScope } from './scope.js'
import { keysText } from './shortcut-text.js'
import { useToolbox } from './use-toolbox.js'

const size = 15

/** The menu of the canvas: of nodes, of a constraint, of the room between them. */
export function CanvasMenu({ scene }: { readonly scene: Scene }) {
  const { actions, store, takeFocus } = useScope()
  const menu = useCanvas(state => state.menu)
  const { events } = useToolbox(menu?.kind === 'events')
  if (!menu) return null
  const close = () => {
    // A choice may have opened the next menu already.
    if (store.getState().menu === menu) store.setState({ menu: null })
    setTimeout(() => {
      const { renaming, menu: next } = store.getState()
      if (renaming === null && next === null && window.document.activeElement === window.document.body) takeFocus()
    })
  }
  return (
    <ContextMenu
      key={menu.kind}
      label={canvasText(menu.kind === 'events' ? 'addEventHandler' : 'menu')}
      at={menu.at}
      onClose={close}
      items={menu.kind === 'events' ? eventItems(actions, events) : itemsOf(menu, actions, scene)}
    />
  )
}

function item(actions: CanvasActions, id: CommandId, label: string, icon?: ReactNode): MenuItem {
  const keys = shortcuts[id]
  return {
    label,
    disabled: !actions.can(id),
    onSelect: () => void actions.perform(id),
    ...(icon ? { icon } : {}),
    ...(keys === undefined ? {} : { keys: keysText(keys) }),
  }
}

function itemsOf(menu: OpenMenu, actions: CanvasActions, scene: Scene): readonly MenuItem[] {
  const paste: MenuItem = {
    label: canvasText('paste'),
    icon: <ClipboardPaste size={size} />,
    disabled: !actions.can('paste'),
    onSelect: async () => actions.editing.paste(await actions.desk.port.clipboard(), menu.place),
    keys: keysText('Control+V'),
  }
  if (menu.kind === 'nodes') return nodeItems(menu, actions, scene, paste)
  if (menu.kind === 'constraint') return constraintItems(actions, scene)
  return [
    paste,
    item(actions, 'selectAll', canvasText('selectAll')),
    'separator',
    item(actions, 'arrange', canvasText('arrangeAll'), <LayoutGrid size={size} />),
    item(actions, 'fit', canvasText('fit')),
    item(actions, 'zoomReset', canvasText('zoomReset')),
  ]
}

function nodeItems(menu: OpenMenu, actions: CanvasActions, scene: Scene, paste: MenuItem): readonly MenuItem[] {
  const { nodes, editable, store } = actions.desk
  const [first] = nodes
  const node = nodes.length === 1 && first !== undefined ? scene.nodes.get(first) : undefined
  const runText = node ? (node.isContainer ? 'runContainer' : 'runOnly') : 'runSelected'
  const anyEnabled = nodes.some(key => scene.nodes.get(key)?.view.disabled === false)
  return [
    item(actions, 'open', canvasText('open'), <Pencil size={size} />),
    item(actions, 'rename', canvasText('rename'), <TextCursorInput size={size} />),
    item(actions, 'runOnly', canvasText(runText), <Play size={size} />),
    'separator',
    item(actions, 'cut', canvasText('cut'), <Scissors size={size} />),
    item(actions, 'copy', canvasText('copy'), <Copy size={size} />),
    ...(node?.isContainer ? [paste] : []),
    item(actions, 'duplicate', canvasText('duplicate'), <CopyPlus size={size} />),
    item(actions, 'remove', canvasText('remove'), <Trash2 size={size} />),
    'separator',
    item(actions, 'connect', canvasText('connect'), <Spline size={size} />),
    item(actions, 'toggleDisabled', canvasText(anyEnabled ? 'disable' : 'enable'), <Power size={size} />),
    item(actions, 'moveInto', canvasText('moveInto')),
    item(actions, 'moveOut', canvasText('moveOut')),
    ...(node?.isContainer
      ? [
          item(actions, 'toggleCollapsed', canvasText(node.collapsed ? 'expand' : 'collapse')),
          item(actions, 'arrange', canvasText('arrange'), <LayoutGrid size={size} />),
        ]
      : []),
    'separator',
    {
      label: canvasText('addEventHandler'),
      icon: <Zap size={size} />,
      disabled: !editable || node === undefined,
      onSelect: () => setTimeout(() => store.setState({ menu: { ...menu, kind: 'events' } })),
    },
  ]
}

function eventItems(actions: CanvasActions, events: readonly string[]): readonly MenuItem[] {
  return events.map(event => ({ label: event, onSelect: () => void actions.editing.addEventHandler(event) }))
}

const valueLooks = {
  success: { text: 'onSuccess', icon: <Check size={size} /> },
  failure: { text: 'onFailure', icon: <X size={size} /> },
  completion: { text: 'onCompletion', icon: <ArrowRight size={size} /> },
} as const

/** A choice that holds is seen, too. */
function tick(checked: boolean): { readonly checked: boolean; readonly keys?: string } {
  return checked ? { checked, keys: '✓' } : { checked }
}

function constraintItems(actions: CanvasActions, scene: Scene): readonly MenuItem[] {
  const { constraints, editable } = actions.desk
  const constraint = scene.constraints.get(constraints[0] ?? '')
  if (!constraint) return []
  const disabled = !editable
  return [
    ...constraintValues.map((name, value) => ({
      label: canvasText(valueLooks[name].text),
      icon: valueLooks[name].icon,
      ...tick(constraint.value === value),
      disabled,
      onSelect: () => void actions.editing.setConstraint(constraint, { value }),
    })),
    'separator',
    {
      label: canvasText('allOf'),
      ...tick(constraint.logicalAnd),
      disabled,
      onSelect: () => void actions.editing.setConstraint(constraint, { logicalAnd: true }),
    },
    {
      label: canvasText('oneOf'),
      ...tick(!constraint.logicalAnd),
      disabled,
      onSelect: () => void actions.editing.setConstraint(constraint, { logicalAnd: false }),
    },
    'separator',
    item(actions, 'open', canvasText('editConstraint'), <Pencil size={size} />),
    item(actions, 'remove', canvasText('remove'), <Trash2 size={size} />),
  ]
}
