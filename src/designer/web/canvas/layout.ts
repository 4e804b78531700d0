// Places for nodes to which a file gives none: layers from top to bottom, parts that nothing joins side by side.
import { bounds, grid, type Point, type Rect, type Size } from './geometry.js'
import { componentsOf, type Graph, layersOf } from './layers.js'

const gapAcross = 5 * grid
const gapDown = 7 * grid
/** Rows become about this much wider than high. */
const shape = 1.6
/** So many stand side by side in any case. */
const leastAcross = 8

interface Part extends Size {
  readonly places: ReadonlyMap<string, Point>
}

function onGrid(length: number): number {
  return Math.ceil(length / grid) * grid
}

/** Too many for one row come below each other, as evenly as can be. */
function rowsOf(keys: readonly string[], across: number): string[][] {
  const count = Math.ceil(keys.length / across)
  const each = Math.ceil(keys.length / count)
  return Array.from({ length: count }, (_, row) => keys.slice(row * each, (row + 1) * each))
}

/** One connected part with its own origin. */
function partOf(graph: Graph, sizes: ReadonlyMap<string, Size>): Part {
  const sizeOf = (key: string): Size => sizes.get(key) ?? { width: 0, height: 0 }
  const across = Math.max(leastAcross, Math.ceil(shape * Math.sqrt(graph.keys.length)))
  const layers = layersOf(graph)
    .flatMap(layer => rowsOf(layer, across))
    .map(keys => ({
      keys,
      width: keys.reduce((sum, key) => sum + sizeOf(key).width, 0) + gapAcross * (keys.length - 1),
      height: Math.max(...keys.map(key => sizeOf(key).height)),
    }))
  const width = Math.max(...layers.map(layer => layer.width))
  const places = new Map<string, Point>()
  let y = 0
  for (const layer of layers) {
    let x = onGrid((width - layer.width) / 2)
    for (const key of layer.keys) {
      places.set(key, { x, y })
      x += onGrid(sizeOf(key).width + gapAcross)
    }
    y += onGrid(layer.height + gapDown)
  }
  const area = bounds([...places].map(([key, place]) => ({ ...place, ...sizeOf(key) })))
  return { places, width: area ? area.x + area.width : 0, height: area?.height ?? 0 }
}

/**
 * Places nodes of one container.
 * @param sizes each node that needs a place, in the order of the file
 * @param edges from and to; those of other nodes are ignored
 * @param origin the left top corner of the whole
 */
export function layeredLayout(
  sizes: ReadonlyMap<string, Size>,
  edges: readonly (readonly [from: string, to: string])[],
  origin: Point = { x: 0, y: 0 },
): Map<string, Rect> {
  const parts = componentsOf({ keys: [...sizes.keys()], edges }).map(graph => partOf(graph, sizes))
  const area = parts.reduce((sum, { width, height }) => sum + (width + gapAcross) * (height + gapDown), 0)
  const across = Math.max(Math.sqrt(area * shape), ...parts.map(({ width }) => width))
  const rects = new Map<string, Rect>()
  let [x, y, rowHeight] = [0, 0, 0]
  for (const part of parts) {
    if (x > 0 && x + part.width > across) {
      y += onGrid(rowHeight + gapDown)
      x = 0
      rowHeight = 0
    }
    for (const [key, place] of part.places) {
      const size = sizes.get(key) ?? { width: 0, height: 0 }
      rects.set(key, { x: origin.x + x + place.x, y: origin.y + y + place.y, ...size })
    }
    x += onGrid(part.width + gapAcross)
    rowHeight = Math.max(rowHeight, part.height)
  }
  return rects
}
