// Rectangles and sizes of the canvas, in pixels of the layout at 100 %.

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Point, Size {}

/** Nodes snap to this grid. */
export const grid = 8
/** What a task gets that has no place in the file. */
export const taskSize: Size = { width: 216, height: 60 }
/** Smaller boxes of a file are drawn as large as this, so that their text can be read: two lines, three with a summary. */
export const smallestTask = { width: 160, height: 48, heightWithSummary: 60 } as const
/** From this height on a card has a third line. */
export const threeLines = 58
export const smallestContainer: Size = { width: 208, height: 112 }
/** The header of a container, below which the places of its children count; all that is left of a collapsed one. */
export const headerHeight = 40
/** Between the border of a container and what is in it. */
export const padding = 24

/** The nearest point of the grid. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid }
}

export function centre({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

export function isInside(point: Point, { x, y, width, height }: Rect): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height
}

/** Whether the whole of `inner` lies in `outer`. */
export function encloses(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** The smallest rectangle around all of them; undefined for none. */
export function bounds(rects: Iterable<Rect>): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}
