// Which node or constraint the focus goes to.
import { centre, type Rect } from './geometry.js'
import { hasEnds, type Scene } from './scene.js'

export const directions = ['up', 'down', 'left', 'right'] as const
export type Direction = (typeof directions)[number]

/** How far `to` lies in a direction, and how far beside it; undefined when it does not lie there. */
function distance(from: Rect, to: Rect, direction: Direction): number | undefined {
  const [a, b] = [centre(from), centre(to)]
  const vertical = direction === 'up' || direction === 'down'
  const forward = direction === 'down' || direction === 'right' ? 1 : -1
  const ahead = (vertical ? b.y - a.y : b.x - a.x) * forward
  const beside = Math.abs(vertical ? b.x - a.x : b.y - a.y)
  if (ahead <= 0) return undefined
  // What overlaps on the other axis stands in line, however wide it is.
  const inLine = vertical
    ? to.x < from.x + from.width && from.x < to.x + to.width
    : to.y < from.y + from.height && from.y < to.y + to.height
  if (!inLine && beside > ahead * 2) return undefined
  return ahead + (inLine ? beside / 4 : beside * 2)
}

/** The nearest rectangle in a direction; undefined when there is none. */
export function nearest(
  from: Rect,
  others: Iterable<readonly [key: string, rect: Rect]>,
  direction: Direction,
): string | undefined {
  let [best, least] = [undefined as string | undefined, Number.POSITIVE_INFINITY]
  for (const [key, rect] of others) {
    const far = distance(from, rect, direction)
    if (far === undefined || far >= least) continue
    best = key
    least = far
  }
  return best
}

/** The first node that the focus takes: the highest of the scene, from the left. */
export function firstNode(scene: Scene): string | undefined {
  return firstChild(scene, scene.root)
}

/** The highest child of a container, from the left; undefined for a task, an empty or a collapsed container. */
export function firstChild(scene: Scene, parent: string): string | undefined {
  const children = (scene.children.get(parent) ?? []).flatMap(key => {
    const node = scene.nodes.get(key)
    return node && !node.hidden ? [{ key, ...node.rect }] : []
  })
  return children.sort((a, b) => a.y - b.y || a.x - b.x)[0]?.key
}

/** The neighbour of a node in its container; from a constraint the node at that end. */
export function neighbour(scene: Scene, key: string, direction: Direction): string | undefined {
  const node = scene.nodes.get(key)
  if (!node) {
    const constraint = scene.constraints.get(key)
    if (!constraint) return firstNode(scene)
    return (direction === 'up' || direction === 'left' ? constraint.from : constraint.to) ?? undefined
  }
  const siblings = (scene.children.get(node.parent ?? scene.root) ?? []).flatMap(other => {
    const rect = other === key ? undefined : scene.nodes.get(other)?.rect
    return rect ? [[other, rect] as const] : []
  })
  return nearest(node.rect, siblings, direction)
}

/** The constraint after `current` among those that leave a node, then those that enter it, in a circle. */
export function nextConstraint(scene: Scene, node: string, current?: string): string | undefined {
  const touching = [...scene.constraints.values()].filter(hasEnds)
  const keys = [
    ...touching.filter(({ from }) => from === node),
    ...touching.filter(({ to, from }) => to === node && from !== node),
  ].map(({ key }) => key)
  const at = current === undefined ? -1 : keys.indexOf(current)
  return keys[(at + 1) % keys.length]
}
