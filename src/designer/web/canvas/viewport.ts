// Which part of the canvas is seen.
import { bounds, centre, type Point, padding, type Rect, type Size } from './geometry.js'
import type { Scene } from './scene.js'

/** x and y in pixels of the screen, as React Flow counts: canvas point × zoom + x. */
export interface Viewport extends Point {
  readonly zoom: number
}

export const zoomLimits = { least: 0.05, most: 2 } as const
/** Below this, texts are too small to be read: nodes show only what can be seen. */
export const farZoom = 0.45

function limited(zoom: number, most: number = zoomLimits.most): number {
  return Math.min(most, Math.max(zoomLimits.least, zoom))
}

/** Everything in view, at most at 100 %. */
export function fitting(area: Rect, screen: Size): Viewport {
  const width = area.width + 2 * padding
  const height = area.height + 2 * padding
  const zoom = limited(Math.min(screen.width / width, screen.height / height), 1)
  const middle = centre(area)
  return { zoom, x: screen.width / 2 - middle.x * zoom, y: screen.height / 2 - middle.y * zoom }
}

/**
 * How a canvas starts: all of it when that can be read, else its beginning.
 * @param first the node with which it begins
 */
export function firstViewport(area: Rect | undefined, first: Rect | undefined, screen: Size): Viewport {
  if (!area || !first) return { x: 0, y: 0, zoom: 1 }
  const fit = fitting(area, screen)
  if (fit.zoom >= 0.6) {
    // A small package starts at the top, as one reads.
    return { ...fit, y: Math.min(fit.y, 2 * padding - area.y * fit.zoom) }
  }
  const zoom = 0.8
  return { zoom, x: screen.width / 2 - centre(first).x * zoom, y: padding - area.y * zoom }
}

/** How far one axis must be moved so that a stretch of it can be seen; of what is too long its beginning. */
function shift(from: number, length: number, screen: number): number {
  if (length > screen - 2 * padding || from < padding) {
    const seesBeginning = from >= 0 && from <= screen / 2 && length > screen - 2 * padding
    return seesBeginning ? 0 : padding - from
  }
  return Math.min(0, screen - padding - from - length)
}

/** The nearest viewport in which a rectangle can be seen, at the same zoom; undefined when it is seen already. */
export function showing(rect: Rect, { x, y, zoom }: Viewport, screen: Size): Viewport | undefined {
  const dx = shift(rect.x * zoom + x, rect.width * zoom, screen.width)
  const dy = shift(rect.y * zoom + y, rect.height * zoom, screen.height)
  return dx === 0 && dy === 0 ? undefined : { zoom, x: x + dx, y: y + dy }
}

/** Around the same middle of the screen. */
export function zoomed({ x, y, zoom }: Viewport, to: number, screen: Size): Viewport {
  const next = limited(to)
  const middle = { x: (screen.width / 2 - x) / zoom, y: (screen.height / 2 - y) / zoom }
  return { zoom: next, x: screen.width / 2 - middle.x * next, y: screen.height / 2 - middle.y * next }
}

/** The place of a node, or of a constraint with both its ends. */
export function placeOf(scene: Scene, key: string): Rect | undefined {
  const node = scene.nodes.get(key)
  if (node) return node.absolute
  const constraint = scene.constraints.get(key)
  if (!constraint) return undefined
  return bounds([constraint.from, constraint.to].flatMap(end => scene.nodes.get(end ?? '')?.absolute ?? []))
}

/** Everything that can be seen. */
export function wholeOf(scene: Scene): Rect | undefined {
  return bounds([...scene.nodes.values()].filter(({ parent }) => parent === null).map(({ absolute }) => absolute))
}
