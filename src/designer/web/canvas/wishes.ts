// Nodes that others on the page want to be seen.
import { useEffect } from 'react'
import { useShown } from '../app/open.js'
import type { CanvasScope } from './scope.js'

/** The last wish that was granted: one that came before a canvas did is granted by it, once. */
let granted = 0

/** Shows on this canvas what `reveal` of the shell asks for. */
export function useWishes(document: string, { actions, takeFocus }: CanvasScope): void {
  const wish = useShown(state => (state.reveal?.document === document ? state.reveal : null))
  useEffect(() => {
    if (!wish || wish.n <= granted) return
    const { scene, port, store } = actions.desk
    if (!scene.nodes.has(wish.key) && !scene.constraints.has(wish.key)) return
    granted = wish.n
    actions.unfoldAround(wish.key)
    store.setState({ focus: wish.key })
    // After the drawing knows its size.
    const frame = requestAnimationFrame(() => {
      port.reveal(wish.key)
      takeFocus()
    })
    return () => cancelAnimationFrame(frame)
  }, [wish, actions, takeFocus])
}
