// Keys of the canvas that move its focus, and what else they start.
import type { CanvasActions } from './actions.js'
import type { KeyAction } from './keys.js'
import { firstChild, firstNode, neighbour, nextConstraint } from './neighbour.js'

/** Does what a key asks for. `menu` is for who has the page. */
export function act(actions: CanvasActions, action: Exclude<KeyAction, { readonly kind: 'menu' }>): void {
  const { desk } = actions
  const { focus, picking } = desk.store.getState()
  if (picking) {
    if (action.kind === 'focus') actions.choice.next(action.direction)
    else if (action.kind === 'escape') actions.choice.end()
    else if (action.kind === 'command' && action.id === 'open') void actions.choice.accept()
    return
  }
  switch (action.kind) {
    case 'command':
      void actions.perform(action.id)
      return
    case 'nudge':
      if (action.resize) void actions.moving.resizeBy(action.direction)
      else actions.moving.nudge(action.direction)
      return
    case 'focus':
      go(
        actions,
        focus === null ? firstNode(desk.scene) : neighbour(desk.scene, focus, action.direction),
        action.extend,
      )
      return
    case 'into':
      if (focus !== null) go(actions, firstChild(desk.scene, focus))
      return
    case 'outOf':
      if (focus !== null) go(actions, desk.scene.nodes.get(focus)?.parent ?? undefined)
      return
    case 'first':
      go(actions, firstNode(desk.scene))
      return
    case 'last':
      go(actions, [...desk.scene.nodes].findLast(([, { hidden, parent }]) => !hidden && parent === null)?.[0])
      return
    case 'constraint':
      constraintOf(actions)
      return
    case 'toggle':
      if (focus !== null) toggle(actions, focus)
      return
    case 'escape':
      desk.port.select([])
  }
}

function go(actions: CanvasActions, key: string | undefined, extend = false): void {
  if (key === undefined) return
  const { desk } = actions
  actions.moving.flush()
  if (extend) {
    desk.store.setState({ focus: key })
    desk.port.select([...desk.port.selection(), key])
  } else desk.focus(key)
  desk.port.reveal(key)
}

/** To the constraints of the node with the focus, one after the other. */
function constraintOf(actions: CanvasActions): void {
  const { scene, store } = actions.desk
  const { focus } = store.getState()
  if (focus === null) return
  const current = scene.constraints.get(focus)
  go(actions, current ? nextConstraint(scene, current.from ?? '', focus) : nextConstraint(scene, focus))
}

function toggle({ desk }: CanvasActions, key: string): void {
  const keys = new Set(desk.port.selection())
  if (!keys.delete(key)) keys.add(key)
  desk.port.select([...keys])
}
