import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Rect } from './geometry.js'
import { firstNode } from './neighbour.js'
import type { Scene } from './scene.js'
import { firstViewport, placeOf, type Viewport, wholeOf } from './viewport.js'

/** What was seen of each canvas when it went. */
const seen = new Map<string, Viewport>()

function firstPlace(scene: Scene): Rect | undefined {
  const key = firstNode(scene)
  return key === undefined ? undefined : placeOf(scene, key)
}

/** Starts where the canvas was left, else with everything in view, or the beginning of what is too large for that. */
export function useStartView(document: string, scene: Scene): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const hasSize = useStore(state => state.width > 0 && state.panZoom !== null)
  const start = useRef(scene)
  const key = `${document} ${scene.root}`
  useEffect(() => {
    if (!hasSize) return
    const { width, height } = store.getState()
    void flow.setViewport(
      seen.get(key) ?? firstViewport(wholeOf(start.current), firstPlace(start.current), { width, height }),
    )
    return () => void seen.set(key, flow.getViewport())
  }, [hasSize, key, flow, store])
}
