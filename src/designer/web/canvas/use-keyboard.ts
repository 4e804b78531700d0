import { type KeyboardEvent, useMemo } from 'react'
import { act } from './focus.js'
import type { Point } from './geometry.js'
import { keyAction } from './keys.js'
import { firstNode } from './neighbour.js'
import { useScope } from './scope.js'

/** Where the pointer rests on the canvas; undefined when the keyboard was used since. */
export interface PointerPlace {
  current: Point | undefined
}

/** The handlers of the canvas for keys. */
export function useKeyboard(pointerPlace: PointerPlace) {
  const { actions, elementId, openMenu } = useScope()
  return useMemo(() => {
    const { desk } = actions
    const own = ({ target, currentTarget }: { target: EventTarget; currentTarget: EventTarget }) =>
      target === currentTarget
    return {
      onFocus(event: { target: EventTarget; currentTarget: EventTarget }) {
        const { focus } = desk.store.getState()
        if (own(event) && (focus === null || !(desk.scene.nodes.has(focus) || desk.scene.constraints.has(focus))))
          desk.store.setState({ focus: firstNode(desk.scene) ?? null })
      },
      onKeyDown(event: KeyboardEvent) {
        if (!own(event)) return
        if (event.currentTarget instanceof HTMLElement) delete event.currentTarget.dataset.pointer
        const { key, ctrlKey, metaKey, shiftKey, altKey } = event
        const action = keyAction({ key, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey })
        if (!action) return
        event.preventDefault()
        pointerPlace.current = undefined
        if (action.kind !== 'menu') {
          takeFocused(action.kind === 'command')
          act(actions, action)
          return
        }
        takeFocused(true)
        const { focus } = desk.store.getState()
        const shown = focus === null ? null : window.document.getElementById(elementId(focus))
        const { left, top } = (shown ?? event.currentTarget).getBoundingClientRect()
        openMenu({ x: left + 24, y: top + 24 })
      },
    }

    /** A command means the node with the focus when nothing is selected. */
    function takeFocused(wanted: boolean): void {
      const { focus } = desk.store.getState()
      if (wanted && focus !== null && desk.nodes.length + desk.constraints.length === 0) desk.port.select([focus])
    }
  }, [actions, elementId, openMenu, pointerPlace])
}
